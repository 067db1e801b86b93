"""Help texts teach: every command says what it does and shows how."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from scheduler.cli import main
from tests.cli.support import run

COMMANDS = main.list_commands(click.Context(main))
OURS = [
    "completion",
    "demo",
    "diff",
    "doctor",
    "explain",
    "export",
    "import",
    "kinds",
    "notify",
    "publish",
    "schema",
    "solve",
    "verify",
]


def test_all_commands_are_there_and_listed_with_a_whole_sentence() -> None:
    listed = re.findall(r"^  (\w+)  +(.+)$", run("--help").stdout.partition("Commands:")[2], re.MULTILINE)

    assert [name for name, _ in listed] == COMMANDS
    assert set(OURS) <= set(COMMANDS)
    assert [name for name, told in listed if name in OURS and not told.endswith(".")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_shows_how(command: str) -> None:
    result = run(command, "--help")

    assert (result.exit_code, f"    showgrid {command}" in result.stdout) == (0, True)


@pytest.mark.parametrize("command", OURS)
def test_every_option_says_what_it_is(command: str) -> None:
    found = main.get_command(click.Context(main), command)

    assert found is not None
    assert [one.name for one in found.params if isinstance(one, click.Option) and not one.help] == []


@pytest.mark.parametrize(
    ("shell", "word"), [("bash", "complete -o nosort"), ("zsh", "#compdef showgrid"), ("fish", "complete --no-files")]
)
def test_a_shell_is_told_how_to_complete(shell: str, word: str) -> None:
    result = run("completion", shell)

    assert (result.exit_code, word in result.stdout, "_SHOWGRID_COMPLETE" in result.stdout) == (0, True, True)


def test_the_shell_completes_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SHOWGRID_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "showgrid kinds person_in")
    monkeypatch.setenv("COMP_CWORD", "2")

    assert run().stdout.splitlines() == ["plain,person_in_one_place"]


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("showgrid, version ")


def test_the_smallest_festival_of_the_help_can_be_solved(tmp_path: Path) -> None:
    lines = run("--help").stdout.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("  The smallest"))
    path = tmp_path / "festival.yaml"
    path.write_text("\n".join(line.strip() for line in lines[begin + 1 : begin + 6]), encoding="utf-8")

    result = run("solve", path, "--deterministic", 1, "-o", "-")

    assert (result.exit_code, [one for one in result.stderr.splitlines() if "worth" in one]) == (0, [])
