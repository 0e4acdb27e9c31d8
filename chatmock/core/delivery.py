"""One thing that a tenant sends by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chatmock.core.journal import held_by

ATTEMPTS = 10
"""How often a delivery is tried before it is given up: four minutes and three seconds of the tenant's time."""
PATIENCE = 10.0
"""Seconds of real time that a receiver has for its answer, unless a delivery says otherwise."""
INBOX = "inbox:"
"""The address of whoever has no receiver: it takes everything, and the journal shows it."""
_OWN_BYTES = 700
"""What a delivery takes beside what it sends: itself, its place in a lane, a lane of its own."""


@dataclass(slots=True, eq=False)
class Delivery:
    """One request to a receiver outside. ``name`` is what the journal and faults call it: ``webhook …``, ``bot callback``."""

    name: str
    lane: str
    """Deliveries of one lane arrive in the order they were posted."""
    url: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "POST"
    tries: int = ATTEMPTS
    """How often it is tried before it is given up."""
    patience: float = PATIENCE
    """Seconds of real time a receiver has for its answer."""
    on_end: Callable[[int, bytes], None] | None = None
    """Told of the receiver's status and answer once it has taken the delivery; of 0 where that is given up."""
    attempts: int = 0
    next_at: int = 0
    """When it is tried again, in milliseconds of the tenant's time; 0 before the first failure."""
    outcome: str = ""
    """delivered, given up or dropped; empty while it is on its way."""
    cause: int = 0
    """Which happening it came of, by the journal's numbers."""
    size: int = field(init=False)
    """Bytes it takes in memory, about."""

    def copy(self) -> Delivery:
        """The same once more, never tried; whoever waits for the end of this one does not wait for that one."""
        return Delivery(
            self.name,
            self.lane,
            self.url,
            self.headers,
            self.body,
            method=self.method,
            tries=self.tries,
            patience=self.patience,
            cause=self.cause,
        )

    def __post_init__(self) -> None:
        self.size = len(self.body) + len(self.url) + len(self.lane) + held_by(self.headers) + _OWN_BYTES
