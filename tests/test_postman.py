"""Letters are sent once, in batches; what was interrupted goes on; what is uncertain is left to a person."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.faults import FestivalError
from scheduler.formats.letter import Letter
from scheduler.postman import Journal, Server, send


class Mailbox(socketserver.ThreadingTCPServer):
    """A mail server on this machine that takes letters, but none for whom it was told to refuse."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[str] = []
        self.refused: set[str] = set()
        self.hang_up_after = 1000
        self.connections = 0


class _Talk(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.server.connections += 1
        self.say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                self.say("550 no such mailbox" if to in self.server.refused else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.taken.append(to)
                if len(self.server.taken) >= self.server.hang_up_after:
                    return
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def server_of(mailbox: Mailbox) -> Server:
    return Server.of(f"smtp://127.0.0.1:{mailbox.server_address[1]}")


def five() -> list[Letter]:
    return [
        Letter(
            f"p{n}", f"P {n}", f"p{n}@films.example", f"<{n}@showgrid.invalid>",
            f"From: office@films.example\r\nTo: p{n}@films.example\r\nSubject: s\r\n\r\nHello\r\n".encode(),
        )
        for n in range(5)
    ]  # fmt: skip


def addresses(*numbers: int) -> list[str]:
    return [f"p{n}@films.example" for n in numbers]


def test_every_letter_is_sent_once_in_batches(mailbox: Mailbox, tmp_path: Path) -> None:
    waits: list[float] = []
    path = tmp_path / "sent.jsonl"

    first = send(five(), server_of(mailbox), Journal(path), batch=2, pause=7, wait=waits.append)
    again = send(five(), server_of(mailbox), Journal(path), batch=2, pause=7, wait=waits.append)

    assert (first, again, mailbox.taken) == ([], [], addresses(0, 1, 2, 3, 4))
    assert (mailbox.connections, waits) == (3, [7, 7])


def test_who_is_refused_is_told_and_tried_again_and_the_others_are_sent(mailbox: Mailbox, tmp_path: Path) -> None:
    mailbox.refused = set(addresses(1))
    path = tmp_path / "sent.jsonl"

    faults = send(five(), server_of(mailbox), Journal(path))
    mailbox.refused = set()
    send(five(), server_of(mailbox), Journal(path))

    assert [str(one) for one in faults] == ["p1 <p1@films.example>: refused: 550 no such mailbox"]
    assert mailbox.taken == addresses(0, 2, 3, 4, 1)


def test_what_was_interrupted_goes_on_and_nobody_gets_a_letter_twice(mailbox: Mailbox, tmp_path: Path) -> None:
    mailbox.hang_up_after = 3
    path = tmp_path / "sent.jsonl"
    with pytest.raises(FestivalError) as broken:
        send(five(), server_of(mailbox), Journal(path))
    mailbox.hang_up_after = 1000

    journal = Journal(path)
    unsure = [one.person for one in journal.unsure(five())]
    send(five(), server_of(mailbox), journal)

    assert [one.place for one in broken.value.faults] == ["SMTP_URL"]
    assert (unsure, mailbox.taken) == (["p2"], addresses(0, 1, 2, 3, 4))


def test_a_letter_without_an_address_is_not_sent(mailbox: Mailbox, tmp_path: Path) -> None:
    letter = Letter("p", "P", None, "<p@showgrid.invalid>", b"Subject: s\r\n\r\n")

    assert (send([letter], server_of(mailbox), Journal(tmp_path / "j")), mailbox.taken) == ([], [])


@pytest.mark.parametrize("url", ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"])
def test_what_is_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(FestivalError, match="smtp://user:password@host:587"):
        Server.of(url)


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FestivalError) as refused:
        send(five(), Server.of("smtp://127.0.0.1:1"), Journal(tmp_path / "j"))

    (fault,) = refused.value.faults
    assert str(fault).startswith("SMTP_URL: 127.0.0.1: ")
    assert not (tmp_path / "j").exists()


def test_a_journal_that_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "j").write_text('{"id": "a", "state": "sent"}\n{"id"\n', encoding="utf-8")

    with pytest.raises(FestivalError, match="line 2 is no entry of a journal"):
        Journal(tmp_path / "j")


def test_a_password_is_in_no_message() -> None:
    assert "geheim" not in repr(Server.of("smtp://me:geheim@mail.example.org"))
