"""The inspector: a page to look through, made of files that lie beside this package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chatmock.control.api import api, near, unknown_name
from chatmock.core.exchange import Binary
from chatmock.core.words import nearest

_FOLDER = Path(__file__).resolve().parent.parent / "inspector"
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@api.get("/", accepts="page.query", gives=(_KINDS[".html"],))
@api.get("/", prefix="", accepts="page.query", gives=(_KINDS[".html"],))
def view_inspector() -> Binary:
    """The inspector, as a page for browsers; at the root for those that ask for HTML."""
    return _read("index.html")


@api.get("/inspector/{name}", gives=tuple(_KINDS.values()))
def view_inspector_file(name: str) -> Binary:
    """A file of the inspector's page."""
    if name not in _names():
        raise unknown_name(thing="file", name=name, near=near(nearest(name, _names(), 1)))
    return _read(name)


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in _FOLDER.iterdir() if path.suffix in _KINDS)


def _read(name: str) -> Binary:
    """A file, read anew each time: that is rare, and nothing stays in memory."""
    return Binary((_FOLDER / name).read_bytes(), _KINDS[Path(name).suffix], policy=_POLICY)
