"""Looking at an application through one door, in the shape of ``Plain.look``: people, dialogs and messages by number."""

from __future__ import annotations

from typing import Any

from tests.connectycube.laws.acts import Acts


def look(acts: Acts) -> dict[str, Any]:
    """Everything that those who are there can look at."""
    return {who: _own(acts, who) for who in acts.users}


def _own(acts: Acts, who: str) -> dict[str, Any]:
    page = acts.ask(who, "GET", "/chat/Dialog", limit=100)
    assert page["total_entries"] == len(page["items"])
    return {
        "total": acts.ask(who, "GET", "/chat/Message/unread")["total"],
        "dialogs": [_shown(acts, who, dialog) for dialog in page["items"]],
    }


def _shown(acts: Acts, who: str, dialog: dict[str, Any]) -> dict[str, Any]:
    said = acts.ask(who, "GET", "/chat/Message", chat_dialog_id=dialog["_id"], limit=100, mark_as_read=0)["items"]
    assert dialog["occupants_count"] == len(dialog["occupants_ids"])
    last, number_of = dialog["last_message_id"], acts.people.index
    return {
        "number": acts.dialogs.index(dialog["_id"]),
        "inside": sorted(map(number_of, dialog["occupants_ids"])),
        "owner": number_of(dialog["user_id"]),
        "admins": sorted(map(number_of, dialog["admins_ids"])),
        "unread": dialog["unread_messages_count"],
        "last": acts.messages.index(last) if last else None,
        "said": [
            (
                acts.messages.index(one["_id"]),
                number_of(one["sender_id"]),
                one["message"],
                sorted(map(number_of, one["read_ids"])),
            )
            for one in said
        ],
    }
