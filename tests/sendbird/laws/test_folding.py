"""Folding: what a client fetched when it connected, and the frames since, give what it would fetch anew.

So every change is told, to everybody who sees it and in all its parts; and nothing is told that is none.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from tests.lengths import examples
from tests.sendbird.laws.device import Device, Kind
from tests.sendbird.laws.ruling import Ruling
from tests.sendbird.laws.talking import DEVICES, channels, clients, groups, some, somebody, texts, words
from tests.sendbird.laws.world import INVITED, lively

numbers = st.dictionaries(words, st.integers(0, 2), min_size=1, max_size=2)


class Folding(Ruling):
    """People at four clients, in a channel of three, one of two, a big public one, and an open one."""

    lost: frozenset[Kind] = frozenset()
    """Kinds of frames that never reach a client: with any of them the law is broken."""

    @initialize(still=st.booleans(), past=st.booleans())
    def begin(self, still: bool, past: bool = False) -> None:
        """``still``: all at one time; ``past``: who comes sees what was said before."""
        self.api = lively()
        self.api.put("/applications/settings_global", display_past_message=past)
        self.still, self.turn, self.reasons = still, 0, 0
        self.heard: Counter[Kind] = Counter()
        self.times: dict[Kind, int] = dict.fromkeys(self.lost, 0)
        self.devices = {name: Device(self.api, name, self.heard, self.times) for name in DEVICES}
        for name in ("alice", "bob"):
            self.devices[name].says("ENTR", channel_url="lobby")

    @invariant()
    def what_was_told_is_what_is_found(self) -> None:
        """Each client is asked when it is its turn, in the end all are: what is missed stays missed."""
        self.sound = False
        listening = self.hear()
        self.turn += 1
        if listening:
            listening[self.turn % len(listening)].is_told()
        self.sound = True
        if not self.still:
            self.api.app.clock.advance(seconds=1)

    def hear(self) -> list[Device]:
        assert not self.api.hub.broken, self.api.hub.broken
        listening = [device for device in self.devices.values() if device.is_on]
        for device in listening:
            device.hears()
        return listening

    def teardown(self) -> None:
        if getattr(self, "sound", False):
            self.everybody_is_told()

    def everybody_is_told(self) -> None:
        for device in self.hear():
            device.is_told()

    # --- clients ---

    @rule(name=clients)
    def connect(self, name: str) -> None:
        if self.devices[name].connection.closed:
            self.devices[name].connect()

    @rule(name=clients)
    def drop(self, name: str) -> None:
        if not self.devices[name].connection.closed:
            self.devices[name].drop()

    @rule(name=clients, enter=st.booleans())
    def move(self, name: str, enter: bool) -> None:
        self.devices[name].says("ENTR" if enter else "EXIT", channel_url="lobby")

    # --- who is in ---

    @rule(people=some, channel=groups, ask=st.booleans(), by=st.none() | somebody)
    def invite(self, people: list[str], channel: str, ask: bool, by: str | None = None) -> None:
        status = dict.fromkeys(people, INVITED if ask else "joined")
        more = {"inviter_id": by} if by else {}
        self.ask("POST", f"{self.path(channel)}/invite", user_ids=people, invitation_status=status, **more)

    @rule(person=somebody, channel=groups, how=st.sampled_from(["accept", "decline", "join"]))
    def come(self, person: str, channel: str, how: str) -> None:
        self.ask("PUT", f"{self.path(channel)}/{how}", user_id=person)

    @rule(person=somebody, channel=groups, retire=st.booleans())
    def leave(self, person: str, channel: str, retire: bool = False) -> None:
        more = {"should_remove_operator_status": retire}
        self.ask("PUT", f"{self.path(channel)}/leave", user_ids=[person], **more)

    @rule(person=somebody)
    def leave_all(self, person: str) -> None:
        self.ask("PUT", f"/users/{person}/my_group_channels/leave")

    @rule(person=somebody, channel=channels, ban=st.booleans())
    def ban(self, person: str, channel: str, ban: bool = True) -> None:
        path = f"{self.path(channel)}/ban"
        self._sanction(path, person, impose=ban)

    @rule(person=somebody, channel=channels)
    def prolong(self, person: str, channel: str) -> None:
        self.reasons += 1
        self.ask("PUT", f"{self.path(channel)}/ban/{person}", seconds=60, description=str(self.reasons))

    @rule(person=somebody, channel=channels, mute=st.booleans())
    def mute(self, person: str, channel: str, mute: bool = True) -> None:
        path = f"{self.path(channel)}/mute"
        self._sanction(path, person, impose=mute)

    def _sanction(self, path: str, person: str, *, impose: bool) -> None:
        """Each with a reason of its own: the same once more, at the same time, would be nothing new."""
        self.reasons += 1
        if impose:
            self.ask("POST", path, user_id=person, description=str(self.reasons))
        else:
            self.ask("DELETE", f"{path}/{person}")

    @rule(people=some, channel=channels, add=st.booleans())
    def empower(self, people: list[str], channel: str, add: bool = True) -> None:
        self.ask("POST" if add else "DELETE", f"{self.path(channel)}/operators", operator_ids=people)

    # --- the channel ---

    @rule(channel=channels, freeze=st.booleans())
    def freeze(self, channel: str, freeze: bool = True) -> None:
        self.ask("PUT", f"{self.path(channel)}/freeze", freeze=freeze)

    @rule(person=somebody, channel=groups, auto=st.booleans(), previous=st.booleans())
    def hide(self, person: str, channel: str, auto: bool = True, previous: bool = False) -> None:
        more = {"allow_auto_unhide": auto, "hide_previous_messages": previous}
        self.ask("PUT", f"{self.path(channel)}/hide", user_id=person, **more)

    @rule(person=somebody, channel=groups)
    def show(self, person: str, channel: str) -> None:
        self.ask("DELETE", f"{self.path(channel)}/hide", user_id=person)

    @rule(
        channel=channels,
        change=st.one_of(
            st.fixed_dictionaries(
                {}, optional={"name": words, "data": words, "custom_type": words, "cover_url": words}
            ),
            st.fixed_dictionaries({}, optional={"operator_ids": some, "is_distinct": st.booleans()}),
            st.fixed_dictionaries({}, optional={"freeze": st.booleans(), "is_public": st.booleans()}),
        ),
    )
    def update(self, channel: str, change: dict[str, Any]) -> None:
        self.ask("PUT", self.path(channel), **change)

    @rule(channel=channels, new=texts, upsert=st.booleans())
    def describe(self, channel: str, new: dict[str, str], upsert: bool = True) -> None:
        self.ask("PUT" if upsert else "POST", f"{self.path(channel)}/metadata", metadata=new, upsert=True)

    @rule(
        channel=channels, what=st.sampled_from(["metadata", "metacounter"]), key=st.just("") | words.map("/{}".format)
    )
    def forget(self, channel: str, what: str, key: str = "") -> None:
        self.ask("DELETE", f"{self.path(channel)}/{what}{key}")

    @rule(channel=channels, new=numbers, mode=st.sampled_from(["", "set", "increase"]))
    def count(self, channel: str, new: dict[str, int], mode: str = "") -> None:
        more = {"mode": mode, "upsert": True} if mode else {}
        self.ask("PUT" if mode else "POST", f"{self.path(channel)}/metacounter", metacounter=new, **more)

    @rule(channel=channels, people=some, ask=st.booleans(), distinct=st.booleans())
    def create(self, channel: str, people: list[str], ask: bool = False, distinct: bool = False) -> None:
        members = {"user_ids": people, "invitation_status": dict.fromkeys(people, INVITED if ask else "joined")}
        path = self.path(channel).removesuffix(f"/{channel}")
        self.ask("POST", path, channel_url=channel, is_distinct=distinct, **members)

    @rule(channel=channels)
    def destroy(self, channel: str) -> None:
        self.ask("DELETE", self.path(channel))

    # --- people ---

    @rule(person=somebody, change=st.fixed_dictionaries({}, optional={"nickname": words, "profile_url": words}))
    def rename(self, person: str, change: dict[str, str]) -> None:
        self.ask("PUT", f"/users/{person}", **change)
        self._grown_old(person)

    @rule()
    def vanish(self) -> None:
        """A user who is connected nowhere, but a member and an operator, is deleted."""
        self.ask("DELETE", "/users/dave")

    @rule(person=somebody, new=texts)
    def tag(self, person: str, new: dict[str, str]) -> None:
        self.ask("PUT", f"/users/{person}/metadata", metadata=new, upsert=True)
        self._grown_old(person)

    def _grown_old(self, person: str) -> None:
        for device in self.devices.values():
            device.knows.old_profiles |= {(url, person) for url in device.knows.channels}

    @rule(person=somebody, other=somebody, block=st.booleans())
    def block(self, person: str, other: str, block: bool = True) -> None:
        path = f"/users/{person}/block"
        self.ask(*(("POST", path) if block else ("DELETE", f"{path}/{other}")), target_id=other)

    @rule(person=somebody, people=some, add=st.booleans())
    def befriend(self, person: str, people: list[str], add: bool = True) -> None:
        others = [other for other in people if other != person]
        self.ask("POST" if add else "DELETE", f"/users/{person}/friends", user_ids=others)

    @rule(person=somebody, names=st.dictionaries(words, st.none() | words, max_size=2), add=st.booleans())
    def look_for(self, person: str, names: dict[str, str | None], add: bool = True) -> None:
        rows = [{"friend_discovery_key": key, "friend_name": name} for key, name in names.items()]
        body: dict[str, Any] = {"friend_discoveries": rows} if add else {"friend_discovery_keys": list(names)}
        self.ask("PUT" if add else "DELETE", f"/users/{person}/friend_discoveries", **body)

    @rule(person=somebody, keys=st.lists(words, max_size=2), allow=st.booleans())
    def show_up(self, person: str, keys: list[str], allow: bool = True) -> None:
        self.ask("PUT", f"/users/{person}/allow_friend_discovery", allow_friend_discovery=allow)
        self.ask("PUT", f"/users/{person}", discovery_keys=keys)
        self._grown_old(person)

    @rule(person=somebody, channel=groups, trigger=st.sampled_from(["all", "mention_only", "off"]))
    def prefer(self, person: str, channel: str, trigger: str) -> None:
        self.ask("PUT", f"/users/{person}/push_preference/{channel}", push_trigger_option=trigger)
        self.ask("PUT", f"/users/{person}/push_preference", do_not_disturb=trigger == "off")


TestFolding = Folding.TestCase
TestFolding.settings = settings(max_examples=examples(100), stateful_step_count=20, deadline=None)
