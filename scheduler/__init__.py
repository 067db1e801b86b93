"""The mechanism: documents, problems, search and verification. It knows no kind of rule by name."""
