"""An application as people look at it: users, dialogs, messages."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.core.clock import SECOND
from chatmock.core.overview import (
    FEW,
    SMALL,
    Attachment,
    Conversation,
    Credential,
    Gadget,
    Overview,
    Participation,
    Person,
    Reacted,
    Said,
    name_of_several,
)
from chatmock.providers.connectycube.model import BROADCAST, GROUP, PRIVATE, PUBLIC, App, Dialog, Message, User

_KINDS = {BROADCAST: "broadcast", GROUP: "group", PRIVATE: "private", PUBLIC: "public"}
_NOBODY = 0


class ConnectyCubeOverview(Overview[App]):
    """Users by their ids, dialogs by their making."""

    def people_count(self, application: App) -> int:
        return len(application.users)

    def people(self, application: App, skip: int, limit: int) -> list[Person]:
        found = application.users.order.page(skip, limit, newest_first=True)
        return [_person(application, user) for user in found]

    def conversations_count(self, application: App) -> int:
        return len(application.dialogs)

    def conversations(self, application: App, skip: int, limit: int) -> list[Conversation]:
        return [_conversation(application, dialog, FEW) for dialog in application.dialogs.page(skip, limit)]

    def conversation(self, application: App, conversation_id: str) -> Conversation | None:
        dialog = application.dialogs.get(conversation_id)
        return _conversation(application, dialog, SMALL) if dialog is not None else None

    def messages(self, application: App, conversation_id: str, before: str, limit: int) -> list[Said]:
        dialog = application.dialogs.get(conversation_id)
        if dialog is None:
            return []
        mark = None
        if before:
            message = application.messages.get(before)
            if message is None or message.chat_dialog_id != dialog.id:
                raise KeyError(before)
            mark = message.mark
        found = dialog.history.page(_NOBODY, 0, limit, newest_first=True, span=(None, mark))
        return [_said(application, message) for message in reversed(found)]

    def place(self, application: App, conversation_id: str, who: str) -> dict[str, Any]:
        return {"dialog_id": conversation_id}


def _person(app: App, user: User) -> Person:
    subscriptions = app.subscriptions.get(user.id, {}).values()
    return Person(
        str(user.id),
        user.name,
        user.is_online,
        user.last_activity or user.last_request or 0,
        "guest" if user.is_guest else "",
        [Gadget(one.notification_channel, one.token) for one in subscriptions],
        [
            *([Credential("password", user.password)] if user.password else []),
            *(Credential("session", one.token, one.expires) for one in app.sessions.of(user)),
        ],
    )


def _conversation(app: App, dialog: Dialog, most: int) -> Conversation:
    inside = list(islice(dialog.occupants.values(), most))
    last = dialog.history.last(_NOBODY)
    people = [
        Participation(
            str(one.user.id),
            one.user.name,
            "owner" if dialog.is_owner(one.user) else "admin" if dialog.is_admin(one.user) else "",
            one.unread,
        )
        for one in inside
    ]
    name = dialog.name or name_of_several([one.name for one in people], len(dialog.occupants))
    return Conversation(
        dialog.id,
        name,
        _KINDS[dialog.type],
        len(dialog.occupants),
        len(dialog.history),
        dialog.last_sent * SECOND,
        people,
        _said(app, last) if last is not None else None,
    )


def _said(app: App, message: Message) -> Said:
    sender = app.users.get(message.sender_id)
    read = [str(one) for one in islice(message.read_by or (), SMALL)]
    reached = [str(one) for one in islice(message.delivered_to or (), SMALL)]
    return Said(
        message.id,
        message.date_sent * SECOND,
        str(message.sender_id),
        sender.name if sender is not None else "",
        "chat",
        message.message or "",
        list(map(_attachment, message.attachments)),
        [Reacted(key, [str(one) for one in people]) for key, people in (message.reactions or {}).items()],
        "",
        0,
        message.edited is not None,
        False,
        read,
        [one for one in reached if one not in read],
    )


def _attachment(attachment: dict[str, Any]) -> Attachment:
    kind = str(attachment.get("content-type") or attachment.get("type") or "")
    return Attachment(
        str(attachment.get("name") or attachment.get("uid") or kind), kind, str(attachment.get("url") or "")
    )
