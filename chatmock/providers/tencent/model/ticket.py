"""A UserSig: who may log in where, and how long; and the maker's proof of it (TLSSigAPIv2)."""

from __future__ import annotations

import hmac
from base64 import b64encode
from hashlib import sha256

import msgspec


class Ticket(msgspec.Struct, frozen=True):
    """What a UserSig says."""

    user_id: str
    app_id: int
    time: int
    """When it was made, in seconds."""
    expire: int
    """How many seconds it is good."""
    userbuf: str | None = None
    """What else was signed, in base64; None for nothing."""
    sig: str = ""
    """The proof, in base64."""

    @property
    def ends(self) -> int:
        """When it has expired, in seconds."""
        return self.time + self.expire

    def proof(self, key: str) -> str:
        """What ``sig`` is where it was made with a key."""
        lines = [
            f"TLS.identifier:{self.user_id}",
            f"TLS.sdkappid:{self.app_id}",
            f"TLS.time:{self.time}",
            f"TLS.expire:{self.expire}",
        ]
        if self.userbuf is not None:
            lines.append(f"TLS.userbuf:{self.userbuf}")
        text = "".join(f"{line}\n" for line in lines)
        return b64encode(hmac.digest(key.encode(), text.encode(), sha256)).decode()
