"""How long the sentences of the documents are: ``scripts/docs --readability`` reports it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MEAN, LONGEST = 20, 40
"""The most words that a sentence of a page for newcomers has, in the mean and at all."""
FOR_NEWCOMERS = (
    *("README.md", "docs/start.md", "docs/index.md", "docs/how-to/*.md", "docs/tutorials/*.md", "docs/webhooks.md"),
    *("docs/control-api.md", "docs/performance.md", "docs/scaling.md", "docs/containers.md", "docs/fixed-hosts.md"),
    *(
        "docs/inspector.md",
        "docs/javascript.md",
        "docs/troubleshooting.md",
        "docs/not-emulated.md",
        "docs/comparison.md",
        "examples/*.md",
    ),
)
_NOT_PROSE = (
    re.compile(r"^( *)```.*?^ *```$", re.MULTILINE | re.DOTALL),  # examples
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^Measured with .*$", re.MULTILINE),  # versions
    re.compile(r"^(\||#|\s*!\[|===|---).*$", re.MULTILINE),  # tables, headings, pictures, tabs
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_CODE = re.compile(r"`[^`]*`")
_ITEM = re.compile(r"^\s*([-*]|\d+\.|!!!|\?\?\?)\s+", re.MULTILINE)
_END = re.compile(r"(?<=[.?!])[\"')*]*\s+(?=[\"'(*]*(?:[A-Z0-9`]|chatmock\b))")


@dataclass(frozen=True)
class Page:
    """What is measured of a page."""

    name: str
    sentences: list[str]

    @property
    def mean(self) -> float:
        return sum(map(words, self.sentences)) / len(self.sentences) if self.sentences else 0.0

    @property
    def longest(self) -> str:
        return max(self.sentences, key=words, default="")

    @property
    def is_hard(self) -> bool:
        return self.mean > MEAN or words(self.longest) > LONGEST


def sentences(text: str) -> Iterator[str]:
    """The sentences of a Markdown text: of its paragraphs and lists, not of examples, tables and headings."""
    for pattern in _NOT_PROSE:
        text = pattern.sub("\n\n", text)
    text = _ITEM.sub("\n\n", _CODE.sub("Code", _LINK.sub(r"\1", text)))
    for paragraph in re.split(r"\n\s*\n", text):
        joined = " ".join(paragraph.split())
        yield from (one for one in _END.split(joined) if words(one))


def words(sentence: str) -> int:
    """How many words a sentence has; a piece of code is one."""
    return len(re.findall(r"[^\W_][\w'’.-]*", sentence))


def pages(root: Path, patterns: Iterable[str]) -> list[Page]:
    """The pages of some names or patterns."""
    found = sorted({path for pattern in patterns for path in root.glob(pattern)})
    return [Page(path.relative_to(root).as_posix(), [*sentences(path.read_text(encoding="utf-8"))]) for path in found]


def report(root: Path) -> str:
    """A line for each page: sentences, mean and longest; pages for newcomers first, and what is too long there."""
    lines = [f"{'page':45} sentences   mean  longest"]
    easy = pages(root, FOR_NEWCOMERS)
    names = {page.name for page in easy}
    for page in [*easy, *(page for page in pages(root, ("*.md", "docs/*.md")) if page.name not in names)]:
        mark = "" if page.name not in names else "  too hard" if page.is_hard else "  ok"
        lines.append(f"{page.name:45} {len(page.sentences):9} {page.mean:6.1f} {words(page.longest):8}{mark}")
    told = [one for page in easy for one in page.sentences]
    mean = sum(map(words, told)) / len(told)
    lines.append(f"pages for newcomers: {mean:.1f} words a sentence in the mean, {max(map(words, told))} at the most")
    lines += [f"{page.name}: {one}" for page in easy for one in page.sentences if words(one) > LONGEST]
    return "\n".join(lines)
