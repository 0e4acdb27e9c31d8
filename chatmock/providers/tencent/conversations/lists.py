"""What an account does with its conversation list: deleting, clearing, pinning."""

from __future__ import annotations

from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.conversations.groups import owner_id, recent_of
from chatmock.providers.tencent.model import OF_TWO, App, Caller, Given, Recent

_MOST = 100
_MOST_PINS = 50
_PIN, _UNPIN = 1, 2


@api.command(
    "recentcontact.batch_delete",
    accepts="frame.recentcontact.batch_delete",
    returns="recentcontact.batch_delete.answer",
)
def delete_conversations(app: App, caller: Caller, given: Given) -> Given:
    """Take conversations off the list, and for ClearRamble 1 also what was said in them."""
    rows = []
    for item in given["ContactItem"][:_MOST]:
        try:
            recent = recent_of(app, caller.user_id, item)
        except Refusal as refusal:
            rows.append({**item, "ResultCode": refusal.error.code, "ResultInfo": refusal.message()})
            continue
        if given.get("ClearRamble") == 1:
            clear(app, caller, recent)
        app.recents.delete(recent, caller)
        rows.append({**item, "ResultCode": 0, "ResultInfo": ""})
    return {"ResultItem": rows}


@api.post("/recentcontact/delete", name="delete_recentcontact")
def delete_conversation(app: App, caller: Caller, given: Given) -> None:
    """Take a conversation off somebody's list, and for ClearRamble 1 also what was said in it."""
    recent = recent_of(app, owner_id(app, caller, given), given)
    if given.get("ClearRamble") == 1:
        clear(app, caller, recent)
    app.recents.delete(recent, caller)


def clear(app: App, caller: Caller, recent: Recent) -> None:
    """Delete what was said in a conversation, for its account alone."""
    if recent.type == OF_TWO:
        app.c2c.clear(app.c2c.between(recent.user_id, recent.peer), recent.user_id, caller)
        return
    group = app.groups.rows[recent.peer]
    app.groups.clear(group, group.members[recent.user_id], caller)


@api.command("recentcontact.clear_msg", accepts="frame.recentcontact.clear_msg", returns="frame.done")
def clear_history(app: App, caller: Caller, given: Given) -> None:
    """Delete what was said in a conversation, for the caller alone."""
    clear(app, caller, recent_of(app, caller.user_id, given))


@api.command("recentcontact.top", accepts="frame.recentcontact.top", returns="frame.done")
def pin_conversations(app: App, caller: Caller, given: Given) -> None:
    """Pin conversations to the top (OperationType 1), or let them go (2)."""
    kind = given["OperationType"]
    if kind not in (_PIN, _UNPIN):
        raise errors.bad_conversation_value(field="OperationType")
    recents: list[Any] = [recent_of(app, caller.user_id, item) for item in given["RecentContactItem"]]
    if kind == _PIN and len({*app.recents.pins_of(caller.user_id), *recents}) > _MOST_PINS:
        raise errors.too_many_pins()
    for recent in recents:
        app.recents.pin(recent, caller, pinned=kind == _PIN)
