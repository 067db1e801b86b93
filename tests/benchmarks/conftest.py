"""Which benchmarks are run by ``make test`` too."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def measured(request: pytest.FixtureRequest) -> None:
    """Of what takes long: what is right is tested on small festivals; on these only the time is of interest."""
    if not request.config.getoption("benchmark_enable"):
        pytest.skip("a measurement, which takes half a minute: make benchmarks")
