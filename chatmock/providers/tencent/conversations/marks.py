"""Marks of conversations: bits, or a text of the application."""

from __future__ import annotations

from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.conversations.groups import check_count, check_marked, owner_id, recent_of, result_of
from chatmock.providers.tencent.model import App, Caller, Given, Recent

_MOST_BITS = 64
_MARK, _CUSTOM = 1, 2
"""What OptType of a mark says is set: bits, or a text of the application."""


@api.command(
    "recentcontact.mark_contact",
    accepts="frame.recentcontact.mark_contact",
    returns="frame.recentcontact.mark_contact.answer",
)
@api.post("/recentcontact/mark_contact")
def mark_contact(app: App, caller: Caller, given: Given) -> Given:
    """Mark conversations by bits that are set and cleared (OptType 1), or by a text (2)."""
    user_id, results = owner_id(app, caller, given), []
    check_count(given["MarkItem"])
    for row in given["MarkItem"]:
        item = row.get("ContactItem", {})
        try:
            recent = recent_of(app, user_id, item)
            check_marked(app, (recent,))
            _mark(app, caller, recent, row)
            results.append({"OptType": row["OptType"], **result_of(item)})
        except Refusal as refusal:
            results.append({"OptType": row["OptType"], **result_of(item, refusal)})
    return {"ResultItem": results}


def _mark(app: App, caller: Caller, recent: Recent, row: dict[str, Any]) -> None:
    if row["OptType"] == _CUSTOM:
        app.recents.mark(recent, caller, custom=row.get("CustomMark", ""))
        return
    bits = [*row.get("SetMark", ()), *row.get("ClearMark", ())]
    if row["OptType"] != _MARK or any(type(bit) is not int or not 0 <= bit < _MOST_BITS for bit in bits):
        raise errors.bad_conversation_value(field="MarkItem")
    marks = recent.marks
    for bit in row.get("SetMark", ()):
        marks |= 1 << bit
    for bit in row.get("ClearMark", ()):
        marks &= ~(1 << bit)
    app.recents.mark(recent, caller, marks=marks)
