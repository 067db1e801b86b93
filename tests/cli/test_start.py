"""What a command does not need is not imported: it would be waited for at every start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import festival_in, timetable_in

HEAVY = {
    "numpy",
    "ortools",
    "pandas",
    "pydantic",
    "rich",
    "typst",
    "icalendar",
    "jinja2",
    "xlsxwriter",
    "yaml",
    "segno",
}
"""Libraries that take long to import."""


def imported(*arguments: object) -> set[str]:
    """Which of them the command imports."""
    script = (
        "import json, sys\n"
        "from scheduler.cli import main\n"
        "main(sys.argv[1:], prog_name='showgrid', standalone_mode=False)\n"
        "print(); print(json.dumps([name for name in sys.modules if '.' not in name]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return HEAVY & set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("solve", "--help"), ("completion", "bash")], ids=str
)
def test_help_imports_no_library(arguments: tuple[str, ...]) -> None:
    assert imported(*arguments) == set()


def test_kinds_and_schema_read_no_document() -> None:
    assert imported("kinds") == {"numpy", "pydantic"}
    assert imported("schema") == {"numpy", "pydantic"}


def test_verify_and_diff_import_what_reads_the_document_only(tmp_path: Path) -> None:
    festival, timetable = festival_in(tmp_path), timetable_in(tmp_path)

    assert imported("verify", festival, timetable) == {"numpy", "pydantic", "yaml"}
    assert imported("diff", festival, timetable, timetable) == {"numpy", "pydantic", "yaml"}
