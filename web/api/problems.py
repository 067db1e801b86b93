"""What is said when something cannot be done: a problem as RFC 9457 has it, with every fault and its place."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scheduler.faults import Fault

PREFIX = "/api/v1"
MIMETYPE = "application/problem+json"


class FaultFound(BaseModel):
    """One thing that cannot be understood."""

    model_config = ConfigDict(extra="forbid")

    place: str = Field(description="A dotted path such as sessions.3.duration; empty: the whole.")
    message: str = Field(description="What is wrong, and what to do.")


class Problem(BaseModel):
    """Why nothing was done."""

    model_config = ConfigDict(extra="forbid")

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    faults: list[FaultFound] = Field(default_factory=list, description="Of 400 and 422: everything that is wrong.")
    entry: str | None = Field(None, description="Of 409: the key of what somebody else has changed meanwhile.")
    mine: Any = Field(None, description="Of 409: what was asked for.")
    theirs: Any = Field(None, description="Of 409: what it is now.")


class Refused(Exception):
    """A request that cannot be done; nothing was."""

    def __init__(
        self, status: int, detail: str, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        self.status, self.detail, self.faults, self.headers = status, detail, list(faults), headers or {}
        super().__init__(detail)


def is_api() -> bool:
    """Whether a program asks that speaks with the API, be there such an address or not."""
    return request.path.startswith(f"{PREFIX}/")


def problem(status: int, detail: str, faults: Iterable[Fault] = (), **more: Any) -> Response:
    """The answer."""
    said = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        faults=[FaultFound(place=one.place, message=one.message) for one in faults],
        **more,
    )
    text = said.model_dump_json(exclude_unset=True) if not more else said.model_dump_json()
    answer = Response(text, status=status, content_type=MIMETYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def refused(error: Refused) -> Response:
    """The answer to what a handler refuses."""
    answer = problem(error.status, error.detail, error.faults)
    answer.headers.update(error.headers)
    return answer
