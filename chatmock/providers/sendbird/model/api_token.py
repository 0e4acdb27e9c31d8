"""Secondary API tokens."""

from __future__ import annotations

from dataclasses import dataclass

from chatmock.core.clock import SECOND


@dataclass(slots=True, eq=False)
class ApiToken:
    """A token that does what the master token does, apart from managing tokens."""

    token: str
    created: int

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND
