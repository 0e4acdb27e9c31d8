"""Providers of other packages, as an installation finds them: by an entry point."""

from __future__ import annotations

from pathlib import Path


def install(folder: Path, providers: dict[str, str], cards: dict[str, str] | None = None) -> Path:
    """Make a folder hold a package that registers providers, by name and address; whoever finds it on the path has them.

    ``cards`` are the folders of their cards, as ``package.folder``, by the name of the provider.
    """
    described = folder / "dummies-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: dummies\nVersion: 1.0\n")
    lines = [f"{name} = {address}" for name, address in providers.items()]
    lines += ["[chatmock.cards]", *(f"{name} = {place}" for name, place in (cards or {}).items())]
    (described / "entry_points.txt").write_text("\n".join(["[chatmock.providers]", *lines, ""]))
    return folder


DUMMIES = {"notes": "tests.core.notes:Notes", "lines": "tests.core.lines:Lines"}
