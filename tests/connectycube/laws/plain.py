"""ConnectyCube as a naive program would keep it: plain dicts, scanned whole for each question."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
UNASKED = 0
"""In place of a status: the REST API would not refuse, so it is not asked."""


SAID = {
    403: "You don't have appropriate permissions to perform this operation",
    404: "The resource wasn't found",
}
"""What the REST API says with a status, unless it says something else."""
NOT_OF_TWO = "Updating occupants_ids is possible only for 'group' and 'public' chat dialogs"


class No(Exception):
    """A refusal: the status of the REST API, and the code of a stanza, None where the chat passes the stanza on.

    ``said`` is the sentence of the REST API; where it is left out, that of the status.
    """

    def __init__(self, rest: int, stanza: int | None = 0, said: str = "") -> None:
        super().__init__(rest)
        self.rest, self.stanza = rest, rest if stanza == 0 else stanza
        self.said = said or SAID.get(rest, "")


class Plain:
    """People and their dialogs, of two or of a group, by number. Each method is an operation, or a question.

    A user is known by a name, and is another one after having been deleted: ``ids`` say which.
    """

    def __init__(self) -> None:
        self.second = 0
        self.made = 0
        self.ids: dict[str, int] = {}
        """Those who are there, each with a number that nobody else ever had."""
        self.dialogs: list[Row] = []
        """In the order of their making; ``gone`` are those that were deleted."""
        self.messages: list[Row] = []
        """All that was ever said, by number."""
        self.blocks: dict[tuple[int, int], bool] = {}
        """Who keeps whose stanzas away; whether it sends none there, either."""

    # --- people ---

    def create(self, who: str) -> None:
        if who in self.ids:
            raise No(422, said="login has already been taken")
        self.made += 1
        self.ids[who] = self.made

    def delete(self, who: str) -> None:
        for dialog in self.dialogs:
            if self.ids[who] in dialog["inside"]:
                self._go(dialog, self.ids[who])
        del self.ids[who]

    def block(self, who: str, other: str, *, mutual: bool) -> None:
        self.blocks[self.ids[who], self.ids[other]] = mutual

    def unblock(self, who: str) -> None:
        """Nobody is kept away any more."""
        for pair in [pair for pair in self.blocks if pair[0] == self.ids[who]]:
            del self.blocks[pair]

    def _check_blocks(self, me: int, other: int) -> None:
        if (other, me) in self.blocks or self.blocks.get((me, other)):
            raise No(UNASKED, 503)

    def _id(self, who: str) -> int:
        """The number of somebody; 0 for nobody."""
        return self.ids.get(who, 0)

    # --- dialogs ---

    def create_group(self, owner: str, people: list[str]) -> None:
        others = [self.ids[one] for one in people if one in self.ids and one != owner]
        if not others:
            raise No(422)
        self._new([self.ids[owner], *others], private=False)

    def meet(self, who: str, other: str) -> None:
        """The private dialog of two, made where there is none."""
        if other not in self.ids:
            raise No(422)
        self._private(who, other)

    def _private(self, who: str, other: str) -> Row:
        two = {self.ids[who], self.ids[other]}
        for dialog in self.dialogs:
            if dialog["private"] and set(dialog["inside"]) == two:
                dialog["hidden"].discard(self.ids[who])
                return dialog
        return self._new([self.ids[who], self.ids[other]], private=True)

    def _new(self, people: list[int], *, private: bool) -> Row:
        inside = list(dict.fromkeys(people))
        self.dialogs.append({"number": len(self.dialogs), "private": private, "owner": people[0], "inside": inside})
        self.dialogs[-1] |= {"admins": set(), "hidden": set(), "made": self.second, "gone": False}
        return self.dialogs[-1]

    def bring_in(self, number: int, who: str, people: list[str]) -> None:
        dialog = self._inside(number, who)
        if dialog["private"]:
            raise No(403, said=NOT_OF_TWO)
        for one in people:
            if one in self.ids and self.ids[one] not in dialog["inside"]:
                dialog["inside"].append(self.ids[one])

    def take_out(self, number: int, who: str, other: str) -> None:
        dialog, target, me = self._inside(number, who), self._id(other), self.ids[who]
        may = other == who or self._leads(dialog, me)
        if dialog["private"]:
            raise No(403, said=NOT_OF_TWO)
        if not may or (target == dialog["owner"] and me != target):
            raise No(403)
        if target in dialog["inside"]:
            self._go(dialog, target)

    def promote(self, number: int, who: str, other: str) -> None:
        dialog = self._dialog(number)
        if dialog["private"] or dialog["owner"] != self.ids[who] or self.ids[who] not in dialog["inside"]:
            raise No(403)
        if self._id(other) not in dialog["inside"]:
            raise No(422, said="admins_ids is invalid")
        dialog["admins"].add(self.ids[other])

    def drop(self, number: int, who: str) -> None:
        """Deleted for oneself: a group is left by that, a private dialog hidden."""
        dialog, me = self._dialog(number), self.ids[who]
        if me not in dialog["inside"]:
            raise No(404)
        if dialog["private"]:
            dialog["hidden"].add(me)
        else:
            self._go(dialog, me)

    def destroy(self, number: int, who: str) -> None:
        """Deleted for all: by the owner, or by either of two."""
        dialog = self._dialog(number)
        if not self._owns(dialog, self.ids[who]):
            raise No(403)
        dialog["gone"] = True
        dialog["inside"] = []

    def clear(self, number: int, who: str, *, for_all: bool) -> None:
        dialog = self._inside(number, who)
        if for_all and not self._owns(dialog, self.ids[who]):
            raise No(403)
        for message in self.of(dialog):
            message["gone"] = message["gone"] or for_all
            message["hidden"].add(self.ids[who])

    def _owns(self, dialog: Row, me: int) -> bool:
        return me in dialog["inside"] and (dialog["private"] or dialog["owner"] == me)

    def _leads(self, dialog: Row, me: int) -> bool:
        return me == dialog["owner"] or me in dialog["admins"]

    def _go(self, dialog: Row, one: int) -> None:
        dialog["inside"].remove(one)
        dialog["hidden"].discard(one)
        dialog["admins"].discard(one)
        dialog["gone"] = dialog["gone"] or not dialog["inside"]

    # --- messages ---

    def say(self, number: int, who: str, text: str) -> int:
        return self._said(self._inside(number, who), who, text)

    def tell(self, who: str, other: str, text: str) -> int:
        """Said to one other."""
        if other not in self.ids:
            raise No(404)
        self._check_blocks(self.ids[who], self.ids[other])
        return self._said(self._private(who, other), who, text)

    def _said(self, dialog: Row, who: str, text: str) -> int:
        me = self.ids[who]
        message = {"number": len(self.messages), "dialog": dialog, "by": me, "text": text, "at": self.second}
        self.messages.append({**message, "read": {me}, "hidden": set(), "gone": False})
        dialog["hidden"].clear()
        return len(self.messages) - 1

    def edit(self, number: int, who: str, text: str, peer: int) -> None:
        message = self._message(number, who, peer)
        if message["by"] != self.ids[who]:
            raise No(403)
        message["text"] = text

    def remove(self, number: int, who: str, peer: int) -> None:
        """For all: by its author, and in a group by those who lead it."""
        message, me = self._message(number, who, peer), self.ids[who]
        leads = not message["dialog"]["private"] and self._leads(message["dialog"], me)
        if message["by"] != me and not leads:
            raise No(403)
        message["gone"] = True

    def forget(self, number: int, who: str) -> None:
        """For oneself; the chat has no stanza for it."""
        self._message(number, who, 0)["hidden"].add(self.ids[who])

    def read(self, number: int, who: str) -> None:
        """Of what is one's own, or no more, the chat takes any mark."""
        message, me = self.messages[number], self.ids[who]
        mine, is_gone = message["by"] == me, message["gone"] or message["dialog"]["gone"]
        if not mine:
            self._check_blocks(me, message["by"])
        try:
            self._message(number, who, 0)["read"].add(me)
        except No as no:
            raise No(no.rest, None if mine or is_gone else no.rest) from None

    def read_all(self, number: int, who: str) -> None:
        for message in self.of(self._inside(number, who)):
            if self.ids[who] not in message["hidden"]:
                message["read"].add(self.ids[who])

    # --- finding ---

    def _dialog(self, number: int) -> Row:
        if self.dialogs[number]["gone"]:
            raise No(404)
        return self.dialogs[number]

    def _inside(self, number: int, who: str) -> Row:
        dialog = self._dialog(number)
        if self.ids[who] not in dialog["inside"]:
            raise No(403)
        return dialog

    def _message(self, number: int, who: str, peer: int) -> Row:
        """A message that somebody sees. A stanza about it goes to its room, or to a ``peer``, 0 in rooms.

        What is gone is not there: the chat passes the stanza on. Before that a room is there, with the sender inside.
        """
        message = self.messages[number]
        dialog, me = message["dialog"], self.ids[who]
        if peer:
            self._check_blocks(me, peer)
        if dialog["gone"]:
            raise No(404, None if peer else 404)
        if message["gone"]:
            raise No(404, None if peer or me in dialog["inside"] else 403)
        if me not in dialog["inside"]:
            raise No(403, 404 if peer else 403)
        if me in message["hidden"]:
            raise No(404)
        return message

    # --- questions ---

    def of(self, dialog: Row) -> list[Row]:
        return [m for m in self.messages if m["dialog"] is dialog and not m["gone"] and not dialog["gone"]]

    def look(self) -> Row:
        """Everything that can be looked at, in the shape of ``looking.look``."""
        return {who: self._own(me) for who, me in self.ids.items()}

    def _own(self, me: int) -> Row:
        mine = [one for one in self.dialogs if me in one["inside"] and not one["gone"]]
        listed = sorted(
            (one for one in mine if me not in one["hidden"]), key=lambda one: (-self._last(one), -one["number"])
        )
        return {
            "total": sum(self._unread(dialog, me) for dialog in mine),
            "dialogs": [self._shown(dialog, me) for dialog in listed],
        }

    def _last(self, dialog: Row) -> int:
        """When the last thing was said that is still there, or the dialog was made."""
        times: list[int] = [message["at"] for message in self.of(dialog)] or [dialog["made"]]
        return max(times)

    def _seen(self, dialog: Row, me: int) -> list[Row]:
        return [message for message in self.of(dialog) if me not in message["hidden"]]

    def _unread(self, dialog: Row, me: int) -> int:
        return sum(me not in message["read"] for message in self._seen(dialog, me))

    def _shown(self, dialog: Row, me: int) -> Row:
        seen = self._seen(dialog, me)
        return {
            "number": dialog["number"],
            "inside": sorted(dialog["inside"]),
            "owner": dialog["owner"],
            "admins": sorted(dialog["admins"]),
            "unread": self._unread(dialog, me),
            "last": seen[-1]["number"] if seen else None,
            "said": [(one["number"], one["by"], one["text"], sorted(one["read"])) for one in seen],
        }
