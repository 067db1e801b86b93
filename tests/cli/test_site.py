"""``showgrid publish --site`` lays out a site, brings it up to date, and never touches what is not its own."""

from __future__ import annotations

import csv
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.cli.support import festival_in, run, timetable_in
from tests.cli.test_publish import AT, ELSEWHERE, LATER, published_in

BASE = "https://films.example"


def laid(folder: Path, *options: object, **more: object) -> Path:
    """The site of the first version."""
    links = folder / "links.csv"
    published_in(folder, "--site", folder / "site", "--base-url", BASE, "--links", links, *options)
    return folder / "site"


def again(folder: Path, *options: object, at: str = LATER, timetable: Path | None = None) -> list[str]:
    """Publish once more into the same; returns what was said of the site."""
    path = folder / "p.json"
    result = run(
        "publish", folder / "festival.yaml", timetable or folder / "timetable.json", "--previous", path, "-o", path,
        "--site", folder / "site", "--base-url", BASE, "--links", folder / "links.csv", "--at", at, *options,
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    return [line for line in result.stderr.splitlines() if not line.startswith(("Nothing", "Version", "Not valid"))]


def addresses(folder: Path) -> dict[str, str]:
    """Who has which private folder."""
    with (folder / "links.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row["address"].removeprefix(f"{BASE}/").rstrip("/") for row in csv.DictReader(file)}


def files(site: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_site_that_is_up_to_date_is_not_touched(tmp_path: Path) -> None:
    site = laid(tmp_path)
    before = files(site)

    told = again(tmp_path)

    assert told == [f"Site in {site}: {len(before)} files, 0 of them written."]
    assert files(site) == before
    assert sorted(addresses(tmp_path)) == ["baek", "kim", "staff"]
    assert {(site / name).is_dir() for name in addresses(tmp_path).values()} == {True}


def test_what_changed_is_written_and_addresses_stay(tmp_path: Path) -> None:
    site = laid(tmp_path)
    before = addresses(tmp_path)

    again(tmp_path, timetable=timetable_in(tmp_path, {**_answer(), "festival": "small"}))

    assert addresses(tmp_path) == before
    assert "moved from Little hall 11:00 to 11:30." in (site / "en" / "changes.html").read_text("utf-8")


def _answer() -> dict[str, object]:
    from tests.cli.support import answer

    return answer(ELSEWHERE)


def test_deleting_a_private_folder_revokes_it_and_rotating_gives_another(tmp_path: Path) -> None:
    site = laid(tmp_path)
    kim = addresses(tmp_path)["kim"]
    for path in (site / kim).iterdir():
        path.unlink()
    (site / kim).rmdir()

    told = again(tmp_path)[1:]
    without = addresses(tmp_path)
    again(tmp_path, "--rotate", "kim", "--revoke", "baek")

    assert told == ["The address of these was deleted and stays revoked (--rotate gives a new one): kim."]
    assert sorted(without) == ["baek", "staff"]
    assert sorted(addresses(tmp_path)) == ["kim", "staff"]
    assert addresses(tmp_path)["kim"] != kim
    assert not (site / without["baek"]).exists()


def test_what_the_host_needs_beside_it_stays(tmp_path: Path) -> None:
    site = laid(tmp_path)
    (site / "CNAME").write_text("films.example", encoding="utf-8")
    (site / "en" / "old.html").write_text("old", encoding="utf-8")

    again(tmp_path)

    assert ((site / "CNAME").exists(), (site / "en" / "old.html").exists()) == (True, False)


def test_letters_name_the_private_page(tmp_path: Path) -> None:
    site = laid(tmp_path)
    run(
        "notify",
        tmp_path / "festival.yaml",
        tmp_path / "p.json",
        "-o",
        tmp_path / "l",
        "--site",
        site,
        "--base-url",
        BASE,
    )

    letter = message_from_bytes((tmp_path / "l" / "v1-kim.eml").read_bytes(), policy=policy.default)
    text = letter.get_body().get_content()  # type: ignore[union-attr]  # it has one
    assert text.splitlines().count(f"{BASE}/{addresses(tmp_path)['kim']}/") == 2  # in Korean and in English


def refused(folder: Path, *options: object) -> list[str]:
    """Faults; nothing is written."""
    before = files(folder)
    result = run("publish", festival_in(folder), timetable_in(folder), "-o", folder / "new.json", "--at", AT, *options)
    after = files(folder)
    assert result.exit_code == 2
    assert {name: data for name, (data, _) in after.items() if name not in ("festival.yaml", "timetable.json")} == {
        name: data for name, (data, _) in before.items() if name not in ("festival.yaml", "timetable.json")
    }
    return result.stderr.replace(f"{folder}/", "").splitlines()


@pytest.mark.parametrize(
    ("options", "faults"),
    [
        (["--site", "SITE"], ["--base-url: say where the site will be had, as https://festival.example/2024/"]),
        (
            ["--site", "SITE", "--base-url", "films.example", "--rotate", "kin", "--revoke", "all"],
            [
                "--base-url: 'films.example' is no address of a site; write https://festival.example/2024/",
                "--rotate: the festival has no 'kin'; did you mean 'kim'?",
                "--revoke: the festival has no 'all'; there is 'baek', 'kim', 'staff'",
            ],
        ),
        (["--base-url", BASE, "--links", "l.csv"], [
            "--base-url: this is for a site; name its folder by --site",
            "--links: this is for a site; name its folder by --site",
        ]),
    ],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(tmp_path: Path, options: list[str], faults: list[str]) -> None:
    assert refused(tmp_path, *(str(tmp_path / "site") if one == "SITE" else one for one in options)) == faults


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site" / "en").mkdir(parents=True)
    (tmp_path / "site" / "en" / "mine.html").write_text("mine", encoding="utf-8")

    told = "site: it holds en that showgrid did not write; name another folder"
    assert refused(tmp_path, "--site", tmp_path / "site", "--base-url", BASE) == [told]


def test_another_festivals_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "site.json").write_text('{"festival": "large"}', encoding="utf-8")

    told = "site: this is the site of 'large', not of 'small'; name another folder"
    assert refused(tmp_path, "--site", tmp_path / "site", "--base-url", BASE) == [told]


def test_a_site_whose_private_addresses_are_lost_is_refused(tmp_path: Path) -> None:
    laid(tmp_path)
    path = tmp_path / "p.json"

    result = run(
        "publish", tmp_path / "festival.yaml", tmp_path / "timetable.json", "--previous", path, "-o", path, "--at", LATER,
        "--site", tmp_path / "other", "--base-url", BASE,
    )  # fmt: skip

    told = "none of the private addresses is in this folder; publish into the one that has them, or give everybody a new one: --rotate all"
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path}/other: {told}\n")
    assert not (tmp_path / "other").exists()
