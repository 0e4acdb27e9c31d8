"""Where the schemas and fixtures lie, inside the package (wheel) or beside it (checkout), and how large parts are loaded."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent

OPTIONS = "application.options.json"
"""In a vendor's folder of schemas: the options of its applications, and how clients are pointed to one."""


def data_dir(name: str) -> Path:
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"chatmock was installed without its {name!r} directory")


@cache
def options_document(provider: str) -> dict[str, Any]:
    """The options document of one of chatmock's own providers, read without loading the provider."""
    path = data_dir("schemas") / provider / OPTIONS
    document: dict[str, Any] = json.loads(path.read_bytes())
    return document


_MANY = 10_000
"""New objects that are not looked through for garbage as soon as they are all there."""


@contextmanager
def loading() -> Iterator[None]:
    """Import something large. Code is no garbage, and looking for some meanwhile costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY and not gc.get_freeze_count():
            gc.freeze()  # and back, among what is seldom looked through
            gc.unfreeze()
        if was_on:
            gc.enable()
