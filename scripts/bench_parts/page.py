"""A page with tables of a benchmark in it, each between two comments, so that they are what was printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path


def write(page: Path, blocks: Mapping[str, str]) -> None:
    """Put each block in the place of its name: ``<!-- bench: name -->`` … ``<!-- end -->``."""
    text = page.read_text()
    for name, block in blocks.items():
        place = re.compile(rf"(<!-- bench: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not place.search(text):
            raise SystemExit(f"bench: {page} has no place for {name}")
        text = place.sub(lambda found, block=block: f"{found[1]}{block}\n{found[2]}", text)  # type: ignore[misc]
    page.write_text(text)
