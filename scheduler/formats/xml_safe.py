"""XML of strangers: nothing is fetched, nothing is expanded, and a stray letter does not cost the file.

What a file with entities says depends on what they expand to, which may be other files or gigabytes; such a
file is refused.  A bare ``&``, names of HTML such as ``&nbsp;`` and letters that XML forbids, all of which real
exports hold, are put right and noted.  Anything else that is no XML is refused, above all a file that is cut
off, because half a programme looks like a whole one.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Any

from lxml import etree

from scheduler.faults import Fault, FestivalError
from scheduler.formats.source import guessed_text

if TYPE_CHECKING:
    from scheduler.formats.notes import Notes

_STRAY = re.compile(
    rb"<!\[CDATA\[.*?\]\]>"
    rb"|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f]+)"
    rb"|(?P<number>&#(?:x[0-9a-fA-F]{1,6}|\d{1,7});)"
    rb"|&(?P<name>[A-Za-z][A-Za-z0-9]{0,30});"
    rb"|(?P<bare>&)",
    re.DOTALL,
)
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']""")
_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}
NEW_LINE = b"\n"
MOST = 20
"""Faults that are told."""


def safely(data: bytes, notes: Notes) -> Any:
    """The root element; small faults are noted.  ``FestivalError`` for all else, with the lines."""
    bare = data.replace(b"\0", b"")
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html[\s>])", bare, re.IGNORECASE):
        message = "this is a web page; save the file behind its link instead, which mostly ends in .xml, .json or .ics"
        raise FestivalError([Fault("line 1", message)])
    if b"<!ENTITY" in bare or b"<!DOCTYPE" in bare:
        line = data[: max(0, data.find(b"<!DOCTYPE"))].count(b"\n") + 1
        message = "the file declares a document type; take the DOCTYPE and its entities out"
        raise FestivalError([Fault(f"line {line}", message)])
    data = _in_utf8(data, notes)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError:
        return _put_right(data, notes)


def _in_utf8(data: bytes, notes: Notes) -> bytes:
    """The same bytes, unless they are said to be UTF-8 and are not: then what a Korean or a western machine wrote."""
    said = _ENCODING.match(data[:200])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or (said and said[1].lower() not in (b"utf-8", b"utf8")):
        return data
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(NEW_LINE) + 1
        text, name = guessed_text(data)
        notes.wrong(
            f"line {line}", "it is said to be UTF-8 and is not; read as {e}",
            "UTF-8이라고 되어 있으나 아니어서 {e}(으)로 읽었습니다", e=name,
        )  # fmt: skip
        return text.encode()
    return data


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )


def _put_right(data: bytes, notes: Notes) -> Any:
    """The same with every stray letter replaced."""
    strays: list[tuple[int, str]] = []

    def right(found: re.Match[bytes]) -> bytes:
        made = _replaced(found)
        if made != found[0]:
            strays.append((found.start(), found[0].decode("ascii", "replace")))
        return made

    cleaned = _STRAY.sub(right, data)
    parser = _parser()
    try:
        root = etree.fromstring(cleaned, parser)
    except etree.XMLSyntaxError as error:
        faults = list(parser.error_log) or [error]  # that of the error holds what was wrong with files before, too
        raise FestivalError(_fault(one) for one in faults[:MOST]) from None
    for at, letters in strays:
        notes.wrong(
            f"line {data.count(NEW_LINE, 0, at) + 1}" if len(strays) <= MOST else "",
            "{w!r} may not stand in XML; put right",
            "{w!r}은(는) XML에 쓸 수 없어 바로잡았습니다",
            w=letters[:20],
        )
    return root


def _replaced(found: re.Match[bytes]) -> bytes:
    if found["control"]:
        return b""
    if found["bare"]:
        return b"&amp;"
    if found["name"] and found["name"] not in _OWN:
        known = html5.get(f"{found['name'].decode()};")
        return known.encode("ascii", "xmlcharrefreplace") if known else b"&amp;" + found[0][1:]
    if found["number"] and not _allowed(found["number"][2:-1].decode()):
        return b""
    return found[0]


def _allowed(digits: str) -> bool:
    number = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    return (
        number in (9, 10, 13) or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF
    )


def _fault(error: Any) -> Fault:
    line = getattr(error, "line", None) or getattr(error, "lineno", None) or 1
    message = str(getattr(error, "message", error)).split("\n")[0]
    return Fault(f"line {line}", f"this is no proper XML: {message[:1].lower()}{message[1:]}; export the file again")
