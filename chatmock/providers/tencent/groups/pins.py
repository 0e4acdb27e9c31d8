"""Messages that are pinned in a group, or in a topic of it."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import history_named
from chatmock.providers.tencent.groups.rights import group_and_manager, group_and_member
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.views.rows import row_of_group

_MOST = 10


@api.command("group_open_http_svc.pin_message", accepts="frame.group_open_http_svc.pin_message", returns="frame.done")
def pin_message(app: App, caller: Caller, given: Given) -> None:
    """Pin a message, as owner or admin."""
    group, _ = group_and_manager(app, caller, given)
    message = history_named(group, given).get(given["MsgSeq"])
    if message is None or message.recalled:
        raise errors.no_group_message()
    pins = group.pins_of(message.topic)
    if message.seq in pins:
        raise errors.pinned_already()
    if len(pins) >= _MOST:
        raise errors.too_many_pinned()
    app.groups.pin(group, message, caller, pinned=True)


@api.command("group_open_http_svc.unpin_message", accepts="frame.group_open_http_svc.pin_message", returns="frame.done")
def unpin_message(app: App, caller: Caller, given: Given) -> None:
    """Let a pinned message go, as owner or admin."""
    group, _ = group_and_manager(app, caller, given)
    message = history_named(group, given).get(given["MsgSeq"])
    if message is None or message.seq not in group.pins_of(message.topic):
        raise errors.no_group_message()
    app.groups.pin(group, message, caller, pinned=False)


@api.command(
    "group_open_http_svc.get_pinned_messages",
    accepts="frame.group_open_http_svc.get_pinned_messages",
    returns="group_open_http_svc.get_pinned_messages.answer",
)
def get_pinned_messages(app: App, caller: Caller, given: Given) -> Given:
    """Give the pinned messages of a group or of a topic, the last pinned first."""
    group, _ = group_and_member(app, caller, given)
    history, pins = history_named(group, given), group.pins_of(given.get("TopicId", ""))
    found = [(history.get(seq), pinner) for seq, pinner in reversed(pins.items())]
    rows = [{**row_of_group(app, group, one), "Pinner_Account": pinner} for one, pinner in found if one is not None]
    return {"PinnedMsgList": rows}
