"""Behind a proxy, who asks is whom the proxy names; without one, what anybody claims is not believed."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from scheduler.faults import FestivalError
from web import create_app
from web.settings import Settings, from_environment

ANSWERS = {0: [422] * 10 + [429] * 4, 1: [422] * 14}
"""Fourteen tries of passwords that the proxy passes on for fourteen people; ten a minute are allowed to each."""


@pytest.mark.parametrize("proxies", [0, 1])
def test_tries_are_counted_for_whom_the_trusted_proxy_names(tmp_path: Path, new_database: Path, proxies: int) -> None:
    copyfile(new_database, tmp_path / "desk.sqlite3")
    url = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    app = create_app(Settings(database_url=url, trusted_proxies=proxies))
    app.config["WTF_CSRF_ENABLED"] = False

    def tried(forwarded: str) -> int:
        data = {"email": "a@example.org", "password": "wrong"}
        return app.test_client().post("/login", data=data, headers={"X-Forwarded-For": forwarded}).status_code

    different = [tried(f"203.0.113.{number}") for number in range(14)]
    # Whoever writes the header themselves is still the one whom the proxy adds at its end.
    claimed = [tried(f"203.0.113.{number}, 198.51.100.7") for number in range(11)]
    app.extensions["desk"].store.close()

    assert different == ANSWERS[proxies]
    assert claimed[-1] == 429


def test_proxies_are_counted_or_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(FestivalError) as refused:
        from_environment({"TRUSTED_PROXIES": "some", "SECRET_KEY": "short"})

    assert [str(fault).partition(":")[0] for fault in refused.value.faults] == ["SECRET_KEY", "TRUSTED_PROXIES"]
    assert from_environment({"TRUSTED_PROXIES": "2"}).trusted_proxies == 2
    assert from_environment({}).trusted_proxies == 0
