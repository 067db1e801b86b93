"""Names that one sheet gives and others refer to, exactly as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.faults import Fault, did_you_mean
from scheduler.formats.workbook import Sheet

WORDS = {"tracks": "track", "sessions": "session", "rooms": "room", "submissions": "submission"}


@dataclass
class Names:
    """The first column of a sheet: who there is, in order."""

    sheet: Sheet
    rows: list[int]
    """Row of each."""
    of: dict[str, int]
    """Number of each, counted from 0."""
    known: bool
    """Whether all have names; if not, nobody can say which other name is wrong."""

    @property
    def word(self) -> str:
        """What one of them is."""
        return WORDS[self.sheet.title]

    def must_know(self, sheet: Sheet, row: int, column: int, word: str) -> None:
        """A cell names one of them."""
        name = sheet.text(row, column)
        if self.known and name not in self.of:
            missing = f"there is no {word} {name!r}{did_you_mean(name, self.of)}" if name else f"name a {word}"
            sheet.fault(row, column, missing)


def named(sheet: Sheet) -> Names:
    """The names that a sheet gives."""
    rows, of = sheet.filled(), dict[str, int]()
    known = bool(rows)
    for number, row in enumerate(rows):
        if sheet(row, 0) == "":
            sheet.fault(row, 0, f"what is the {WORDS[sheet.title]} of this row called? name it, or empty the row")
        name = sheet.text(row, 0)
        known = known and name != ""
        if name and name in of:
            first = sheet.place(rows[of[name]], 0)
            sheet.fault(row, 0, f"{name!r} stands in {first} already; each needs a name of its own")
        of.setdefault(name, number)
    if sheet.rows and not rows:
        sheet.faults.append(Fault(sheet.title, f"there is no {WORDS[sheet.title]} in it; a row each is needed"))
    return Names(sheet, rows, of, known)


def placed(sheet: Sheet, cells: list[tuple[int, int]], names: Names) -> list[tuple[int, tuple[int, int]]]:
    """Which of the names each of these cells of an edge holds; all of them once, in any order."""
    found: dict[int, tuple[int, int]] = {}
    strange = []
    for row, column in cells:
        name = sheet.text(row, column)
        number = names.of.get(name)
        if number is None:
            strange.append((row, column, name))
        elif number in found:
            sheet.fault(row, column, f"{name!r} stands in {sheet.place(*found[number])} already; leave one out")
        else:
            found[number] = (row, column)
    if names.known and sheet.rows:
        _strange(sheet, strange, names)
        _missing(sheet, [name for name, number in names.of.items() if number not in found], len(strange), names, cells)
    return list(found.items())


def _strange(sheet: Sheet, cells: list[tuple[int, int, str]], names: Names) -> None:
    for row, column, name in cells:
        if name:
            sheet.fault(row, column, f"there is no {names.word} {name!r}{did_you_mean(name, names.of)}")
        else:
            sheet.fault(row, column, f"of which {names.word} is this? name it, or empty it")


def _missing(sheet: Sheet, missing: list[str], strange: int, names: Names, cells: list[tuple[int, int]]) -> None:
    """Names that stand nowhere; not said where each is surely one of the strange ones, misspelt."""
    line = "row" if cells and cells[0][1] == 0 else "column"
    for name in missing if len(missing) > strange else ():
        sheet.faults.append(Fault(sheet.title, f"there is no {line} for the {names.word} {name!r}; add it"))
