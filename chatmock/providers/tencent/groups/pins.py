"""Messages that are pinned in a group."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.groups.rights import inside, managing
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.views.rows import row_of_group

_MOST = 10


@api.command("group_open_http_svc.pin_message", accepts="frame.group_open_http_svc.pin_message")
def pin_message(app: App, caller: Caller, given: Given) -> None:
    """Pin a message, as owner or admin."""
    group, _ = managing(app, caller, given)
    message = group.history.get(given["MsgSeq"])
    if message is None or message.recalled:
        raise errors.no_group_message()
    if message.seq in group.pins:
        raise errors.pinned_already()
    if len(group.pins) >= _MOST:
        raise errors.too_many_pinned()
    app.boards.pin(group, message, caller, pinned=True)


@api.command("group_open_http_svc.unpin_message", accepts="frame.group_open_http_svc.pin_message")
def unpin_message(app: App, caller: Caller, given: Given) -> None:
    """Let a pinned message go, as owner or admin."""
    group, _ = managing(app, caller, given)
    message = group.history.get(given["MsgSeq"])
    if message is None or message.seq not in group.pins:
        raise errors.no_group_message()
    app.boards.pin(group, message, caller, pinned=False)


@api.command("group_open_http_svc.get_pinned_messages", accepts="frame.group_open_http_svc.get_pinned_messages")
def get_pinned_messages(app: App, caller: Caller, given: Given) -> Given:
    """Give the pinned messages of a group, the last pinned first."""
    group, _ = inside(app, caller, given)
    found = [(group.history.get(seq), pinner) for seq, pinner in reversed(group.pins.items())]
    rows = [{**row_of_group(app, group, one), "Pinner_Account": pinner} for one, pinner in found if one is not None]
    return {"PinnedMsgList": rows}
