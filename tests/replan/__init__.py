"""Tests of mending a timetable after a late change."""
