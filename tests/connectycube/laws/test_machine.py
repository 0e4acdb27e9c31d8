"""Whatever people do: each door answers what plain dicts say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from chatmock.testing.server import ChatmockServer
from tests.connectycube.laws import looking
from tests.connectycube.laws.acts import Acts
from tests.connectycube.laws.doors import Core, Served
from tests.connectycube.laws.plain import UNASKED, No, Plain, Row
from tests.lengths import examples
from tests.machines import HOW, Doors, serving
from tests.refused import Refused
from tests.sendbird.laws.device import differences

PEOPLE = ("ann", "bob", "cyd")
MOST_GROUPS, MOST_MESSAGES = 2, 8
"""There are few groups, and things are done to the last messages, so that one follows from another."""
who = st.sampled_from(PEOPLE)
"""Whoever it is: one that may do it, or one that may not."""
some = st.lists(who, min_size=1, max_size=2)
which = st.integers(0, MOST_MESSAGES - 1)
either = st.booleans()
texts = st.sampled_from(["soup", "stew"])
AT_TIMES: dict[str, tuple[st.SearchStrategy[Any], ...]] = {
    "come": (who, either),
    "block": (who, who, either),
    "unblock": (who,),
    "create_group": (who, some),
    "meet": (who, who),
    "bring_in": (which, who, some),
    "promote": (which, who, who),
    "drop": (which, who, st.sampled_from(["told", "meets", ""])),
    "destroy": (which, who),
    "clear": (which, who, either),
    "read_all": (which, who),
}
OFTEN = {
    "take_out": (which, who, who),
    "say": (which, who, texts),
    "tell": (who, who, texts),
    "edit": (which, who, texts),
    "remove": (which, who),
    "forget": (which, who, st.sampled_from(["edit", "remove", "read", ""]), who),
    "read": (which, who),
}
happenings = st.sampled_from([*AT_TIMES, *OFTEN, *OFTEN, *OFTEN]).flatmap(
    lambda name: st.tuples(st.just(name), *(AT_TIMES | OFTEN)[name])
)
"""What somebody does, and with what: as one draw, since Hypothesis prefers some rules to others."""


class Machine(Doors):
    """Three people, groups and private dialogs: on the core, by HTTP, and by stanzas."""

    def __init__(self) -> None:
        super().__init__()
        self.plain = Plain()
        by_http, by_chat = (Served(*self.application()) for _ in range(2))
        self.core = Acts(Core(), "the core")
        self.talking = [Acts(Core(), "stanzas of the core", by_chat=True), Acts(by_chat, "stanzas", by_chat=True)]
        self.open(self.core, Acts(by_http, "HTTP"), *self.talking)

    @initialize()
    def begin(self) -> None:
        """There are a group of all, one of two, and a private dialog: each group has an admin, everybody has spoken."""
        for one in PEOPLE:
            self.do("create", one)
        self.do("create_group", "ann", ["bob", "cyd"])
        self.do("create_group", "bob", ["ann"])
        self.do("promote", 0, "ann", "bob")
        self.do("promote", 1, "bob", "ann")
        for number, one in ((0, "ann"), (0, "bob"), (1, "bob"), (1, "ann"), (0, "cyd")):
            self.do("say", number, one, "soup")
        self.do("tell", "ann", "bob", "soup")
        self.do("tell", "bob", "ann", "stew")

    def do(self, name: str, *values: Any, more: tuple[Any, ...] = (), **details: Any) -> None:
        """Do a thing to the model, and through each door; the replies have to be equal."""
        self.sound = False
        self.plain.second += 1
        try:
            expected = getattr(self.plain, name)(*values, **details)
        except No as no:
            expected = no
        for acts in self.all:
            if name in TIMED:
                acts.wait()
            wanted = expected
            if isinstance(expected, No):
                code = expected.stanza if acts.by_chat and name in BY_CHAT else expected.rest
                if code == UNASKED:
                    continue
                wanted = None if code is None else Refused(code, expected.said)
            reply = getattr(acts, name)(*values, *more, **details)
            assert reply == wanted, f"{name} by {acts} gives {reply}, not {wanted}"
        self.sound = True

    def do_in(self, name: str, index: int, one: str, *values: Any, **details: Any) -> None:
        """Somebody does something to a dialog."""
        self.do(name, self.dialog(index, self.plain.dialogs), one, *values, **details)

    def dialog(self, index: int, dialogs: list[Row]) -> int:
        """The number of one of some dialogs: of those that are there, and of the last one that is not."""
        there = [dialog for dialog in dialogs if not dialog["gone"]]
        known = there + [dialog for dialog in dialogs if dialog["gone"]][-1:]
        number: int = known[index % len(known)]["number"]
        return number

    @rule(happening=happenings)
    def happen(self, happening: tuple[Any, ...]) -> None:
        name, *values = happening
        getattr(self, name)(*values)

    # --- people ---

    def come(self, one: str, goes: bool) -> None:
        """Somebody signs up, of whom there is one already; or who has gone just now."""
        if goes:
            self.do("delete", one)
        self.do("create", one)

    def block(self, one: str, other: str, mutual: bool) -> None:
        if one != other:
            self.do("block", one, other, mutual=mutual)
            self.tell(one, other, "soup")
            self.tell(other, one, "soup")

    def unblock(self, one: str) -> None:
        self.do("unblock", one)

    # --- dialogs ---

    def create_group(self, one: str, people: list[str]) -> None:
        if sum(not dialog["gone"] for dialog in self.groups()) < MOST_GROUPS:
            self.do("create_group", one, people)

    def groups(self) -> list[Row]:
        return [dialog for dialog in self.plain.dialogs if not dialog["private"]]

    def meet(self, one: str, other: str) -> None:
        if one != other:
            self.do("meet", one, other)

    def bring_in(self, index: int, one: str, people: list[str]) -> None:
        self.do_in("bring_in", index, one, people)

    def take_out(self, index: int, one: str, other: str) -> None:
        self.do_in("take_out", index, one, other)

    def promote(self, index: int, one: str, other: str) -> None:
        self.do_in("promote", index, one, other)

    def drop(self, index: int, one: str, then: str) -> None:
        """Somebody deletes a dialog for oneself; then he meets those who are still inside, or they say something to him."""
        inside = self.plain.dialogs[self.dialog(index, self.plain.dialogs)]["inside"]
        others = [name for name, number in self.plain.ids.items() if number in inside and name != one]
        self.do_in("drop", index, one)
        for other in others:
            if then == "told":
                self.tell(other, one, "stew")
            elif then == "meets":
                self.meet(one, other)

    def destroy(self, index: int, one: str) -> None:
        self.do_in("destroy", index, one)

    def clear(self, index: int, one: str, for_all: bool) -> None:
        self.do_in("clear", index, one, for_all=for_all)

    def read_all(self, index: int, one: str) -> None:
        self.do_in("read_all", index, one)

    # --- messages ---

    def say(self, index: int, one: str, text: str) -> None:
        self.do("say", self.dialog(index, self.groups()), one, text)

    def tell(self, one: str, other: str, text: str) -> None:
        if one != other:
            self.do("tell", one, other, text)

    def edit(self, index: int, one: str, text: str) -> None:
        message = self.message(index)
        if (peer := self.peer(message, one)) is not None:
            self.do("edit", message["number"], one, text, peer, more=(message["dialog"]["number"],))

    def remove(self, index: int, one: str) -> None:
        message = self.message(index)
        if (peer := self.peer(message, one)) is not None:
            self.do("remove", message["number"], one, peer, more=(message["dialog"]["number"],))

    def forget(self, index: int, one: str, then: str, by: str) -> None:
        """Delete a message for oneself; then somebody does something to it."""
        self.do("forget", self.message(index)["number"], one)
        if then:
            getattr(self, then)(index, by, *(["stew"] if then == "edit" else []))

    def read(self, index: int, one: str) -> None:
        message = self.message(index)
        if message["by"] in self.plain.ids.values():
            self.do("read", message["number"], one, more=(message["by"],))

    def message(self, index: int) -> Row:
        last = self.plain.messages[-MOST_MESSAGES:]
        return last[index % len(last)]

    def peer(self, message: Row, one: str) -> int | None:
        """To whom a stanza about a message goes: 0 for its room, the other of two; None where nobody is left."""
        if not message["dialog"]["private"]:
            return 0
        others = [number for number in message["dialog"]["inside"] if number != self.plain.ids[one]]
        return others[0] if others else None

    # --- looking ---

    @invariant()
    def the_core_shows_what_the_model_says(self) -> None:
        self.compare(self.core)

    def differences(self, acts: Acts) -> list[str]:
        return list(differences(self.plain.look(), looking.look(acts)))


BY_CHAT = frozenset(("say", "tell", "edit", "remove", "read"))
"""What people do by stanzas."""
TIMED = frozenset(("create_group", "meet", "say", "tell"))
"""What has a time that is seen, in the order of dialogs: before it a second goes by."""


@pytest.fixture(scope="module", autouse=True)
def server() -> Any:
    """A server of this machine's own, which checks all that it says."""
    yield from serving(ChatmockServer.start(strict=True))


@pytest.mark.parametrize("part", range(examples(2)))
def test_each_door_shows_what_plain_dicts_say(part: int) -> None:
    """Ten stories at a time: Hypothesis makes the next ones of those it has, and so tells much the same."""
    how = settings(HOW, max_examples=10, stateful_step_count=20)
    run_state_machine_as_test(Machine, settings=how)
