"""What is pushed to clients of what happens in an application."""

from __future__ import annotations

from chatmock.providers.tencent.groups import live
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.socket import details, groups, kicks, messages, people


def listen(app: App) -> None:
    """Push what happens in an application to its clients."""
    messages.listen(app)
    details.listen(app)
    groups.listen(app)
    live.listen(app)
    people.listen(app)
    kicks.listen(app)
