"""The second process, from beginning to end."""

from __future__ import annotations

import pickle
import subprocess
import sys

from scheduler.worker import Job, unpacked
from tests.benchmarks.support import problem


def test_a_worker_whose_time_is_over_ends_in_order_though_its_parent_still_listens() -> None:
    small = problem("kaiff-2024")
    job = pickle.dumps(Job(small, None, 0, 0.5))
    command, pipe = [sys.executable, "-m", "scheduler.worker"], subprocess.PIPE

    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(job)
        process.stdin.flush()
        # The line to it stays open: whoever closes it tells the worker to stop.
        said, complaints = process.stdout.read(), process.stderr.read()

        assert process.wait() == 0
    assert complaints == b""
    assert len(unpacked(small, pickle.loads(said)).problem.showings) == 30
