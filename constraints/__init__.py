"""The kinds of rule: one file is one kind."""
