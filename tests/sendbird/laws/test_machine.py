"""Whatever people do: each door answers what plain dicts say, and the eras differ in nothing but the table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from chatmock.testing.server import ChatmockServer
from tests.machines import HOW, Doors, serving
from tests.refused import Refused
from tests.sendbird.laws import looking, plain_looks
from tests.sendbird.laws.acts import Acts, code_of, said_of
from tests.sendbird.laws.device import differences
from tests.sendbird.laws.doors import Core, Served
from tests.sendbird.laws.plain import GROUPS, LOBBY, No, Plain, Row

PEOPLE = ("ann", "bob", "cy", "dee")
who = st.sampled_from(("ann", "ann", "bob", "bob", "cy", "dee"))
"""Two meet more often, so that one thing follows from another."""
mostly = st.sampled_from((True, True, True, False))
some = st.lists(who, max_size=3)
group = st.sampled_from(GROUPS)
channel = st.sampled_from((*GROUPS, *GROUPS, LOBBY))
HIMSELF = "the sender"
whoever = st.sampled_from((HIMSELF, HIMSELF, *PEOPLE))
which = st.integers(0, 3)
"""Which message, the newest first."""
texts = st.sampled_from(["soup", "stew"])
yes = st.booleans()

UNKNOWN = Refused(400201)
ERAS: dict[str, Any] = {
    "chronological lists": lambda rows: rows[::-1],
    "unknown ids in user_ids": UNKNOWN,
}
"""By its name in docs/fidelity.md, how 2016 differs from today in what is compared here."""


class Machine(Doors):
    """Four people, two groups and a lobby, on the core in both eras, over HTTP, and by frames where there are some.

    Whoever may not write any more says something at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain = Plain()
        by_http, by_frames = (Served(*self.application()) for _ in range(2))
        self.core, self.before = Acts(Core("today"), "the core"), Acts(Core("2016"), "the core of 2016", era="2016")
        self.open(self.core, self.before, Acts(by_http, "HTTP"), Acts(by_frames, "frames", framed=True))

    @initialize()
    def begin(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Have three people, both groups and the lobby."""
        for one in PEOPLE[:3]:
            if one not in self.plain.users:
                self.do("create_user", one)
        for url in GROUPS:
            if url not in self.plain.channels:
                people = list(PEOPLE[: 3 if url == "lunch" else 2])
                self.do("create_group", url, people, distinct=url == "pair", operated=True)
        if LOBBY not in self.plain.channels:
            self.do("create_lobby")

    def do(self, name: str, *values: Any, only_acts: tuple[Any, ...] = (), **details: Any) -> None:
        """Do a thing to the model, and through each door; the replies have to be equal."""
        self.sound = False
        try:
            expected = getattr(self.plain, name)(*values, **details)
        except No as no:
            expected = no
        for acts in self.all:
            reply = getattr(acts, name)(*values, *only_acts, **details)
            url = LOBBY if LOBBY in (*values, *only_acts) else ""
            wanted = expected
            if isinstance(expected, No):
                code = code_of(expected.reason, framed=acts.by_frame(url))
                wanted = Refused(code, said_of(code, expected.about, acts.era))
            assert reply == wanted, f"{name} by {acts} gives {reply}, not {wanted}"
        self.sound = True

    def do_with_people(self, name: str, url: str, people: list[str], **details: Any) -> None:
        """The same for people some of whom there may not be: 2016 refuses these, so that only the others are asked."""
        if unknown := set(people) - self.plain.users.keys():
            assert getattr(self.before, name)(url, people, **details) == ERAS["unknown ids in user_ids"], unknown
            people = [one for one in people if one in self.plain.users]
        self.do(name, url, people, **details)

    # --- people ---

    @rule(one=who)
    def create_user(self, one: str) -> None:
        self.do("create_user", one)

    @rule(one=who, url=channel, whole=yes, renewed=mostly)
    def end(self, one: str, url: str, whole: bool, renewed: bool) -> None:
        if whole:
            self.do("delete_channel", url)
        else:
            self.do("delete_user", one)
        if renewed:
            self.renew()

    @rule(one=who, other=who)
    def block(self, one: str, other: str) -> None:
        self.do("block", one, other)

    @rule(one=who, other=who)
    def unblock(self, one: str, other: str) -> None:
        self.do("unblock", one, other)

    @rule(minutes=st.integers(1, 2))
    def wait(self, minutes: int) -> None:
        self.do("wait", minutes)

    # --- channels ---

    @rule(url=group, people=some, distinct=yes, operated=yes)
    def create_group(self, url: str, people: list[str], distinct: bool, operated: bool) -> None:
        self.do_with_people("create_group", url, people, distinct=distinct, operated=operated)

    @rule()
    def create_lobby(self) -> None:
        self.do("create_lobby")

    @rule(url=group, people=some)
    def invite(self, url: str, people: list[str]) -> None:
        self.do_with_people("invite", url, people)

    @rule(url=group, one=who)
    def leave(self, url: str, one: str) -> None:
        self.do("leave", url, one)

    @rule(one=who, goes=yes)
    def visit(self, one: str, goes: bool) -> None:
        if one in self.plain.users:
            self.do("exit" if goes else "enter", one)

    @rule(url=group, one=who, back=yes, previous=yes)
    def hide(self, url: str, one: str, back: bool, previous: bool) -> None:
        self.do("hide", url, one, back=back, previous=previous)

    @rule(url=group, one=who)
    def show(self, url: str, one: str) -> None:
        self.do("show", url, one)

    @rule(url=channel, frozen=yes)
    def freeze(self, url: str, frozen: bool) -> None:
        self.do("freeze", url, frozen=frozen)
        for one in PEOPLE[:2]:
            self.say(url, one, "soup")

    @rule(url=channel, one=who, verb=st.sampled_from(["ban", "mute"]), short=yes)
    def sanction(self, url: str, one: str, verb: str, short: bool) -> None:
        self.do(verb, url, one, short=short)
        self.say(url, one, "soup")

    @rule(url=channel, one=who, verb=st.sampled_from(["unban", "unmute"]))
    def pardon(self, url: str, one: str, verb: str) -> None:
        self.do(verb, url, one)

    # --- messages ---

    @rule(url=channel, one=who, text=texts)
    def say(self, url: str, one: str, text: str) -> None:
        if one in self.plain.users:
            self.do("say", url, one, text)

    @rule(url=channel, one=st.sampled_from((*PEOPLE, "")), text=texts, silent=yes, mark=yes)
    def say_for(self, url: str, one: str, text: str, silent: bool, mark: bool) -> None:
        self.do("say_for", url, one, text, silent=silent, mark=mark)

    @precondition(lambda self: self.plain.messages)
    @rule(index=which, by=whoever, text=texts)
    def edit(self, index: int, by: str, text: str) -> None:
        message = self.message(index)
        one = message["by"] if by == HIMSELF else by
        if one in self.plain.users and message["by"]:
            self.do("edit", message["number"], one, text, only_acts=(message["url"],))

    @precondition(lambda self: self.plain.messages)
    @rule(index=which, by=st.one_of(whoever, st.just("")))
    def delete(self, index: int, by: str) -> None:
        message = self.message(index)
        one = message["by"] if by == HIMSELF else by
        if not one or one in self.plain.users:
            self.do("delete", message["number"], one, only_acts=(message["url"],))

    def message(self, index: int) -> Row:
        return self.plain.messages[max(0, len(self.plain.messages) - 1 - index)]

    @rule(url=group, one=who)
    def read(self, url: str, one: str) -> None:
        if one in self.plain.users:
            self.do("read", url, one)

    @rule(one=who)
    def read_everything(self, one: str) -> None:
        self.do("read_everything", one)

    # --- looking ---

    @invariant()
    def the_core_shows_what_the_model_says(self) -> None:
        self.compare(self.core)

    @rule()
    def look(self) -> None:
        self.look_through_all_doors()

    def differences(self, acts: Acts) -> list[str]:
        expected = plain_looks.look(self.plain)
        if acts.era == "2016":
            for person in expected["people"].values():
                person["chronological"] = ERAS["chronological lists"](person["chronological"])
        return list(differences(expected, looking.look(acts)))


@pytest.fixture(scope="module", autouse=True)
def server() -> Any:
    """A server of this machine's own, which checks all that it says."""
    yield from serving(ChatmockServer.start(strict=True))


TestMachine = Machine.TestCase
TestMachine.settings = HOW
