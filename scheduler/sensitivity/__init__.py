"""Which changes of the document would gain most in a timetable, each tried by solving the parts concerned anew."""

from scheduler.sensitivity.search import Gain, Sensitivity, sensitivity

__all__ = ["Gain", "Sensitivity", "sensitivity"]
