"""A program that speaks with the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

BASE = "/api/v1"


@dataclass
class Program:
    """A token, and where it comes in."""

    client: FlaskClient
    token: str
    lang: str = "en"

    def __call__(
        self, method: str, path: str, data: Any = None, match: str | int | None = None, **more: Any
    ) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": self.lang, **more.pop("headers", {})}
        if match is not None:
            headers["If-Match"] = match if isinstance(match, str) else f'"{match}"'
        return self.client.open(BASE + path, method=method, json=data, headers=headers, **more)

    def get(self, path: str, **query: Any) -> Any:
        answer = self("GET", path, query_string=query)
        assert answer.status_code == 200, answer.text
        return answer.json
