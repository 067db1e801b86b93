"""Letters sent from the desk: only when somebody presses, each once, and what went wrong is told and can be gone on with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scheduler.faults import FestivalError
from tests.test_postman import Mailbox, mailbox
from tests.web.support import WHAT
from web import mailing
from web.entries import Name
from web.operations import Edit
from web.settings import from_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    from web.desk import Desk
    from web.workspace import Workspace

__all__ = ["mailbox"]
MAIL = "/f/small/publish/1/mail"
PEOPLE = ("kim", "lee")


@pytest.fixture
def out(app: Flask, desk: Desk, full: Callable[[], Workspace], mailbox: Mailbox) -> Mailbox:
    """Version 1 is in force, it concerns two people who have addresses, and there is a mail server."""
    people = [{"id": one, "name": one.title(), "email": f"{one}@films.example"} for one in PEOPLE]
    talk = {"title": {"en": "Who Dreams?"}, "people": [{"id": one} for one in PEOPLE]}
    edits = [Edit(Name("people", str(one["id"])), fields=one) for one in people]
    work = full()
    desk.operations.commit(None, work.id, work.head, [*edits, Edit(Name("sessions", "talk"), fields=talk)], WHAT)
    desk.publishing.publish(None, full())
    url = f"smtp://127.0.0.1:{mailbox.server_address[1]}"
    settings = from_environment({"SMTP_URL": url, "MAIL_FROM": "Programme <programme@films.example>"})
    public = "https://desk.films.example"
    sending = replace(desk.settings, smtp_url=settings.smtp_url, mail_from=settings.mail_from, public_url=public)
    app.extensions["desk"] = replace(desk, settings=sending)
    return mailbox


def page(client: FlaskClient) -> str:
    return client.get("/f/small/publish/1").text


def said(text: str) -> str:
    """How it stands with the letters."""
    found = re.search(r'id="mail">.*?<p class="lead">(.*?)</p>', text, re.DOTALL)
    assert found
    return found[1]


def test_nothing_is_sent_until_somebody_presses_and_then_each_once(manager: FlaskClient, out: Mailbox) -> None:
    before, sent_before = said(page(manager)), list(out.taken)
    answers = [manager.post(MAIL).status_code for _ in range(2)]
    after = page(manager)

    assert (before, sent_before) == ("Sent: 0 · to be sent: 2", [])
    assert answers == [302, 302]
    assert sorted(out.taken) == ["kim@films.example", "lee@films.example"]
    assert said(after) == "Sent: 2 · to be sent: 0"
    assert "Letters sent: 2" in after
    assert after.count(">mailed<") == 2
    assert 'action="/f/small/publish/1/mail"' not in after


def test_so_many_at_a_time_and_the_rest_when_it_is_pressed_again(
    manager: FlaskClient, out: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "BATCH", 1)
    told = []
    for _ in range(2):
        manager.post(MAIL)
        told.append((len(out.taken), said(page(manager))))

    assert told == [(1, "Sent: 1 · to be sent: 1"), (2, "Sent: 2 · to be sent: 0")]


def test_whom_the_server_refuses_is_told_and_can_be_tried_again(manager: FlaskClient, out: Mailbox) -> None:
    out.refused = {"lee@films.example"}
    manager.post(MAIL)
    told = page(manager)
    out.refused = set()
    manager.post(MAIL)

    assert "lee &lt;lee@films.example&gt;: refused: 550 no such mailbox" in told
    assert (said(told), told.count(">mail refused<")) == ("Sent: 1 · to be sent: 1", 1)
    assert out.taken == ["kim@films.example", "lee@films.example"]


def test_what_was_cut_off_is_never_sent_twice(manager: FlaskClient, out: Mailbox) -> None:
    out.hang_up_after = 1
    manager.post(MAIL)
    told = page(manager)
    out.hang_up_after = 1000
    manager.post(MAIL)

    assert "It is not known whether these letters arrived; ask, or write to them yourself: Kim" in told
    assert said(told) == "Sent: 0 · to be sent: 1"
    assert out.taken == ["kim@films.example", "lee@films.example"]


def test_two_who_press_at_once_send_no_letter_twice(app: Flask, manager: FlaskClient, out: Mailbox) -> None:
    desk = app.extensions["desk"]
    announced = desk.publishing.latest("small")
    with app.test_request_context():
        made = mailing.written(desk, announced)
    both = [mailing.Told(desk.store, announced, made, {}) for _ in range(2)]
    both[0].note(made[0], "begun")

    with pytest.raises(FestivalError, match="somebody else is sending"):
        both[1].note(made[0], "begun")


def test_only_what_is_in_force_and_only_where_there_is_a_server(
    app: Flask, desk: Desk, manager: FlaskClient, out: Mailbox
) -> None:
    other = manager.post("/f/small/publish/7/mail").status_code
    app.extensions["desk"] = desk
    unset = manager.post(MAIL).status_code

    assert (other, unset, out.taken) == (404, 409, [])
    assert "SMTP_URL, MAIL_FROM and PUBLIC_URL" in page(manager)


def test_an_address_that_is_none_is_refused_when_the_desk_starts() -> None:
    with pytest.raises(FestivalError) as error:
        from_environment({"SMTP_URL": "http://mail.example", "MAIL_FROM": "nobody"})

    assert [fault.place for fault in error.value.faults] == ["SMTP_URL", "MAIL_FROM"]
