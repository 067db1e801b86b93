"""Texts in so many columns of a terminal: a Korean letter takes two, a combining mark none."""

from __future__ import annotations


def columns_of(text: str) -> int:
    """How many columns the text takes; control characters take none."""
    if plain(text):
        return len(text)
    from wcwidth import wcswidth, wcwidth  # its tables take long to import, and English needs none

    wide = wcswidth(text)
    return wide if wide >= 0 else sum(max(0, wcwidth(letter)) for letter in text)


def plain(text: str) -> bool:
    """Whether every letter takes one column."""
    return text.isascii() and text.isprintable()


def fitted(text: str, wide: int, *, right: bool = False) -> str:
    """The text in exactly so many columns: cut with an ellipsis, or filled with spaces."""
    text = cut(text, wide)
    space = " " * (wide - columns_of(text))
    return space + text if right else text + space


def cut(text: str, wide: int) -> str:
    """The text in at most so many columns, with an ellipsis if not all of it is there."""
    if not plain(text):
        from wcwidth import wcwidth

        text = "".join(letter for letter in text if wcwidth(letter) >= 0)
    if columns_of(text) <= wide:
        return text
    kept = ""
    for letter in text:
        if columns_of(kept + letter) > wide - 1:
            break
        kept += letter
    return f"{kept.rstrip()}…"


def wrapped(text: str, wide: int, most: int) -> list[str]:
    """The text in at most so many lines, broken between words; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        while rest and columns_of(f"{line} {rest[0]}") <= wide:
            line += f" {rest.pop(0)}"
        lines.append(cut(line, wide))
    return [*lines, cut(" ".join(rest), wide)] if rest else lines or [""]
