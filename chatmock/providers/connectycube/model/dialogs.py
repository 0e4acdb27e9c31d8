"""All dialogs, and the one door for changes of them: making, joining, leaving, hiding, removing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chatmock.core.clock import SECOND, Clock
from chatmock.core.ids import Ids
from chatmock.core.table import Order, Table
from chatmock.providers.connectycube.model.dialog import BROADCAST, PRIVATE, Dialog, Occupant
from chatmock.providers.connectycube.model.message import Message
from chatmock.providers.connectycube.model.people import People
from chatmock.providers.connectycube.model.user import User
from chatmock.providers.connectycube.model.values import Emit, object_id


class Places:
    """The dialogs of one user, in the orders in which they are listed, and how much of them is unread."""

    __slots__ = ("_behind", "_total", "_unread", "by_last_message", "by_update", "rows")

    def __init__(self) -> None:
        self.rows: dict[str, Occupant] = {}
        """By the dialog's id, those the user has deleted for itself, too."""
        self.by_last_message: Order[Occupant] = Order(lambda own: own.dialog.last_sent, placed=_placed)
        """Those it has not."""
        self.by_update: Order[Occupant] = Order(lambda own: own.dialog.updated // SECOND, placed=_placed)
        self._total = 0
        self._unread: dict[str, int] = {}
        """By the id of each dialog that has unread messages."""
        self._behind: set[str] | None = None
        """The dialogs to count anew before the next look; None where nobody has looked."""

    def unread(self) -> int:
        """Unread messages of all groups and private dialogs. Costs as many dialogs as changed since the last look."""
        behind = self._behind = set(self.rows) if self._behind is None else self._behind
        for dialog_id in behind:
            occupant = self.rows.get(dialog_id)
            count = 0 if occupant is None else occupant.unread
            self._total += count - self._unread.pop(dialog_id, 0)
            if count:
                self._unread[dialog_id] = count
        named = list(behind)
        behind.clear()
        for dialog_id in named:
            if (occupant := self.rows.get(dialog_id)) is not None:
                occupant.dialog.history.tell_once(behind, dialog_id)
        return self._total

    def fall_behind(self, dialog: Dialog) -> None:
        """Count a dialog anew before the next look."""
        if self._behind is not None:
            self._behind.add(dialog.id)

    def show(self, occupant: Occupant) -> None:
        self.by_last_message.add(occupant)
        self.by_update.add(occupant)

    def hide(self, occupant: Occupant) -> None:
        self.by_last_message.remove(occupant)
        self.by_update.remove(occupant)
        occupant.dialog.placed.discard(occupant)

    def touch(self, occupant: Occupant) -> None:
        if occupant in self.by_last_message:
            self.by_last_message.touch(occupant)
            self.by_update.touch(occupant)


def _placed(occupant: Occupant) -> None:
    occupant.dialog.placed.add(occupant)


class Dialogs:
    """All dialogs by id."""

    def __init__(self, clock: Clock, ids: Ids, people: People, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._people = people
        self._emit = emit
        self._table: Table[Dialog] = Table(lambda dialog: dialog.id, lambda dialog: dialog.created)
        self._private: dict[tuple[int, int], Dialog] = {}
        self._broadcasts: dict[str, Dialog] = {}
        self._places: dict[int, Places] = {}
        self.on_gone: Callable[[Iterable[Message]], None] = lambda messages: None
        """Told of the messages of a dialog that goes."""

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[Dialog]:
        """The oldest first."""
        return iter(self._table)

    def get(self, dialog_id: str) -> Dialog | None:
        return self._table.get(dialog_id)

    def page(self, skip: int, limit: int) -> list[Dialog]:
        """Some dialogs behind so many others, the newest first."""
        return self._table.order.page(skip, limit, newest_first=True)

    def between(self, one: User, other: User) -> Dialog | None:
        """The private dialog of two users."""
        return self._private.get(_pair(one.id, other.id))

    def of(self, user: User) -> Places:
        """Where a user is."""
        found = self._places.get(user.id)
        if found is None:
            found = self._places[user.id] = Places()
        return found

    # --- making and removing ---

    def create(self, kind: int, owner: User, others: Iterable[User] = (), **values: Any) -> Dialog:
        """Make a dialog of an owner and others; ``values`` are fields of ``Dialog``. Emits dialog.created."""
        now = self._clock.now()
        dialog_id = object_id(self._ids, now // SECOND)
        dialog = Dialog(dialog_id, self._ids.serial(), kind, owner.id, now, now, **values)
        self.add(dialog, [owner, *others])
        self._emit("dialog.created", dialog=dialog, by=owner)
        return dialog

    def private(self, one: User, other: User) -> Dialog:
        """The private dialog of two users, made where there is none. It is back in the list of the first one."""
        dialog = self.between(one, other)
        if dialog is None:
            return self.create(PRIVATE, one, [other])
        self.unhide(dialog, one)
        return dialog

    def add(self, dialog: Dialog, users: Iterable[User]) -> None:
        """Take a dialog in: a new one, or one of a seed. Everybody is in a broadcast."""
        self._table.add(dialog)
        everybody = self._people if dialog.type == BROADCAST else users
        for user in {user.id: user for user in everybody}.values():
            self._enter(dialog, user)
        if dialog.type == BROADCAST:
            self._broadcasts[dialog.id] = dialog
        elif dialog.type == PRIVATE and len(dialog.occupants) == 2:
            self._private[_pair(*dialog.occupants)] = dialog

    def remove(self, dialog: Dialog, by: User | None) -> None:
        """The dialog and its messages are gone for all. Emits dialog.deleted, while its occupants are still inside."""
        self._emit("dialog.deleted", dialog=dialog, by=by)
        self._forget_pair(dialog)
        self._broadcasts.pop(dialog.id, None)
        for occupant in list(dialog.occupants.values()):
            self._exit(occupant)
        self._table.remove(dialog)
        self.on_gone(dialog.history)

    # --- changing one ---

    def update(self, dialog: Dialog, by: User | None, values: Mapping[str, Any]) -> None:
        """Change fields of a dialog, by their names in ``Dialog``. Emits dialog.updated."""
        for name, value in values.items():
            setattr(dialog, name, value)
        dialog.updated = self._clock.now()
        self._moved(dialog)
        self._emit("dialog.updated", dialog=dialog, by=by, names=list(values))

    def join(self, dialog: Dialog, user: User, by: User | None) -> bool:
        """Have a user be inside; False where it is. Emits occupant.joined."""
        if dialog.has(user):
            return False
        self._enter(dialog, user)
        self._changed(dialog)
        self._emit("occupant.joined", dialog=dialog, user=user, by=by)
        return True

    def leave(self, dialog: Dialog, user: User, by: User | None) -> bool:
        """Have a user be outside; False where it is. A group that nobody is in is removed. Emits occupant.left."""
        occupant = dialog.occupants.get(user.id)
        if occupant is None:
            return False
        self._forget_pair(dialog)
        self._exit(occupant)
        if user.id in dialog.admins:
            dialog.admins.remove(user.id)
        self._changed(dialog)
        self._emit("occupant.left", dialog=dialog, user=user, by=by)
        if not dialog.occupants and dialog.lists_occupants:
            self.remove(dialog, by)
        return True

    def hide(self, dialog: Dialog, user: User) -> None:
        """Delete a dialog for one user, until somebody says something in it. Emits dialog.hidden."""
        occupant = dialog.occupants[user.id]
        if not occupant.hidden:
            occupant.hidden = True
            dialog.hidden_by[user.id] = occupant
            self.of(user).hide(occupant)
            self._emit("dialog.hidden", dialog=dialog, user=user)

    def unhide(self, dialog: Dialog, user: User) -> None:
        """Have a dialog be in a user's list again. Emits dialog.unhidden."""
        if (occupant := dialog.hidden_by.pop(user.id, None)) is not None:
            occupant.hidden = False
            self.of(user).show(occupant)
            self._emit("dialog.unhidden", dialog=dialog, user=user)

    def clear(self, dialog: Dialog, by: User, user: User | None) -> None:
        """Delete the messages there are for one user, or for all. Emits dialog.cleared."""
        if user is not None:
            dialog.history.hide_all(user.id)
        else:
            self.on_gone(dialog.history)
            dialog.history.tell()
            dialog.history = type(dialog.history)()
            dialog.pinned.clear()
            self._moved(dialog)
        self._emit("dialog.cleared", dialog=dialog, by=by, user=user)

    def said(self, dialog: Dialog, at: int) -> None:
        """Something was said: the dialog moves in the lists, and is back where it was hidden."""
        dialog.updated = at
        if dialog.hidden_by:
            for occupant in list(dialog.hidden_by.values()):
                self.unhide(dialog, occupant.user)
        self._moved(dialog)

    def unsaid(self, dialog: Dialog) -> None:
        """Something is not said any more: the dialog moves in the lists."""
        self._moved(dialog)

    # --- users who come and go ---

    def welcome(self, user: User) -> None:
        """A new user is in every broadcast."""
        for dialog in self._broadcasts.values():
            self._enter(dialog, user)

    def forget(self, user: User) -> None:
        """A user is gone: out of all dialogs."""
        for occupant in list(self.of(user).rows.values()):
            occupant.dialog.history.forget(user.id)
            self.leave(occupant.dialog, user, None)
        self._places.pop(user.id, None)

    def _enter(self, dialog: Dialog, user: User) -> None:
        occupant = dialog.occupants[user.id] = Occupant(dialog, user)
        places = self.of(user)
        places.rows[dialog.id] = occupant
        places.show(occupant)
        places.fall_behind(dialog)

    def _exit(self, occupant: Occupant) -> None:
        dialog, user = occupant.dialog, occupant.user
        places = self.of(user)
        if not occupant.hidden:
            places.hide(occupant)
        del places.rows[dialog.id], dialog.occupants[user.id]
        places.fall_behind(dialog)
        dialog.hidden_by.pop(user.id, None)

    def _forget_pair(self, dialog: Dialog) -> None:
        if dialog.type == PRIVATE and len(dialog.occupants) == 2:
            self._private.pop(_pair(*dialog.occupants), None)

    def _changed(self, dialog: Dialog) -> None:
        dialog.updated = self._clock.now()
        self._moved(dialog)

    def _moved(self, dialog: Dialog) -> None:
        if dialog.placed:
            placed, dialog.placed = dialog.placed, set()
            for occupant in placed:
                self.of(occupant.user).touch(occupant)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
