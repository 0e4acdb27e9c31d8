"""The webhooks of each platform as a page."""

from __future__ import annotations

from chatmock.reference.tables import MADE
from chatmock.serving import new_hub

_HEAD = """# Reference: webhooks

Every webhook that is sent, by platform. `chatmock trigger NAME` sends a sample of one, and a fault on `webhook NAME` makes its
delivery fail. [Test your webhook handler](../webhooks.md) explains how to receive them.
"""


def page() -> str:
    hub = new_hub()
    parts = [MADE, _HEAD]
    for provider in hub.every():
        names = sorted(provider.webhooks(hub.make(provider.name, dict(provider.card.defaults))))
        if names:
            parts.append(f"## {provider.name}\n\n" + "\n".join(f"- `{name}`" for name in names) + "\n")
    return "\n".join(parts)
