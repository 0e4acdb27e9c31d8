"""What became of several things that were to be removed."""

from __future__ import annotations

from dataclasses import dataclass, field

from chatmock.providers.connectycube.model import Given


@dataclass(slots=True)
class Outcome:
    """Ids that were removed, those of nothing, and those that may not be."""

    done: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def shown(self) -> Given:
        """The three lists of an answer."""
        return {
            "SuccessfullyDeleted": {"ids": self.done},
            "NotFound": {"ids": self.missing},
            "WrongPermissions": {"ids": self.refused},
        }
