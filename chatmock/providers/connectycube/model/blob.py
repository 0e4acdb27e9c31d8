"""A file of the storage: announced, then uploaded, then complete."""

from __future__ import annotations

import msgspec

from chatmock.providers.connectycube.model.values import Dated


class Blob(Dated, msgspec.Struct, eq=False):
    """A file, its bytes once they have come."""

    id: int
    uid: str
    user_id: int
    content_type: str
    name: str
    public: bool
    created: int
    updated: int
    tags: tuple[str, ...] = ()
    content: bytes | None = None
    size: int | None = None
    """Bytes; None until it is complete."""

    def __repr__(self) -> str:
        return f"<Blob {self.id} {self.name}>"

    @property
    def serial(self) -> int:
        return self.id

    @property
    def is_complete(self) -> bool:
        return self.size is not None and self.content is not None
