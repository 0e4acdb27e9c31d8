"""All messages by id, and the one door for changes of them: saying, editing, removing, reading, reacting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.core.clock import SECOND, Clock
from chatmock.core.ids import Ids
from chatmock.providers.connectycube.model.dialog import Dialog
from chatmock.providers.connectycube.model.dialogs import Dialogs
from chatmock.providers.connectycube.model.message import Message
from chatmock.providers.connectycube.model.user import User
from chatmock.providers.connectycube.model.values import Emit, object_id


class Messages:
    """The messages of all histories."""

    def __init__(self, clock: Clock, ids: Ids, dialogs: Dialogs, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._dialogs = dialogs
        self._emit = emit
        self._by_id: dict[str, Message] = {}
        dialogs.on_gone = self._forget

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, message_id: str) -> Message | None:
        return self._by_id.get(message_id)

    def drop_any(self) -> None:
        """Let a message go, whichever, out of a tenant that is gone: its history still has it. Raises KeyError without one."""
        self._by_id.popitem()

    def dialog_of(self, message: Message) -> Dialog:
        dialog = self._dialogs.get(message.chat_dialog_id)
        assert dialog is not None
        return dialog

    # --- saying ---

    def say(
        self,
        dialog: Dialog,
        sender: User,
        text: str | None,
        *,
        message_id: str = "",
        date_sent: int | None = None,
        attachments: Iterable[dict[str, Any]] = (),
        parameters: dict[str, Any] | None = None,
        stored: bool = True,
        markable: bool = False,
        silent: bool = False,
        to_chat: bool = False,
        stanza: Any = None,
    ) -> Message:
        """Say something in a dialog; what has the id of an earlier message is that one, and nothing happens.

        ``to_chat`` has the chat send it to everybody inside. ``stanza`` is the chat's own form of it, for what was said
        there. What is not ``stored`` is in no history, and counts for nobody. Emits message.sent.
        """
        if message_id and (earlier := self._by_id.get(message_id)) is not None:
            return earlier
        now = self._clock.now()
        opponent = dialog.opponent(sender.id) if dialog.is_private else None
        message = Message(
            message_id or object_id(self._ids, now // SECOND),
            self._ids.serial(),
            dialog.id,
            sender.id,
            opponent.id if opponent is not None else 0,
            text,
            now // SECOND if date_sent is None else date_sent,
            now,
            now,
            tuple(attachments),
            parameters or {},
            stored=stored,
            markable=markable,
            silent=silent,
        )
        if stored:
            self.add(dialog, message)
            self._dialogs.said(dialog, now)
        self._emit("message.sent", message=message, to_chat=to_chat, stanza=stanza)
        return message

    def add(self, dialog: Dialog, message: Message) -> None:
        """Take a message in: a new one, or one of a seed."""
        self._by_id[message.id] = message
        dialog.history.add(message)

    # --- changing one ---

    def edit(self, message: Message, by: User, text: str, *, stanza: Any = None) -> None:
        """Give a message another text. Emits message.updated."""
        message.message, message.rendered = text, None
        message.edited = message.updated = self._clock.now()
        self._emit("message.updated", message=message, by=by, stanza=stanza)

    def remove(self, message: Message, by: User | None, *, stanza: Any = None) -> None:
        """The message is gone for all. Emits message.deleted."""
        dialog = self.dialog_of(message)
        del self._by_id[message.id]
        dialog.history.remove(message)
        if message.id in dialog.pinned:
            dialog.pinned.remove(message.id)
        self._dialogs.unsaid(dialog)
        self._emit("message.deleted", message=message, by=by, stanza=stanza)

    def hide(self, message: Message, user: User) -> bool:
        """The message is gone for one user; False where it was. Emits message.hidden."""
        if not self.dialog_of(message).history.hide(message, user.id):
            return False
        self._emit("message.hidden", message=message, user=user)
        return True

    def read(self, message: Message, user: User) -> bool:
        """Mark a message as read; False where it was, or is the user's own. Emits message.read."""
        if not self.dialog_of(message).history.read(message, user.id):
            return False
        message.updated, message.rendered = self._clock.now(), None
        self._emit("message.read", message=message, user=user)
        return True

    def deliver(self, message: Message, user: User) -> bool:
        """Mark a message as delivered; False where it was, or is the user's own. Emits message.delivered."""
        if not self.dialog_of(message).history.deliver(message, user.id):
            return False
        message.updated, message.rendered = self._clock.now(), None
        self._emit("message.delivered", message=message, user=user)
        return True

    def read_all(self, dialog: Dialog, user: User) -> None:
        """Mark all that a user sees in a dialog as read: goes back as far as something is unread."""
        unread, history = dialog.history.unread(user.id), dialog.history
        for message in history.walk(user.id, newest_first=True) if unread else ():
            if not message.is_read_by(user.id):
                self.read(message, user)
                unread -= 1
                if not unread:
                    return

    def deliver_all(self, dialog: Dialog, user: User) -> None:
        """Mark all that a user sees in a dialog as delivered."""
        left, history = dialog.history.undelivered(user.id), dialog.history
        for message in history.walk(user.id, newest_first=True) if left else ():
            if not message.is_delivered_to(user.id):
                self.deliver(message, user)
                left -= 1
                if not left:
                    return

    def react(self, message: Message, user: User, add: str = "", remove: str = "") -> None:
        """Add a reaction of a user, take one back, or both; empty for none. Emits message.reacted where it was another."""
        reactions = message.reactions if message.reactions is not None else {}
        added = add if add and user.id not in reactions.get(add, ()) else ""
        removed = remove if remove and user.id in reactions.get(remove, ()) else ""
        if added:
            reactions.setdefault(added, {})[user.id] = None
        if removed:
            del reactions[removed][user.id]
            if not reactions[removed]:
                del reactions[removed]
        if added or removed:
            message.reactions = reactions or None
            message.updated, message.rendered = self._clock.now(), None
            self._emit("message.reacted", message=message, user=user, added=added, removed=removed)

    def notify(self, sender: User, recipient: User, parameters: dict[str, Any], message_id: str = "") -> str:
        """Send a system message, which nobody keeps; gives its id. Emits system.sent."""
        message_id = message_id or object_id(self._ids, self._clock.seconds())
        self._emit("system.sent", message_id=message_id, sender=sender, recipient=recipient, parameters=parameters)
        return message_id

    def _forget(self, messages: Iterable[Message]) -> None:
        for message in messages:
            del self._by_id[message.id]
