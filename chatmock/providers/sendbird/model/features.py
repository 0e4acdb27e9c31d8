"""What an application's owner turns on and off for the whole of it (today)."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import msgspec

LEAVING = (
    "left_by_own_choice",
    "channel_operator_removed",
    "admin_removed",
    "admin_deleted",
    "admin_deactivated",
    "left",
    "deleted",
    "deactivated",
)
OLDER = {
    "left_by_own_choice": "left",
    "channel_operator_removed": "deleted",
    "admin_removed": "deleted",
    "admin_deleted": "deleted",
    "admin_deactivated": "deactivated",
}
"""The deprecated words, by those in their place (docs)."""
EVENT_MESSAGES: dict[str, tuple[str, ...]] = {
    "user_leave": LEAVING,
    "user_join": ("user_join",),
    "channel_create": ("public_channel", "private_channel"),
    "channel_change": ("channel_change",),
}
"""What can happen in a group channel, and the cases of it of which a message can tell."""


class Features(msgspec.Struct, eq=False):
    """Reactions, emoji, who may call, and messages of what happens in group channels."""

    reactions: bool = True
    use_default_emoji: bool = True
    ip_whitelist: list[str] = msgspec.field(default_factory=list)
    """Addresses and networks that may use an Api-Token; all where it is empty."""
    auto_event_messages: list[str] = msgspec.field(default_factory=list)
    """The cases of which a message of the administration tells, as ``user_leave.admin_removed``."""

    def admits(self, address: str) -> bool:
        """Whether a request from an address may use an Api-Token; one of this process itself has none."""
        if not self.ip_whitelist or not address:
            return True
        try:
            asked = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        return any(asked in ip_network(one, strict=False) for one in self.ip_whitelist)

    def tells(self, event: str, case: str) -> bool:
        """Whether a message tells of something."""
        wanted = self.auto_event_messages
        return bool(wanted) and (
            f"{event}.{case}" in wanted or (event == "user_leave" and f"{event}.{OLDER[case]}" in wanted)
        )


def is_network(text: str) -> bool:
    """Whether a text is an address or a network."""
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
