"""``showgrid serve`` as people start it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.support import run
from web.cli import _parent_gone

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def test_the_desk_is_served_and_prints_a_link_for_the_first_manager(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.sqlite3'}"}
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            told = [server.stderr.readline() for _ in range(3)]
            link = re.search(r"http://\S+/enter/\S+", told[1])
            assert link, told
            page = fetched(link[0])
        finally:
            server.terminate()
            rest = server.communicate(timeout=60)[1]
    assert told[0] == f"Showgrid is at http://127.0.0.1:{port}\n"
    assert "Make your account" in page
    assert "Traceback" not in rest


def test_a_server_that_was_killed_leaves_its_port(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.sqlite3'}"}
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen([*command, "--no-worker"], env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            fetched(f"http://127.0.0.1:{port}/login")
        finally:
            server.kill()

    until = time.monotonic() + 30
    while taken(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not taken(port)


def taken(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def fetched(address: str) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text: str = answer.read().decode()
                return text
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {address}")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        result = run("serve", "--port", one.getsockname()[1])

    assert result.exit_code == 2
    assert "cannot be listened at: Address already in use" in result.stderr


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder.sqlite3"}
    command = [
        sys.executable,
        "-c",
        "from scheduler.cli import main; main()",
        "password",
        "a@b.c",
        "--password",
        "x" * 12,
    ]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert found.returncode == 2
    assert found.stderr.startswith("DATABASE_URL: the database cannot be opened: ")
    assert found.stderr.count("\n") == 1


def test_a_worker_hears_that_its_server_was_killed_though_somebody_holds_the_pipe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        gone = _parent_gone()
        before = gone()
        with monkeypatch.context() as killed:
            killed.setattr(os, "getppid", lambda: 1_000_000_000)
            after = gone()
        os.close(writing)
        until = time.monotonic() + 10
        while not gone() and time.monotonic() < until:
            time.sleep(0.01)
        by_the_pipe = gone()

    assert (before, after, by_the_pipe) == (False, True, True)
