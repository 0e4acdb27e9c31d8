"""Whatever people do: each door answers what plain dicts say."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chatmock.testing.server import ChatmockServer
from tests.connectycube.laws import looking
from tests.connectycube.laws.acts import Acts, Refused
from tests.connectycube.laws.doors import Core, Served
from tests.connectycube.laws.plain import GROUPS, No, Plain, Row
from tests.lengths import examples
from tests.sendbird.laws.device import differences
from tests.sendbird.realtime.conftest import Loop

PEOPLE = ("ann", "bob", "cyd", "dee")
HIMSELF = "its author"
who = st.sampled_from(PEOPLE)
whoever = st.sampled_from((HIMSELF, HIMSELF, *PEOPLE))
some = st.lists(who, min_size=1, max_size=3)
group = st.sampled_from(GROUPS)
which = st.integers(0, 5)
"""Which message, the newest first."""
texts = st.sampled_from(["soup", "stew"])
servers: dict[str, Any] = {}


class Machine(RuleBasedStateMachine):
    """Four people, two groups and their private dialogs: on the core, by HTTP, and by stanzas."""

    def __init__(self) -> None:
        super().__init__()
        self.plain, self.stack, self.sound = Plain(), ExitStack(), True
        new, loop = servers["chatmock"].application, servers["loop"]
        by_http, by_chat = (Served(self.stack.enter_context(new()), loop) for _ in range(2))
        self.core = Acts(Core(), "the core")
        self.talking = [Acts(Core(), "stanzas of the core", by_chat=True), Acts(by_chat, "stanzas", by_chat=True)]
        self.all = [self.core, Acts(by_http, "HTTP"), *self.talking]
        for acts in self.all:
            self.stack.callback(acts.door.close)

    @initialize()
    def begin(self) -> None:
        for one in PEOPLE[:3]:
            self.do("create", one)
        self.do("create_group", "lunch", "ann", ["bob"])

    def do(self, name: str, *values: Any, more: tuple[Any, ...] = (), **details: Any) -> None:
        """Do a thing to the model, and through each door; the replies have to be equal."""
        self.sound = False
        self.plain.second += 1
        try:
            expected = getattr(self.plain, name)(*values, **details)
        except No as no:
            expected = no
        for acts in self.all:
            acts.wait()
            reply = getattr(acts, name)(*values, *more, **details)
            wanted = expected
            if isinstance(expected, No):
                code = expected.stanza if acts.by_chat and name in BY_CHAT else expected.rest
                wanted = None if code is None else Refused(code)
            assert reply == wanted, f"{name} by {acts} gives {reply}, not {wanted}"
        self.sound = True

    def is_there(self, one: str) -> bool:
        return one in self.plain.ids

    # --- people ---

    @rule(one=who)
    def create(self, one: str) -> None:
        self.do("create", one)

    @rule(one=who)
    def delete(self, one: str) -> None:
        if self.is_there(one):
            self.do("delete", one)

    # --- dialogs ---

    @rule(name=group, one=who, people=some)
    def create_group(self, name: str, one: str, people: list[str]) -> None:
        if self.is_there(one):
            self.do("create_group", name, one, people)

    @rule(one=who, other=who)
    def meet(self, one: str, other: str) -> None:
        if self.is_there(one) and one != other:
            self.do("meet", one, other)

    @rule(one=who, other=who)
    def hide(self, one: str, other: str) -> None:
        if self.is_there(one) and one != other:
            two = {self.plain.ids[one], self.plain.ids.get(other, 0)}
            numbers = [d["number"] for d in self.plain.dialogs if not d["name"] and set(d["inside"]) == two]
            self.do("hide", one, other, more=(numbers[0] if numbers else -1,))

    @rule(name=group, one=who, people=some)
    def bring_in(self, name: str, one: str, people: list[str]) -> None:
        if self.is_there(one):
            self.do("bring_in", name, one, people)

    @rule(name=group, one=who, other=who)
    def take_out(self, name: str, one: str, other: str) -> None:
        if self.is_there(one):
            self.do("take_out", name, one, other)

    @rule(name=group, one=who, verb=st.sampled_from(["leave", "leave", "destroy"]))
    def end(self, name: str, one: str, verb: str) -> None:
        if self.is_there(one):
            self.do(verb, name, one)

    @rule(name=group, one=who, for_all=st.booleans())
    def clear(self, name: str, one: str, for_all: bool) -> None:
        if self.is_there(one):
            self.do("clear", name, one, for_all=for_all)

    # --- messages ---

    @rule(name=group, one=who, text=texts)
    def say(self, name: str, one: str, text: str) -> None:
        if self.is_there(one):
            self.do("say", name, one, text)

    @rule(one=who, other=who, text=texts)
    def tell(self, one: str, other: str, text: str) -> None:
        if self.is_there(one) and one != other:
            self.do("tell", one, other, text)

    @precondition(lambda self: self.plain.messages)
    @rule(index=which, by=whoever, verb=st.sampled_from(["edit", "remove", "forget", "read", "read"]), text=texts)
    def treat(self, index: int, by: str, verb: str, text: str) -> None:
        """Do something to a message that has not been deleted for oneself, and whose other is still there."""
        message: Row = self.plain.messages[max(0, len(self.plain.messages) - 1 - index)]
        dialog, names = message["dialog"], {number: name for name, number in self.plain.ids.items()}
        one = names.get(message["by"], "") if by == HIMSELF else by
        if not self.is_there(one) or self.plain.ids[one] in message["hidden"]:
            return
        me, room = self.plain.ids[one], dialog["name"]
        others = [number for number in dialog["inside"] if number != me]
        is_latest = not room or self.plain.groups_of(room)[-1] is dialog
        if not is_latest or (not room and (len(dialog["inside"]) < 2 or me not in dialog["inside"])):
            return
        peer = others[0] if others else 0
        if verb == "forget":
            self.do("forget", message["number"], one)
        elif verb == "edit":
            self.do("edit", message["number"], one, text, more=(room, peer))
        elif verb == "remove":
            self.do("remove", message["number"], one, more=(room, peer))
        elif message["by"] in names and message["by"] != me:
            self.do("read", message["number"], one, more=(message["by"],))

    @rule(name=group, one=who)
    def read_all(self, name: str, one: str) -> None:
        if self.is_there(one):
            self.do("read_all", name, one)

    # --- looking ---

    @invariant()
    def the_core_shows_what_the_model_says(self) -> None:
        self.compare(self.core)

    @rule()
    def look_through_all_doors(self) -> None:
        for acts in self.all:
            self.compare(acts)

    def compare(self, acts: Acts) -> None:
        self.sound = False
        wrong = list(differences(self.plain.look(), looking.look(acts)))
        self.sound = not wrong
        assert not wrong, f"{acts}: {'; '.join(wrong)}"

    def teardown(self) -> None:
        with self.stack:
            if self.sound:
                self.look_through_all_doors()


BY_CHAT = frozenset(("say", "tell", "edit", "remove", "read"))
"""What people do by stanzas."""


@pytest.fixture(scope="module", autouse=True)
def server() -> Any:
    """A server of this machine's own, which checks all that it says."""
    with ChatmockServer.start(strict=True) as chatmock:
        servers.update(chatmock=chatmock, loop=Loop())
        yield
        servers["loop"].close()
        assert chatmock.broken() == []


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=examples(10), stateful_step_count=50, deadline=None)
