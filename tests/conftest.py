"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A test asserts values, never seconds: the machine may be busy with something else.
settings.register_profile("showgrid", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("showgrid")
