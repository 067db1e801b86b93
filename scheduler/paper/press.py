"""Typesetting: data into a template, a template into a PDF; the same data makes the same bytes.

Whatever the document says goes in as data, so that no title can be taken for markup; nothing is fetched.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import manimgx_fonts
import manimgx_fonts_cjk
import typst

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS = ["Noto Sans", "Noto Sans CJK KR", "Noto Sans Symbols", "Noto Emoji"]
PAPERS = {
    "a4": {"large": "a3", "usual": "a4", "small": "a5"},
    "letter": {"large": "us-tabloid", "usual": "us-letter", "small": "us-digest"},
}
"""Sizes of both families, as typst calls them."""
EACH = "\n#for (number, data) in input.pages.enumerate() { sheet(number, data) }\n"


def set_in_type(
    template: str, title: str, pages: Sequence[dict[str, Any]], paper: str, *, size: str = "usual", wide: bool = False
) -> bytes:
    """One PDF of several sheets, each from a page of its own on."""
    data = {"title": title, "pages": pages, "fonts": FONTS, "paper": PAPERS[paper][size], "wide": wide}
    source = "".join(_template(name) for name in ("common", template)) + EACH
    return typst.compile(
        source.encode(),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


@cache
def _template(name: str) -> str:
    return files("scheduler.paper").joinpath("templates", f"{name}.typ").read_text("utf-8")


@cache
def fonts() -> typst.Fonts:
    """The fonts that everything is set in; the system's own are never used."""
    folders = [str(Path(package.__file__).parent) for package in (manimgx_fonts, manimgx_fonts_cjk) if package.__file__]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
