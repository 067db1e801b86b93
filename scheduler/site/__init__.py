"""A festival's site as plain files, for any host that serves files: programme, calendars, changes, private pages.

What is private stands under names that nobody can guess.  Whoever has the name has the page, so deleting the
folder of that name, or giving it another, is all it takes to end that.
"""
