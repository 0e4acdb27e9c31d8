"""What became of several things that were to be removed."""

from __future__ import annotations

import msgspec

from chatmock.providers.connectycube.model import Given


class Outcome(msgspec.Struct):
    """Ids that were removed, those of nothing, and those that may not be."""

    done: list[str] = msgspec.field(default_factory=list)
    missing: list[str] = msgspec.field(default_factory=list)
    refused: list[str] = msgspec.field(default_factory=list)

    def shown(self) -> Given:
        """The three lists of an answer."""
        return {
            "SuccessfullyDeleted": {"ids": self.done},
            "NotFound": {"ids": self.missing},
            "WrongPermissions": {"ids": self.refused},
        }
