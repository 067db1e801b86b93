"""``showgrid notify`` writes letters, and sends them only when told to and able to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import FESTIVAL, answer, festival_in, run, timetable_in
from tests.cli.test_publish import ELSEWHERE, LATER, published_in
from tests.test_postman import Mailbox, mailbox

__all__ = ["mailbox"]
ADDRESSED = FESTIVAL.replace("ko: 김대식}}", "ko: 김대식}, language: ko, email: kim@films.example}")


def second(folder: Path) -> Path:
    """Version 2, in which the talk of Kim begins half an hour later."""
    path = published_in(folder)
    festival_in(folder, ADDRESSED)
    timetable = timetable_in(folder, answer(ELSEWHERE))
    result = run("publish", folder / "festival.yaml", timetable, "--previous", path, "-o", path, "--at", LATER)
    assert result.exit_code == 0, result.stderr
    return path


def test_without_send_letters_are_only_written(tmp_path: Path) -> None:
    path, folder = second(tmp_path), tmp_path / "letters"

    result = run("notify", tmp_path / "festival.yaml", path, "-o", folder)

    assert [one.name for one in folder.iterdir()] == ["v2-kim.eml"]
    assert (result.exit_code, result.stderr) == (
        0,
        f"Letters written to {folder}: 1. None was sent; --send sends them.\n",
    )


def test_whoever_has_no_address_is_told(tmp_path: Path) -> None:
    path, folder = second(tmp_path), tmp_path / "letters"

    result = run("notify", tmp_path / "festival.yaml", path, "--since", 0, "-o", folder, "--lang", "ko")

    assert sorted(one.name for one in folder.iterdir()) == ["v2-baek.eml", "v2-kim.eml"]
    assert result.stderr.splitlines()[1] == "이메일 주소 없음: 백준. 직접 알려 주세요."


def test_with_send_each_letter_is_sent_once(tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = second(tmp_path), tmp_path / "letters"
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{mailbox.server_address[1]}")
    command = ["notify", tmp_path / "festival.yaml", path, "-o", folder, "--from", "office@films.example", "--send"]

    told = [run(*command).stderr for _ in range(2)]

    assert told == ["Letters sent: 1; sent before: 0.\n", "Letters sent: 0; sent before: 1.\n"]
    assert mailbox.taken == ["kim@films.example"]
    assert [json.loads(line)["state"] for line in (folder / "sent.jsonl").read_text("utf-8").splitlines()] == [
        "begun",
        "sent",
    ]


def test_what_is_needed_to_send_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = second(tmp_path)
    monkeypatch.delenv("SMTP_URL", raising=False)

    result = run("notify", tmp_path / "festival.yaml", path, "-o", tmp_path / "letters", "--send")

    assert (result.exit_code, result.stderr.splitlines()) == (
        2,
        [
            "SMTP_URL: to send, name the mail server: smtp://user:password@host:587",
            "--from: to send, say who writes, as Programme <programme@example.org>",
        ],
    )
    assert not (tmp_path / "letters").exists()


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--since", 2], "--since: this is version 2; name an earlier one, or 0 to tell everybody everything"),
        (
            ["--from", "the office"],
            "--from: 'the office' is no address; write programme@example.org, or Programme <programme@example.org>",
        ),
    ],
)
def test_bad_options_are_refused_and_nothing_written(tmp_path: Path, options: list[object], fault: str) -> None:
    path = second(tmp_path)

    result = run("notify", tmp_path / "festival.yaml", path, "-o", tmp_path / "letters", *options)

    assert (result.exit_code, result.stderr) == (2, f"{fault}\n")
    assert not (tmp_path / "letters").exists()


def test_a_timetable_that_was_not_published_is_refused(tmp_path: Path) -> None:
    timetable = timetable_in(tmp_path)

    result = run("notify", festival_in(tmp_path), timetable, "-o", tmp_path / "letters")

    told = "this is a timetable that was never published; showgrid publish makes a publication of it"
    assert (result.exit_code, result.stderr) == (2, f"{timetable}: {told}\n")
