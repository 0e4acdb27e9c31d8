"""Render the documents as a site: ``scripts/docs --site`` runs it, in an environment that has mkdocs-material.

Pages are gathered into one folder first. What they link to outside of it is taken along where it is a file; a link to a
folder becomes plain text. Every warning is an error: a link or an anchor that leads nowhere, a page in no section.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / ".site"
PAGES = {
    "README.md": "overview.md",  # mkdocs takes a README for the index
    "CHANGELOG.md": "CHANGELOG.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "ARCHITECTURE.md": "ARCHITECTURE.md",
    "examples/README.md": "examples.md",
    "schemas/README.md": "schemas.md",
}
"""Pages that stand outside of docs/, and where they stand on the site."""
_QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s#]+)(#[^)\s]*)?\)")
_FENCED = re.compile(r"(^ *```.*?^ *```$)", re.MULTILINE | re.DOTALL)


def pages() -> dict[Path, Path]:
    """Where each page stands, and where it stands on the site."""
    found = {path: path.relative_to(ROOT / "docs") for path in sorted((ROOT / "docs").rglob("*.md"))}
    return {**found, **{ROOT / name: Path(place) for name, place in PAGES.items()}}


def gather(into: Path) -> None:
    """Copy the pages into a folder, with the links that are right there."""
    placed = pages()
    for path, place in placed.items():
        parts = _FENCED.split(path.read_text(encoding="utf-8"))
        texts = [part if part.lstrip().startswith("```") else _relinked(part, path, place, into) for part in parts]
        target = into / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("".join(texts), encoding="utf-8")


def _relinked(text: str, path: Path, place: Path, into: Path) -> str:
    placed = pages()

    def relink(link: re.Match[str]) -> str:
        words, address, anchor = link[1], link[2], link[3] or ""
        if "://" in address or address.startswith("mailto:"):
            return link[0]
        target = (path.parent / address).resolve()
        if target not in placed and not target.is_file():
            return words if target.exists() else link[0]
        if target not in placed:
            kept = into / "source" / target.relative_to(ROOT)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(target, kept)
            where = Path("source") / target.relative_to(ROOT)
            return f"[{words}]({_way(place, where)})"
        return f"[{words}]({_way(place, placed[target])}{anchor})"

    return _LINK.sub(relink, text)


def _way(here: Path, there: Path) -> str:
    return Path(os.path.relpath(there, here.parent)).as_posix()


def named(sections: Any) -> Iterator[str]:
    """The pages that a navigation names."""
    if isinstance(sections, str):
        yield sections
    for one in sections.values() if isinstance(sections, dict) else sections if isinstance(sections, list) else ():
        yield from named(one)


def only_there(sections: Any, there: set[str]) -> Any:
    """The navigation without pages that are not there."""
    if isinstance(sections, list):
        return [kept for one in sections if (kept := only_there(one, there))]
    if isinstance(sections, dict):
        return {name: kept for name, one in sections.items() if (kept := only_there(one, there))}
    return sections if sections in there else None


def overview(into: Path) -> str:
    """The pages by their titles, for programs that read."""
    lines = ["# chatmock", "", "> A mock server for chat platforms, on your own machine.", ""]
    for place in pages().values():
        title = (into / place).read_text(encoding="utf-8").partition("# ")[2].partition("\n")[0]
        lines.append(f"- [{title}]({place.with_suffix('.html').as_posix()})")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Render the site into .site/html; gives mkdocs' status, which a warning makes 1."""
    for name in ("pages", "html"):
        shutil.rmtree(BUILD / name, ignore_errors=True)
    gather(BUILD / "pages")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    head, _, _ = settings.partition("\nnav:\n")
    sections = yaml.safe_load(settings.replace("!!python/object/apply:", "").split("\nnav:\n", 1)[1])
    there = {place.as_posix() for place in pages().values()}
    sections = only_there(sections, there)
    rest = sorted(there - set(named(sections)))
    decisions = [name for name in rest if name.startswith("decisions/")]
    sections.append({"More": [name for name in rest if name not in decisions] + [{"Decisions": decisions}]})
    config = BUILD / "mkdocs.yml"
    whole = head.replace(".site/", "") + "\n" + yaml.safe_dump({"nav": sections}, sort_keys=False)
    config.write_text(whole, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--config-file", config], check=False, env=_QUIET)
    if done.returncode == 0:
        (BUILD / "html" / "llms.txt").write_text(overview(BUILD / "pages"), encoding="utf-8")
        print(f"the site is {BUILD / 'html' / 'index.html'}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
