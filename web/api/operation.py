"""One operation of the API: what it takes and gives is declared once, for the answer and for the OpenAPI document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from flask import Response, request
from pydantic import BaseModel, ConfigDict, ValidationError

from scheduler import translate
from scheduler.faults import Fault
from scheduler.findings import dotted
from web.api.problems import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask.typing import ResponseReturnValue

LARGEST = 8_000_000
"""Bytes of a request; the document of the largest real programme known takes a quarter."""
Model = TypeVar("Model", bound=BaseModel)
_MATCH = re.compile(r'(?:W/)?"?(\d{1,9})"?')


class Data(BaseModel):
    """What goes in or comes out; a field that there is not is a fault."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True, populate_by_name=True)


@dataclass(frozen=True)
class Answer:
    """An answer with more than its data."""

    data: Data | Mapping[str, Any]
    revision: int | None = None
    """Sent as ETag, to be given back as If-Match."""
    location: str | None = None


@dataclass(frozen=True)
class Operation:
    """What there is to say of it."""

    gives: type[Data] | str
    """The model of the answer; else the name of one of the document's own schemas, or a media type."""
    takes: type[Data] | str | None = None
    query: type[Data] | None = None
    status: int = 200
    matched: bool = False
    """Whether If-Match has to say which revision was looked at."""
    refuses: tuple[int, ...] = ()
    """Statuses beside those that everything may end with."""


def operation(said: Operation) -> Callable[[Callable[..., Any]], Callable[..., ResponseReturnValue]]:
    """A view made of a function that takes ``query``, ``body`` and ``base`` as far as they are declared."""

    def around(function: Callable[..., Any]) -> Callable[..., ResponseReturnValue]:
        @wraps(function)
        def view(**path: Any) -> ResponseReturnValue:
            given: dict[str, Any] = {}
            if said.query is not None:
                given["query"] = _query(said.query)
            if said.matched:
                given["base"] = _matched()
            if said.takes is not None:
                given["body"] = _body(said.takes)
            return _sent(function(**path, **given), said)

        view.operation = said  # type: ignore[attr-defined]  # what the OpenAPI document is made of
        return view

    return around


def understood(model: type[Model], data: Any, status: int, said: str) -> Model:
    """Data as the model.  ``Refused`` with every fault."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = translate.findings(error, model, data)
        raise Refused(status, said, [one.fault(lambda where: dotted(where, data)) for one in found]) from None


def _query(model: type[Data]) -> Data:
    """The query; each name once."""
    several = [name for name, values in request.args.lists() if len(values) > 1]
    if several:
        raise Refused(400, "The query cannot be understood.", [Fault(name, "give this once") for name in several])
    return understood(model, request.args.to_dict(), 400, "The query cannot be understood.")


def _body(takes: type[Data] | str) -> Any:
    if (request.content_length or 0) > LARGEST:
        raise Refused(413, f"At most {LARGEST} bytes are read.")
    if not request.is_json:
        raise Refused(415, "Send JSON, with the header Content-Type: application/json.")
    data = request.get_json(cache=False)
    if isinstance(takes, str):
        return data
    return understood(takes, data, 422, "What was sent cannot be understood.")


def _matched() -> int | None:
    """The revision that the caller looked at; None for whatever it is now."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Refused(428, "Say with If-Match which revision you looked at (the ETag of what you read), or *.")
    if given == "*":
        return None
    found = _MATCH.fullmatch(given)
    if found is None or not given.isascii():
        raise Refused(400, 'If-Match is the number of a revision, such as "12", or *.')
    return int(found[1])


def _sent(made: Any, said: Operation) -> ResponseReturnValue:
    if isinstance(made, Response):
        return made
    whole = made if isinstance(made, Answer) else Answer(made)
    answer = Response(_text(whole.data), status=said.status, mimetype="application/json")
    if whole.revision is not None:
        answer.set_etag(str(whole.revision))
    if whole.location is not None:
        answer.headers["Location"] = whole.location
    return answer


def _text(data: Data | Mapping[str, Any]) -> str:
    from flask import current_app

    return data.model_dump_json() if isinstance(data, BaseModel) else current_app.json.dumps(data)
