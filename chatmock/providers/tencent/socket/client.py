"""The state of one socket: which frames it takes, and who is logged in over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from chatmock.core.clock import Timer
from chatmock.core.errors import Refusal
from chatmock.providers.tencent.model import Account, Caller, Instance

PLATFORMS = {1: "Windows", 2: "Android", 3: "iPhone", 4: "Mac", 5: "Linux", 13: "iPad"}
"""Platforms by the number in the address; all others are web, mini programs and uni-app too (docs, 2024)."""
WEB = "Web"
IN_WEBHOOKS = {"iPhone": "iOS", "Mac": "macOS"}
"""How webhooks call some of them."""


def platform_of(number: str) -> str:
    """The platform that an address names by its number."""
    return PLATFORMS.get(int(number), WEB) if number.isascii() and number.isdecimal() and len(number) < 5 else WEB


class Client(msgspec.Struct, eq=False):
    """One socket of a client."""

    binary: bool
    """Whether its frames are binary."""
    packs: bool
    """Whether it understands packed frames."""
    platform: str
    address: str
    url: str = ""
    """Where it has reached the server, as it names it."""
    problem: Refusal | None = None
    """Why nobody can log in here: there is no such application."""
    head: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """The head of the frame that is carried out."""
    command: str = ""
    """The name of its command."""
    account: Account | None = None
    instance: Instance | None = None
    ended: Refusal | None = None
    """Why the login has ended: whatever is asked for is refused so."""
    timer: Timer | None = None
    """Runs when the UserSig of the login has run out."""
    known_caller: Caller | None = None
    """Who has asked by it last."""

    @property
    def caller(self) -> Caller:
        """Who asks by it."""
        user_id = self.account.user_id if self.account is not None else ""
        number = self.instance.inst_id if self.instance is not None else 0
        known = self.known_caller
        if known is None or known.user_id != user_id or known.instance != number:
            named = IN_WEBHOOKS.get(self.platform, self.platform)
            known = self.known_caller = Caller(user_id, platform=named, address=self.address, instance=number)
        return known
