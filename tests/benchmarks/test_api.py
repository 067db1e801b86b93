"""The API against its own document for longer than `make test` has time for: twenty-five requests of each operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.fuzzing import fuzz, operations
from tests.web.support import FESTIVAL, WHAT
from web import create_app
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

EXAMPLES = 25


def test_requests_of_every_operation(benchmark: BenchmarkFixture, measured: None, tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'desk.sqlite3'}", testing=True))
    desk = app.extensions["desk"]
    slug = desk.operations.create(None, FESTIVAL, WHAT)
    user = desk.accounts.enter(desk.accounts.link("manager"), "Kim", "kim@example.org", "seven dry islands")
    token = desk.tokens.make(user.id, "fuzz", "manage")

    def every() -> int:
        tried = list(operations(app))
        for operation in tried:
            fuzz(operation, slug, token, EXAMPLES)
        return len(tried)

    tried = benchmark.pedantic(every, rounds=1)  # type: ignore[no-untyped-call]  # it ships no type for this

    assert tried > 30
    desk.store.close()
