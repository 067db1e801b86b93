"""The conference workbooks of the OptaPlanner project: read into a festival, written from a timetable.

``terms`` names the objective, ``rules`` says it in kinds of rule; ``columns`` and ``cells`` are the
sheets, ``workbook`` reads them into records, ``festival`` makes the document of these.
"""

from scheduler.formats.optaplanner.export import write
from scheduler.formats.optaplanner.festival import read

__all__ = ["read", "write"]
