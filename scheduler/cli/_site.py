"""What ``publish`` and ``notify`` need of the site: checked before anything is written, laid out after."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scheduler.cli._common import of_file, write
from scheduler.faults import Fault, FestivalError, did_you_mean

if TYPE_CHECKING:
    from scheduler.problem import Problem
    from scheduler.publication import Publication
    from scheduler.sentence import Sentence
    from scheduler.site.addresses import Addresses
    from scheduler.timetable import Timetable


LOST = (
    "none of the private addresses is in this folder; publish into the one that has them, or give everybody a new one: "
    "--rotate all"
)


@dataclass
class SitePlan:
    """Where the site goes, and who gets another address or none."""

    folder: Path
    base: str
    rotate: list[str]
    revoke: list[str]
    links: str | None
    side: Path
    addresses: Addresses

    def ready(self, problem: Problem, timetable: Timetable, publication: Publication, at: datetime | None) -> ReadySite:
        """Everything, in memory."""
        from scheduler.site.addresses import STAFF, hall_of, holder_of
        from scheduler.site.build import Site, holders

        named = {STAFF, *map(holder_of, problem.people), *map(hall_of, problem.room_index)}
        wanted = [one for one in holders(publication) if one in named]
        lost = not self.addresses.names and any(not one.revoked for one in self.addresses.known.values())
        if lost and not self.rotate:
            raise FestivalError([Fault(str(self.folder), LOST)])
        deleted = self.addresses.give(wanted, self.rotate, self.revoke)
        now = at or datetime.now(UTC)
        files = Site(problem, timetable, publication, self.base, self.addresses.names, now).built()
        return ReadySite(self, problem, files, deleted)


@dataclass
class ReadySite:
    """The files of the site."""

    plan: SitePlan
    problem: Problem
    files: dict[str, bytes]
    deleted: list[str]

    def lay(self) -> Iterator[Sentence]:
        """Write what differs; says how much, and whose address was revoked by deleting it."""
        from scheduler.sentence import Sentence
        from scheduler.site.writing import lay

        plan = self.plan
        try:
            written = lay(plan.folder, self.files)
        except OSError as error:
            told = f"cannot be written: {error.strerror or error}; run it again"
            raise FestivalError([Fault(str(plan.folder), told)]) from None
        write(str(plan.side), plan.addresses.text())
        if plan.links is not None:
            write(plan.links, self._links())
        yield Sentence(
            "Site in {f}: {n} files, {w} of them written.", "사이트 {f}: 파일 {n}개 중 {w}개를 새로 저장.",
            f=str(plan.folder), n=len(self.files), w=written,
        )  # fmt: skip
        if self.deleted:
            yield Sentence(
                "The address of these was deleted and stays revoked (--rotate gives a new one): {p}.",
                "주소가 삭제되어 더 이상 쓸 수 없는 사람(--rotate로 새 주소 발급): {p}.",
                p=[one.partition(":")[2] or one for one in self.deleted],
            )  # fmt: skip

    def _links(self) -> bytes:
        """Who has which address; those of halls stand on their sheets."""
        from scheduler.formats.csv_ import written
        from scheduler.site.addresses import STAFF, hall_of

        rows = []
        for holder, address in sorted(pages_of(self.plan.addresses, self.plan.base).items()):
            if holder.startswith(hall_of("")):
                continue
            person = self.problem.people.get(holder.partition(":")[2])
            name = holder if person is None else self.problem.person_name(person.id)
            rows.append(
                [
                    holder if holder == STAFF else person.id if person else "",
                    name,
                    person.email or "" if person else "",
                    address,
                ]
            )
        return written(["id", "name", "email", "address"], rows)


def plan_of(
    site: str, base_url: str | None, rotate: Collection[str], revoke: Collection[str], links: str | None,
    output: str, previous: str | None, problem: Problem,
) -> SitePlan:  # fmt: skip
    """The plan that the options make.  ``FestivalError`` with all that is wrong with it."""
    from scheduler.site import addresses as side
    from scheduler.site.writing import check, private_names

    festival = problem.festival.festival.id
    faults = [*_url_faults(base_url), *_holder_faults(problem, {"--rotate": rotate, "--revoke": revoke})]
    if output == "-":
        faults.append(Fault("-o", "a site needs a publication in a file: its addresses are remembered beside it"))
    if faults:
        raise FestivalError(faults)
    folder, path = Path(site), side.beside(Path(output))
    check(folder, festival)
    before = path if path.exists() or previous in (None, "-") else side.beside(Path(str(previous)))
    known = side.read(before, festival)
    known.recognise(private_names(folder))
    base = f"{str(base_url).rstrip('/')}/"
    return SitePlan(folder, base, _holders(rotate), _holders(revoke), links, path, known)


def pages_of(addresses: Addresses, base: str) -> dict[str, str]:
    """The private page of each holder."""
    from scheduler.site.build import folder_of

    return {holder: f"{base}{folder_of(holder, name)}/" for holder, name in addresses.names.items()}


def pages_in(site: str, base_url: str | None, publication: str, festival: str) -> dict[str, str]:
    """The private page of each person, as it stands in a site that was laid out."""
    from scheduler.site import addresses as side
    from scheduler.site.writing import check, private_names

    if faults := list(_url_faults(base_url)):
        raise FestivalError(faults)
    folder = Path(site)
    check(folder, festival)
    try:
        known = side.read(side.beside(Path(publication)), festival)
    except FestivalError as error:
        raise of_file(publication, error) from None
    known.recognise(private_names(folder))
    found = pages_of(known, f"{str(base_url).rstrip('/')}/")
    return {holder.partition(":")[2]: page for holder, page in found.items() if holder.startswith(side.holder_of(""))}


def _url_faults(base_url: str | None) -> Iterator[Fault]:
    if base_url is None:
        yield Fault("--base-url", "say where the site will be had, as https://festival.example/2024/")
        return
    try:
        parts = urlsplit(base_url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        fine = False
    if not fine or any(one.isspace() for one in base_url):
        yield Fault("--base-url", f"{base_url!r} is no address of a site; write https://festival.example/2024/")


def _holder_faults(problem: Problem, given: dict[str, Collection[str]]) -> Iterator[Fault]:
    from scheduler.site.addresses import EVERYBODY, STAFF

    for option, names in given.items():
        for name in names:
            special = (STAFF, EVERYBODY) if option == "--rotate" else (STAFF,)
            if name not in special and name not in problem.people:
                yield Fault(option, f"the festival has no {name!r}{did_you_mean(name, [*problem.people, *special])}")


def _holders(names: Collection[str]) -> list[str]:
    from scheduler.site.addresses import EVERYBODY, STAFF, holder_of

    return [one if one in (STAFF, EVERYBODY) else holder_of(one) for one in names]


__all__ = ["ReadySite", "SitePlan", "pages_in", "pages_of", "plan_of"]
