"""The list of changes as an Atom feed (RFC 4287): an entry a version; the same bytes if nothing changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

SPACE = "http://www.w3.org/2005/Atom"


def atom(
    title: str,
    address: str,
    page: str,
    author: str,
    lang: str,
    versions: Sequence[tuple[str, str, datetime, list[str]]],
) -> bytes:
    """The feed at an address, of what is on a page; versions are anchor, title, moment, sentences, newest first."""
    feed = ElementTree.Element("feed", {"xmlns": SPACE, "xml:lang": lang})
    _text(feed, "id", address)
    _text(feed, "title", title)
    _text(feed, "updated", _moment(versions[0][2]))
    _text(ElementTree.SubElement(feed, "author"), "name", author)
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    for anchor, name, moment, sentences in versions:
        entry = ElementTree.SubElement(feed, "entry")
        _text(entry, "id", f"{page}#{anchor}")
        _text(entry, "title", name)
        _text(entry, "updated", _moment(moment))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{page}#{anchor}"})
        content = ElementTree.SubElement(entry, "content", {"type": "text"})
        content.text = _clean("\n".join(sentences))
    ElementTree.indent(feed)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(one for one in text if one >= " " or one in "\n\t")


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
