"""Messages between two: the one door for sending, recalling, modifying and reading them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chatmock.core.clock import Clock
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.message import Message
from chatmock.providers.tencent.model.pair import Pair, Side
from chatmock.providers.tencent.model.recents import Recents
from chatmock.providers.tencent.model.unread import Unread
from chatmock.providers.tencent.model.values import Emit


class C2C:
    """The pairs of an application, by both UserIDs."""

    def __init__(self, clock: Clock, recents: Recents, emit: Emit) -> None:
        self._clock = clock
        self._recents = recents
        self._emit = emit
        self._rows: dict[str, dict[str, Pair]] = {}
        """By either UserID, then by the other."""
        self.unread = Unread()
        self.options: dict[str, dict[str, Pair]] = {}
        """The pairs for which an account has said how it receives, by the other's UserID."""

        self.count = 0
        """How many pairs there are."""

    def __iter__(self) -> Iterator[Pair]:
        return (pair for own, pairs in self._rows.items() for pair in pairs.values() if pair.people[0] == own)

    def get(self, one: str, other: str) -> Pair | None:
        own = self._rows.get(one)
        return own.get(other) if own is not None else None

    def between(self, one: str, other: str) -> Pair:
        """The pair of two, made if there is none."""
        return self.get(one, other) or self.add(Pair(one, other))

    def add(self, pair: Pair) -> Pair:
        one, other = pair.people
        self.count += 1
        self._rows.setdefault(one, {})[other] = self._rows.setdefault(other, {})[one] = pair
        return pair

    # --- sending ---

    def send(self, message: Message, by: Caller, *, to_sender: bool = True, quiet: tuple[str, ...] = ()) -> Message:
        """Send a message; one with the key of an earlier one is that one, and nothing happens. Emits c2c.sent.

        Without ``to_sender`` the sender's own devices are not told, and neither its history nor its conversation list has it.
        ``quiet`` are the webhooks that its sender does not want.
        """
        pair = self.get(message.sender, message.target)
        if pair is None:
            pair = self.add(Pair(message.sender, message.target))
        elif (earlier := pair.get(message.key)) is not None:
            return earlier
        if message.online_only:
            pair.numbers += 1  # nobody keeps it, and its number is no other's
        else:
            self.keep(pair, message, to_sender=to_sender)
        self._emit("c2c.sent", message=message, pair=pair, by=by, to_sender=to_sender, quiet=quiet)
        return message

    def take(self, message: Message, by: Caller, *, read: bool) -> bool:
        """Take over a message of another system; False where it is there. One that was ``read`` is told to nobody.

        Emits c2c.imported.
        """
        pair = self.between(message.sender, message.target)
        if pair.get(message.key) is not None:
            return False
        self.keep(pair, message, read=read)
        self._emit("c2c.imported", message=message, pair=pair, by=by, read=read)
        return True

    def keep(self, pair: Pair, message: Message, *, read: bool = False, to_sender: bool = True) -> None:
        """Put a message into its history, and the pair into the conversation lists of both."""
        pair.add(message, read=read)
        sender, target, recents = message.sender, message.target, self._recents
        if message.counted:
            self.unread.add(target, sender)
        if not to_sender and sender != target:
            pair.hide(sender, message)
        recents.note(target, sender, pair)
        if to_sender and sender != target:
            recents.note(sender, target, pair)
        if pair.placed:
            recents.move(pair)

    # --- changing ---

    def recall(self, pair: Pair, message: Message, by: Caller, reason: str = "") -> None:
        """Emits c2c.recalled."""
        message.recalled_at = self._clock.seconds()
        pair.recall(message)
        self._count(message.target, pair)
        message.recaller, message.reason = by.user_id, reason
        self._emit("c2c.recalled", message=message, pair=pair, by=by)

    def modify(self, pair: Pair, message: Message, by: Caller, *, elements: bytes | None, data: str | None) -> None:
        """Give a message other elements, or other data; None leaves them. Emits c2c.modified."""
        if elements is not None:
            message.elements = elements
        if data is not None:
            message.cloud_custom_data = data
        message.version += 1
        message.rendered = None
        self._emit("c2c.modified", message=message, pair=pair, by=by)

    def read(self, pair: Pair, user_id: str, by: Caller, time: int | None = None) -> bool:
        """An account has read what came up to a time in seconds, now without one; False where it had. Emits c2c.read."""
        upto = self._clock.seconds() if time is None else time
        if not pair.read(user_id, upto):
            return False
        self._count(user_id, pair)
        self._emit("c2c.read", pair=pair, user_id=user_id, time=upto, by=by)
        return True

    def hide(self, pair: Pair, user_id: str, messages: list[Message], by: Caller) -> None:
        """An account deletes messages for itself. Emits c2c.hidden."""
        for message in messages:
            pair.hide(user_id, message)
        self._count(user_id, pair)
        self._emit("c2c.hidden", pair=pair, user_id=user_id, messages=messages, by=by)

    def clear(self, pair: Pair, user_id: str, by: Caller) -> None:
        """An account deletes all there is for itself. Emits c2c.hidden."""
        pair.clear(user_id)
        self._count(user_id, pair)
        self._emit("c2c.hidden", pair=pair, user_id=user_id, messages=[], by=by)

    def set_receive_option(self, pair: Pair, user_id: str, option: int, by: Caller) -> None:
        """Say how an account receives messages of the other. Emits c2c.muted where it is another."""
        side = pair.sides[user_id]
        if side.receive_option != option:
            self.note_option(pair, user_id, option)
            self._emit("c2c.muted", pair=pair, user_id=user_id, by=by)

    def note_option(self, pair: Pair, user_id: str, option: int) -> None:
        """Keep how an account receives messages of the other."""
        pair.sides[user_id].receive_option = option
        self.options.setdefault(user_id, {})[pair.peer(user_id)] = pair

    def receipt(self, pair: Pair, messages: list[Message], by: Caller) -> None:
        """Say that messages were read that ask for it. Emits c2c.receipted with those that are new."""
        now = self._clock.seconds()
        new = [one for one in messages if by.user_id not in one.readers]
        for message in new:
            message.note_reader(by.user_id, now)
        if new:
            self._emit("c2c.receipted", pair=pair, messages=new, time=now, by=by)

    def react(self, pair: Pair, message: Message, reaction: str, by: Caller, *, added: bool) -> None:
        """Add a reaction of who asks, or take it back. Emits c2c.reacted where anything is another."""
        if message.react(by.user_id, reaction, added=added):
            self._emit("c2c.reacted", pair=pair, message=message, reaction=reaction, added=added, by=by)

    def extend(self, pair: Pair, message: Message, kind: str, values: Mapping[str, str], by: Caller) -> None:
        """Write extensions of a message: ``kind`` is set, delete or clear. Emits c2c.extended."""
        if kind == "clear":
            message.clear_extensions()
        else:
            message.extend(values if kind == "set" else dict.fromkeys(values, ""))
        self._emit("c2c.extended", pair=pair, message=message, kind=kind, keys=list(values), by=by)

    def take_side(self, pair: Pair, user_id: str, side: Side) -> None:
        """Have what a side has as a seed says it."""
        pair.take_side(user_id, side)
        self._count(user_id, pair)

    def forget(self, user_id: str) -> None:
        """An account is no more, and neither is what it has said to others."""
        for other, pair in self._rows.pop(user_id, {}).items():
            self._recents.drop(pair)
            self.count -= 1
            if other != user_id:
                del self._rows[other][user_id]
                self.options.get(other, {}).pop(user_id, None)
                self.unread.set(other, user_id, 0)
        self.unread.forget(user_id)
        self.options.pop(user_id, None)

    def _count(self, user_id: str, pair: Pair) -> None:
        self.unread.set(user_id, pair.peer(user_id), pair.unread(user_id))
