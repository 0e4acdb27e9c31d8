"""Tencent Chat's Api with its schemas: a command is declared by its address, and the rest is in its two schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from chatmock.core.api import Api, H
from chatmock.core.schema import Schemas
from chatmock.resources import data_dir

ANSWER = ".answer"
"""How the name of a schema ends that is of an answer."""
_OF_FRAMES = "frame."
"""How the name of a schema begins that is of the web socket alone."""


class Commands(Api):
    """Commands at ``/v4/{service}/{command}``: the schemas of one are called ``service.command`` and, of its answer, ``….answer``."""

    def _declare(self, method: str, path: str, **details: Any) -> Callable[[H], H]:
        name = path.strip("/").replace("/", ".")
        found = {"accepts": name, "returns": f"{name}{ANSWER}"}
        return super()._declare(method, path, **{**found, **details})

    def documented_paths(self) -> Iterator[str]:
        """The paths of the vendor's commands, behind the prefix."""
        names = self.schemas.documents
        own = (name for name in names if f"{name}{ANSWER}" in names and not name.startswith(_OF_FRAMES))
        return (f"/{name.replace('.', '/')}" for name in own)


schemas = Schemas(data_dir("schemas") / "tencent")
api = Commands(schemas, "/v4")
