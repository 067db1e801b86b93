"""The words that a festival document is written in: texts, ids, times, hours.

Units and references live in the type, so that one generic check can refuse an id that does
not exist and a form can turn a field into a suffix or a choice list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache
from inspect import isabstract
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic.fields import FieldInfo

ABSURD_MINUTES = 7 * 24 * 60
"""Nothing that takes place once lasts longer than a week."""


class Item(BaseModel):
    """One entry of a list of the document; what it does not know it refuses, but for ``fields``."""

    model_config = ConfigDict(
        defer_build=True,
        extra="forbid",
        populate_by_name=True,
        coerce_numbers_to_str=True,
        serialize_by_alias=True,
        use_attribute_docstrings=False,
        revalidate_instances="never",
    )

    fields: dict[str, Any] = Field(
        default_factory=dict, title="Free fields", description="Anything of your own; kept, filterable, printable."
    )

    korean: ClassVar[Korean] = {
        "fields": ("자유 항목", "직접 정한 항목. 보존되고, 거르거나 인쇄할 수 있습니다."),
    }


@dataclass(frozen=True)
class Ref:
    """Marks a text as the id of an entry of one of the named lists."""

    lists: tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """Marks a number with its unit, in English and Korean, for forms and reports."""

    name: str
    korean: str

    def text(self, lang: str) -> str:
        """The unit in a language."""
        return self.korean if lang == "ko" else self.name


Korean = dict[str, tuple[str, str]]
"""``korean`` of a model: title and description of its fields for Korean organisers; in English the fields have them."""
Words = dict[str, dict[str, tuple[str, str]]]
"""``words`` of a model: what the words are called that its fields may be, in English and Korean."""


def _plain_id(text: str) -> str:
    if text != text.strip() or not text:
        raise ValueError("an id has no blanks at its ends and is not empty")
    if re.search(r"[#@\x00-\x1f]", text):
        raise ValueError("an id holds no '#', '@' or control characters")
    return text


Id = Annotated[str, Field(max_length=200), AfterValidator(_plain_id)]
FilmId = Annotated[str, Ref(("films",))]
PersonId = Annotated[str, Ref(("people",))]
SessionId = Annotated[str, Ref(("sessions",))]
RoomId = Annotated[str, Ref(("rooms",))]
VenueId = Annotated[str, Ref(("venues",))]
TrackId = Annotated[str, Ref(("tracks",))]
BlockId = Annotated[str, Ref(("blocks",))]
ResourceId = Annotated[str, Ref(("resources",))]
SiteId = Annotated[str, Ref(("venues", "rooms"))]

Count = Annotated[int, Field(ge=0, le=1_000_000)]
Seats = Annotated[int, Field(ge=0, le=1_000_000), Unit("seats", "석")]
People = Annotated[int, Field(ge=0, le=10_000_000), Unit("people", "명")]
Minutes = Annotated[int, Field(ge=0, le=ABSURD_MINUTES), Unit("minutes", "분")]
Runtime = Annotated[float, Field(ge=0, le=ABSURD_MINUTES), Unit("minutes", "분")]
Weight = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000), Unit("points a unit", "점/단위")]
Share = Annotated[float, Field(ge=0, le=1_000), Unit("share", "비율")]


def _language(code: str) -> str:
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
        return code
    raise ValueError(f"{code!r} is no language; write a code such as en or ko")


Language = Annotated[str, AfterValidator(_language)]
Text = Annotated[
    str | Annotated[dict[Language, str], Field(min_length=1)],
    Field(description="Plain text, or one text a language: {en: ..., ko: ...}."),
]


def text_in(text: str | Mapping[str, str] | None, lang: str = "en") -> str:
    """The text in a language, else in English, else in any; empty if there is none."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    return text.get(lang) or text.get("en") or next(iter(text.values()), "")


# -- hours of the day ---------------------------------------------------------------------------

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
CLOCK_PATTERN = r"^\d{1,2}:\d{2}$"
"""The same for a JSON Schema."""


def _clock_minutes(value: object) -> object:
    """Minutes after midnight of "HH:MM"; hours up to 47 say "the next day"."""
    if isinstance(value, str) and (found := _CLOCK.fullmatch(value.strip())):
        hours, minutes = int(found[1]), int(found[2])
        if hours < 48 and minutes < 60:
            return hours * 60 + minutes
        raise ValueError(f"{value!r} is no time of day; write HH:MM, 00:00 to 47:59")
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 48 * 60:
        return value
    raise ValueError(f'{value!r} is no time of day; write HH:MM in quotes, such as "19:30"')


CLOCK_VALIDATOR = _clock_minutes
"""Tells a time of day from other whole numbers."""


def clock_text(minutes: int) -> str:
    """Minutes after midnight as "HH:MM"; 25:30 is half past one on the next day."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


ClockTime = Annotated[
    int,
    BeforeValidator(_clock_minutes),
    PlainSerializer(clock_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN, "examples": ["19:30", "25:30"]}),
]

# -- local dates and times ----------------------------------------------------------------------

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years of a festival; beyond them sums of times would leave what Python can hold."""

