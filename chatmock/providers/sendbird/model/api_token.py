"""Secondary API tokens."""

from __future__ import annotations

import msgspec

from chatmock.core.clock import SECOND


class ApiToken(msgspec.Struct, eq=False):
    """A token that does what the master token does, apart from managing tokens."""

    token: str
    created: int

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND
