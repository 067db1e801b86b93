"""Requests drawn from the OpenAPI document itself, good ones and bad ones, against a desk with a festival on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from web.entries import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def operations(app: Flask) -> Iterator[Any]:
    """All of the document."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


def fuzz(operation: Any, slug: str, token: str, examples: int) -> None:
    """Send requests of one operation; whatever is drawn, the answer is one that the document has, and never a 500."""
    drawn = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=drawn,
        known=st.sampled_from([True, True, True, False]),
        name=st.sampled_from(LISTS),
        number=st.integers(0, 3),
    )
    def send(case: Any, known: bool, name: str, number: int) -> None:
        # What is drawn is almost never a festival that there is; without one, little would be tried but 404.
        if known:
            there = {"slug": slug, "name": name, "number": number}
            case.path_parameters = {key: there.get(key, one) for key, one in (case.path_parameters or {}).items()}
        headers = {**{key: one for key, one in (case.headers or {}).items() if key == "If-Match"}}
        answer = case.call(headers={**headers, "Authorization": f"Bearer {token}"})
        case.validate_response(answer, checks=CHECKS)

    send()