_LOCAL = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")


def _local_time(value: object) -> object:
    """Date and time of "YYYY-MM-DDTHH:MM", with an offset if one is written; hours up to 47."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no date and time; write 2024-10-25T13:00")
    return _read_local(value)


@lru_cache(maxsize=4096)
def _read_local(value: str) -> datetime:
    """The same of a text; a document says few times, and these often."""
    if not (found := _LOCAL.fullmatch(value.strip())):
        raise ValueError(f"{value!r} is no date and time; write 2024-10-25T13:00")
    hour, minute, second = (int(part or 0) for part in found.groups()[3:6])
    if hour >= 48 or minute >= 60 or second >= 60:
        raise ValueError(f"{value!r}: there is no such time")
    if second:
        raise ValueError(f"{value!r}: write whole minutes")
    day = _day(value.strip()[:10])
    return datetime(day.year, day.month, day.day, tzinfo=_offset(found[7])) + timedelta(hours=hour, minutes=minute)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r}: there is no such day") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{text!r} is not in our time; write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _offset(text: str | None) -> tzinfo | None:
    try:
        return datetime.fromisoformat(f"2000-01-01T00:00{text}").tzinfo if text else None
    except ValueError:
        raise ValueError(f"{text!r} is no offset from UTC; write one such as +09:00") from None


def _local_text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


LocalTime = Annotated[
    datetime,
    BeforeValidator(_local_time),
    PlainSerializer(_local_text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2024-10-25T13:00"]}),
]


def _local_date(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        return _day(value.strip())
    raise ValueError(f"{value!r} is no date; write 2024-10-25")


LocalDate = Annotated[
    date,
    BeforeValidator(_local_date),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2024-10-25"]}),
]


class Hours(BaseModel):
    """A window of the clock; ``to`` at or before ``from`` is on the next day."""

    model_config = ConfigDict(defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: ClockTime = Field(alias="from", title="From")
    to: ClockTime = Field(title="To")

    korean: ClassVar[Korean] = {
        "from_": ("부터", ""),
        "to": ("까지", ""),
    }

    @property
    def span(self) -> tuple[int, int]:
        """Minutes after midnight of both ends; the end lies after the start."""
        end = self.to
        while end <= self.from_:
            end += 24 * 60
        return self.from_, end


class Window(BaseModel):
    """A stretch of local time."""

    model_config = ConfigDict(defer_build=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    from_: LocalTime = Field(alias="from", title="From")
    to: LocalTime = Field(title="To")

    korean: ClassVar[Korean] = {
        "from_": ("부터", ""),
        "to": ("까지", ""),
    }


# -- references ---------------------------------------------------------------------------------


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Models that a value so annotated may be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def may_hold(model: type[BaseModel], wanted: Callable[[FieldInfo], bool]) -> bool:
    """Whether a field that is wanted is in the model or in what it holds.

    An abstract model (a rule) stands for others of which nobody knows; it may.
    """
    seen: set[type[BaseModel]] = set()
    todo = [model]
    while todo:
        one = todo.pop()
        if isabstract(one) or any(wanted(info) for info in one.model_fields.values()):
            return True
        seen.add(one)
        inner = (held for info in one.model_fields.values() for held in models_in(info.annotation))
        todo += [held for held in inner if held not in seen]
    return False


def _refs(info: FieldInfo) -> list[Ref]:
    return [mark for mark in info.metadata if isinstance(mark, Ref)] or list(_markers(info.annotation))


def _markers(annotation: Any) -> Iterator[Ref]:
    for part in get_args(annotation):
        if isinstance(part, Ref):
            yield part
        else:
            yield from _markers(part)


@cache
def plan(model: type[BaseModel]) -> tuple[tuple[str, str, Ref | None], ...]:
    """Of each field that can hold a reference: its name, its name in the document, what its texts refer to."""
    found = []
    for name, info in model.model_fields.items():
        refs = _refs(info)
        if refs or any(may_hold(held, lambda one: bool(_refs(one))) for held in models_in(info.annotation)):
            found.append((name, info.alias or name, refs[0] if refs else None))
    return tuple(found)


def references(
    value: object, path: tuple[str | int, ...] = (), ref: Ref | None = None
) -> Iterator[tuple[tuple[str | int, ...], Ref, str]]:
    """Every id that something refers to: its place, the lists it may be in, and the id.

    Keys of mappings count like their values when the mapping is of ids (``uses``).
    """
    if isinstance(value, BaseModel):
        for name, shown, mark in plan(type(value)):
            inner = getattr(value, name)
            if inner and (mark is not None or isinstance(inner, (BaseModel, list, tuple, dict))):
                yield from references(inner, (*path, shown), mark)
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from references(inner, (*path, number), ref)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if ref is not None and isinstance(key, str):
                yield (*path, key), ref, key
            elif isinstance(inner, (BaseModel, list, dict)):
                yield from references(inner, (*path, key), ref)
    elif ref is not None and isinstance(value, str):
        yield path, ref, value
