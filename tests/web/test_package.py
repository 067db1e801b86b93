"""What is installed carries the pages: templates, styles, words, migrations."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_every_file_of_the_desk(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("web/")}
    there = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "web").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert held == there
    assert {Path(name).suffix for name in held} >= {".py", ".html", ".css", ".toml", ".svg", ".mako"}
