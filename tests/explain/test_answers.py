"""The page of answers shows what the commands really print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.support import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "answers.md").read_text("utf-8")
# Only what asks of a festival alone: a timetable of metropolis is a minute's search, and no two machines find the same.
SHOWN = re.findall(
    r"^    \$ showgrid (explain fixtures/(?!.*\.json).*)\n((?:    .*\n|\n(?=    (?!\$)))+)", PAGE, re.MULTILINE
)


def test_there_is_something_to_compare() -> None:
    assert {"ko" in command for command, _ in SHOWN} == {True, False}


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_page_shows_what_is_printed(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    result = run(*shlex.split(command), "--budget", 600)

    assert (result.exit_code, result.stdout) == (0, re.sub(r"^    ", "", shown, flags=re.MULTILINE))
