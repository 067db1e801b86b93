"""How good timetables get in how many seconds, by whom, and without what: measured, kept, and shown in the documentation.

``python -m tests.laboratory`` solves festivals again and again, ``tests.laboratory.conferences`` does the same from the
command line with workbooks of others, ``tests.laboratory.prices`` times prices; each adds rows to a CSV file.
``tests.laboratory.page`` makes the tables and pictures of ``docs/performance.md`` from such files.
"""
