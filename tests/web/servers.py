"""PostgreSQL and Redis for tests: private, on sockets or ports of their own, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 60.0
"""Seconds that a server gets to start or to end."""
CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=16MB", "listen_addresses="]
"""Settings of a cluster that nobody will miss, reached by its socket alone."""


def program(name: str) -> str | None:
    """Where it is; Debian keeps PostgreSQL's own out of the path."""
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda one: float(one.parts[4]))
    return str(beside[-1]) if beside else shutil.which(name)


def wanted(name: str, package: str) -> str:
    """The program; without it the test is skipped, loudly, but where it decides: there it fails."""
    found = program(name)
    if found is None:
        missing = f"NO {name.upper()}: this was not tried. Install Debian's {package} (make test does, as root)."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@contextmanager
def postgresql() -> Iterator[str]:
    """A cluster; the address of its database, without a name at its end."""
    initdb, server = wanted("initdb", "postgresql"), wanted("postgres", "postgresql")
    with _folder() as (folder, who):
        data = folder / "data"
        begin = [initdb, "-D", str(data), "-A", "trust", "-U", "desk", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([*begin, "--no-instructions"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)
        settings = [part for one in [*CARELESS, f"unix_socket_directories={folder}"] for part in ("-c", one)]
        with (folder / "log").open("wb") as log, _running([server, "-D", str(data), *settings], log, cwd=folder, **who):
            _until((data / "postmaster.pid"), b"ready", folder / "log")
            yield f"postgresql+psycopg://desk@/%s?host={folder}"


@contextmanager
def redis(port: int) -> Iterator[str]:
    """A server that keeps nothing on disk; its address."""
    server = wanted("redis-server", "redis-server")
    with _folder() as (folder, who):
        command = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--pidfile", str(folder / "pid")]
        with (folder / "log").open("wb") as log, _running(command, log, cwd=folder, **who):
            _until(folder / "log", b"Ready to accept connections", folder / "log")
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _folder() -> Iterator[tuple[Path, dict[str, Any]]]:
    """A folder of a short name, as a socket wants it, and who is to own it: PostgreSQL refuses to be run by root."""
    folder = Path(tempfile.mkdtemp(prefix="showgrid-", dir="/tmp"))
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    try:
        yield folder, who
    finally:
        shutil.rmtree(folder, ignore_errors=True)


GUARD = """"$@" <&- & server=$!
stopped() { kill -TERM $server; i=0; while kill -0 $server 2>&- && [ $i -lt 20 ]; do sleep .1; i=$((i + 1)); done; kill -INT $server 2>&-; }
cat > /dev/null; stopped; wait $server; rm -rf "$FOLDER"
"""
"""Runs a server until its own standard input ends: when the test says so, or when the test was killed and can say nothing.
Of PostgreSQL TERM is a smart shutdown, which waits for connections that a test forgot, and INT a fast one."""


@contextmanager
def _running(command: list[str], log: Any, **options: Any) -> Iterator[None]:
    folder = str(Path(log.name).parent)
    guarded = ["/bin/sh", "-c", GUARD, "guard", *command]
    environment = {**os.environ, "FOLDER": folder}
    with subprocess.Popen(
        guarded, stdin=subprocess.PIPE, stdout=log, stderr=log, env=environment, **options
    ) as process:
        try:
            yield
        finally:
            process.communicate(timeout=PATIENCE)


def _until(file: Path, said: bytes, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not file.exists() or said not in file.read_bytes():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.02)
