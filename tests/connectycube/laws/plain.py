"""ConnectyCube as a naive program would keep it: plain dicts, scanned whole for each question."""

from __future__ import annotations

from typing import Any

GROUPS = ("lunch", "supper")
Row = dict[str, Any]


class No(Exception):
    """A refusal: the status of the REST API, and the code of a stanza, None where the chat passes the stanza on."""

    def __init__(self, rest: int, stanza: int | None = 0) -> None:
        super().__init__(rest)
        self.rest, self.stanza = rest, rest if stanza == 0 else stanza


class Plain:
    """People, their private dialogs, and two groups by name. Each method is an operation, or a question.

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

    # --- people ---

    def create(self, who: str) -> None:
        if who in self.ids:
            raise No(422)
        self.made += 1
        self.ids[who] = self.made

    def delete(self, who: str) -> None:
        for dialog in self.dialogs:
            if self.ids[who] in dialog["inside"]:
                self._go(dialog, self.ids[who])
        del self.ids[who]

    def _id(self, who: str) -> int:
        """The number of somebody; 0 for nobody."""
        return self.ids.get(who, 0)

    # --- dialogs ---

    def create_group(self, name: str, owner: str, people: list[str]) -> None:
        others = [self.ids[one] for one in people if one in self.ids and one != owner]
        if not others:
            raise No(422)
        self._new(name, [self.ids[owner], *others])

    def meet(self, who: str, other: str) -> None:
        """The private dialog of two, made where there is none."""
        if other not in self.ids:
            raise No(422)
        self._private(who, other)

    def _private(self, who: str, other: str) -> Row:
        two = {self.ids[who], self.ids[other]}
        for dialog in self.dialogs:
            if not dialog["name"] and set(dialog["inside"]) == two:
                dialog["hidden"].discard(self.ids[who])
                return dialog
        return self._new("", [self.ids[who], self.ids[other]])

    def _new(self, name: str, people: list[int]) -> Row:
        inside = list(dict.fromkeys(people))
        self.dialogs.append({"number": len(self.dialogs), "name": name, "owner": people[0], "inside": inside})
        self.dialogs[-1] |= {"hidden": set(), "made": self.second, "gone": False}
        return self.dialogs[-1]

    def bring_in(self, name: str, who: str, people: list[str]) -> None:
        dialog = self._inside(name, who)
        for one in people:
            if one in self.ids and self.ids[one] not in dialog["inside"]:
                dialog["inside"].append(self.ids[one])

    def take_out(self, name: str, who: str, other: str) -> None:
        dialog, target = self._inside(name, who), self._id(other)
        owns = dialog["owner"] == self.ids[who]
        if (other != who and not owns) or (target == dialog["owner"] and not owns):
            raise No(403)
        if target in dialog["inside"]:
            self._go(dialog, target)

    def leave(self, name: str, who: str) -> None:
        """Deleted for oneself; a group is left by that."""
        dialog = self._group(name)
        if self.ids[who] not in dialog["inside"]:
            raise No(404)
        self._go(dialog, self.ids[who])

    def hide(self, who: str, other: str) -> None:
        """The private dialog of two is deleted for one of them."""
        self._met(who, other)["hidden"].add(self.ids[who])

    def destroy(self, name: str, who: str) -> None:
        """Deleted for all."""
        dialog = self._group(name)
        if dialog["owner"] != self.ids[who] or self.ids[who] not in dialog["inside"]:
            raise No(403)
        dialog["gone"] = True

    def clear(self, name: str, who: str, *, for_all: bool) -> None:
        dialog = self._inside(name, who)
        if for_all and dialog["owner"] != self.ids[who]:
            raise No(403)
        for message in self.of(dialog):
            message["gone"] = message["gone"] or for_all
            message["hidden"].add(self.ids[who])

    def _go(self, dialog: Row, one: int) -> None:
        dialog["inside"].remove(one)
        dialog["hidden"].discard(one)
        dialog["gone"] = dialog["gone"] or not dialog["inside"]

    # --- messages ---

    def say(self, name: str, who: str, text: str) -> int:
        return self._said(self._inside(name, who), who, text)

    def tell(self, who: str, other: str, text: str) -> int:
        """Said to one other."""
        if other not in self.ids:
            raise No(404)
        return self._said(self._private(who, other), who, text)

    def _said(self, dialog: Row, who: str, text: str) -> int:
        me = self.ids[who]
        message = {"number": len(self.messages), "dialog": dialog, "by": me, "text": text, "at": self.second}
        self.messages.append({**message, "read": {me}, "hidden": set(), "gone": False})
        dialog["hidden"].clear()
        return len(self.messages) - 1

    def edit(self, number: int, who: str, text: str) -> None:
        message = self._message(number, who)
        if message["by"] != self.ids[who]:
            raise No(403)
        message["text"] = text

    def remove(self, number: int, who: str) -> None:
        """For all: by its author, and in a group by the owner."""
        message = self._message(number, who)
        leads = message["dialog"]["name"] and message["dialog"]["owner"] == self.ids[who]
        if message["by"] != self.ids[who] and not leads:
            raise No(403)
        message["gone"] = True

    def forget(self, number: int, who: str) -> None:
        """For oneself."""
        self._message(number, who)["hidden"].add(self.ids[who])

    def read(self, number: int, who: str) -> None:
        self._message(number, who)["read"].add(self.ids[who])

    def read_all(self, name: str, who: str) -> None:
        for message in self.of(self._inside(name, who)):
            if self.ids[who] not in message["hidden"]:
                message["read"].add(self.ids[who])

    # --- finding ---

    def _group(self, name: str) -> Row:
        """The last group that was made of a name."""
        found = self.groups_of(name)
        if not found or found[-1]["gone"]:
            raise No(404)
        return found[-1]

    def _inside(self, name: str, who: str) -> Row:
        dialog = self._group(name)
        if self.ids[who] not in dialog["inside"]:
            raise No(403)
        return dialog

    def _met(self, who: str, other: str) -> Row:
        for dialog in self.dialogs:
            if not dialog["name"] and set(dialog["inside"]) == {self.ids[who], self._id(other)}:
                return dialog
        raise No(404)

    def _message(self, number: int, who: str) -> Row:
        """A message that somebody sees. What is gone is not there; in a room the chat looks first who is inside."""
        message = self.messages[number]
        dialog, me = message["dialog"], self.ids[who]
        if dialog["gone"]:
            raise No(404)
        if message["gone"]:
            raise No(404, None if me in dialog["inside"] else 403)
        if me not in dialog["inside"]:
            raise No(403)
        return message

    # --- questions ---

    def groups_of(self, name: str) -> list[Row]:
        """The groups that were made of a name."""
        return [dialog for dialog in self.dialogs if dialog["name"] == name]

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
            "unread": self._unread(dialog, me),
            "last": seen[-1]["number"] if seen else None,
            "said": [(one["number"], one["by"], one["text"], sorted(one["read"])) for one in seen],
        }
