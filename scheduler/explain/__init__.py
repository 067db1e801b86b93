"""Why there is no timetable, or why a showing lies where it lies; and what was tried and helps.

The document is taken apart into *parts*, each of which takes some freedom away: a showing that must be
placed, a pin, a stay, a rule.  A conflict is a smallest set of parts that cannot all be kept.  What is
asked, again and again, is whether the document that says only some of its parts has a timetable.
"""
