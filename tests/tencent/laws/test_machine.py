"""Whatever people do: each door answers what plain dicts say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from chatmock.testing.server import ChatmockServer
from tests.machines import HOW, Doors, serving
from tests.refused import Refused
from tests.sendbird.laws.device import differences
from tests.tencent.laws import looking
from tests.tencent.laws.acts import BY_REST, Acts
from tests.tencent.laws.doors import Core, Served
from tests.tencent.laws.plain import GROUPS, LONG, SHORT, No, Plain, Row

PEOPLE = ("ann", "bob", "cy", "dee")
who = st.sampled_from(("ann", "ann", "ann", "bob", "bob", "bob", "cy", "dee"))
"""Two meet more often, so that one thing follows from another."""
mostly = st.sampled_from((True, True, True, False))
some = st.lists(who, max_size=3)
group = st.sampled_from(GROUPS)
which = st.integers(0, 3)
"""Which message, the newest first."""
seconds = st.sampled_from([SHORT, 4 * LONG, 0])
texts = st.sampled_from(["soup", "stew"])


class Machine(Doors):
    """Four accounts and two groups: on the core, by REST over HTTP, and by commands over sockets.

    Whoever is blocked or silenced says something at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain = Plain()
        by_http, by_socket = (Served(*self.application()) for _ in range(2))
        self.core = Acts(Core(), "the core")
        self.open(self.core, Acts(by_http, "HTTP", by_rest=True), Acts(by_socket, "sockets"))

    @initialize()
    def begin(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Have three people, and both groups."""
        for one in PEOPLE[:3]:
            if not self.is_there(one):
                self.do("create", one)
        for name in GROUPS:
            if name not in self.plain.groups:
                self.do("create_group", name, "ann", ["bob"])

    def do(self, name: str, *values: Any, more: tuple[Any, ...] = (), by: str = "") -> None:
        """Do a thing to the model, and through each door; the replies have to be equal. ``by`` is the act's name."""
        self.sound = False
        try:
            expected = getattr(self.plain, name)(*values)
        except No as no:
            expected = no
        for acts in self.all:
            wanted = expected
            if isinstance(expected, No):
                if expected.only_users and acts.by_rest:
                    continue
                code = BY_REST.get((name, expected.code), expected.code) if acts.by_rest else expected.code
                wanted = Refused(code, expected.said if code == expected.code else "")
            reply = getattr(acts, by or name)(*values, *more)
            assert reply == wanted, f"{name} by {acts} gives {reply}, not {wanted}"
        self.sound = True

    def is_there(self, *people: str) -> bool:
        return set(people) <= self.plain.accounts.keys()

    # --- accounts and friends ---

    @rule(one=who)
    def create(self, one: str) -> None:
        self.do("create", one)

    @rule(one=st.sampled_from(PEOPLE), name=group, whole=st.booleans(), renewed=mostly)
    def end(self, one: str, name: str, whole: bool, renewed: bool) -> None:
        if whole:
            self.do("destroy_group", name)
        else:
            self.do("delete", one)
        if renewed:
            self.renew()

    @rule(one=who, kind=st.sampled_from(["c2c", "group"]), time=seconds)
    def silence(self, one: str, kind: str, time: int) -> None:
        self.do("silence", one, kind, time)
        for name in GROUPS:
            self.say_in(name, one, "soup")
        for other in PEOPLE[:2]:
            self.say(one, other, "soup")

    @rule(time=st.sampled_from([60, LONG]))
    def wait(self, time: int) -> None:
        self.do("wait", time)

    @rule(one=who, other=who, verbs=st.lists(st.sampled_from(["befriend", "unfriend", "block", "unblock"]), max_size=3))
    def relate(self, one: str, other: str, verbs: list[str]) -> None:
        for verb in verbs:
            if self.is_there(one):
                self.do(verb, one, other)
        self.say(other, one, "soup")

    # --- between two ---

    @rule(one=who, other=who, text=texts)
    def say(self, one: str, other: str, text: str) -> None:
        if self.is_there(one) and one != other:
            self.do("say", one, other, text)

    @rule(one=who, other=who, text=texts)
    def say_for(self, one: str, other: str, text: str) -> None:
        if one != other:
            self.do("say_for", one, other, text)

    @rule(one=who, other=who)
    def read(self, one: str, other: str) -> None:
        if self.is_there(one) and one != other:
            self.do("read", one, other, more=(self.now,))

    @property
    def now(self) -> int:
        """A time that has not come on any door: everything is read."""
        return 4_000_000_000

    @precondition(lambda self: self.plain.messages)
    @rule(index=which, one=st.sampled_from(("the sender", "the sender", *PEOPLE)))
    def recall(self, index: int, one: str) -> None:
        message: Row = self.plain.messages[max(0, len(self.plain.messages) - 1 - index)]
        one = message["by"] if one == "the sender" else one
        if not self.is_there(one):
            return
        if message["group"]:
            self.do("recall_in", message["number"], one, more=(message["group"],))
        else:
            self.do("recall", message["number"], one, more=(message["by"], message["to"]))

    # --- groups ---

    @rule(name=group, owner=who, people=some, known=st.booleans())
    def create_group(self, name: str, owner: str, people: list[str], known: bool) -> None:
        self.do("create_group", name, owner, [one for one in people if not known or self.is_there(one)])

    @rule(name=group, people=st.lists(who, min_size=1, max_size=3))
    def bring_in(self, name: str, people: list[str]) -> None:
        self.do("bring_in", name, people)

    @rule(name=group, one=who, verb=st.sampled_from(["take_out", "take_out", "give"]))
    def rule_over(self, name: str, one: str, verb: str) -> None:
        self.do(verb, name, one)

    @rule(name=group, one=who, verb=st.sampled_from(["join", "quit", "read_in", "read_in"]))
    def move(self, name: str, one: str, verb: str) -> None:
        if self.is_there(one):
            self.do(verb, name, one)

    @rule(name=group, one=who, time=seconds)
    def silence_in(self, name: str, one: str, time: int) -> None:
        self.do("silence_in", name, one, time)
        self.say_in(name, one, "soup")

    @rule(name=group, one=who, text=texts)
    def say_in(self, name: str, one: str, text: str) -> None:
        if self.is_there(one):
            self.do("say_in", name, one, text)

    @rule(name=group, one=who, text=texts)
    def say_in_for(self, name: str, one: str, text: str) -> None:
        self.do("say_in_for", name, one, text)

    # --- looking ---

    @invariant()
    def the_core_shows_what_the_model_says(self) -> None:
        self.compare(self.core)

    @rule()
    def look(self) -> None:
        self.look_through_all_doors()

    def differences(self, acts: Acts) -> list[str]:
        return list(differences(self.plain.look(), looking.look(acts, PEOPLE)))


@pytest.fixture(scope="module", autouse=True)
def server() -> Any:
    """A server of this machine's own, which checks all that it says."""
    yield from serving(ChatmockServer.start(strict=True))


TestMachine = Machine.TestCase
TestMachine.settings = HOW
