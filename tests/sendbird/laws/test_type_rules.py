"""Mutes and bans of custom types: who may write is who no rule that still lasts forbids it, whatever came in which order."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.lengths import examples
from tests.sendbird.conftest import new_api

TYPES, CHANNELS, PEOPLE = ("", "food", "sport"), ("one", "two"), ("alice", "bob")
FOR_EVER = 10**9
types, channels, people = st.sampled_from(TYPES[1:]), st.sampled_from(CHANNELS), st.sampled_from(PEOPLE)
spans = st.sampled_from([-1, 30, 90])


class TypeRules(RuleBasedStateMachine):
    """Two people in two channels, whose custom types change."""

    @initialize()
    def begin(self) -> None:
        self.api = new_api()
        self.api.app.clock.freeze()
        for person in PEOPLE:
            self.api.user(person)
        for channel in CHANNELS:
            self.api.group(*PEOPLE, channel_url=channel)
        self.now = 0
        self.type_of = dict.fromkeys(CHANNELS, "")
        self.mutes: dict[tuple[str, str], int] = {}
        """When the mutes end, by the person, and the channel or the custom type."""
        self.bans: dict[tuple[str, str], int] = {}
        self.out: set[tuple[str, str]] = set()

    def _end(self, seconds: int) -> int:
        return self.now + seconds if seconds > 0 else FOR_EVER

    def _lasts(self, rules: dict[tuple[str, str], int], person: str, place: str) -> bool:
        return rules.get((person, place), 0) > self.now

    def _forbidden(self, rules: dict[tuple[str, str], int], person: str, channel: str) -> bool:
        kind = self.type_of[channel]
        return self._lasts(rules, person, channel) or (kind != "" and self._lasts(rules, person, kind))

    def _put_out(self) -> None:
        """Who is banned from a type is put out of its channels, and does not come back by the end of the ban."""
        self.out |= {
            (person, channel)
            for channel, kind in self.type_of.items()
            for person in PEOPLE
            if kind and self._lasts(self.bans, person, kind)
        }

    @rule(person=people, kind=types, seconds=spans)
    def mute_in_type(self, person: str, kind: str, seconds: int) -> None:
        path = f"/applications/settings_by_channel_custom_type/{kind}/mute"
        self.api.post(path, user_ids=[person], seconds=seconds)
        self.mutes[person, kind] = self._end(seconds)

    @rule(person=people, kind=types)
    def unmute_in_type(self, person: str, kind: str) -> None:
        self.api.delete(f"/applications/settings_by_channel_custom_type/{kind}/mute", user_ids=[person])
        self.mutes.pop((person, kind), None)

    @rule(person=people, channel=channels, seconds=spans)
    def mute(self, person: str, channel: str, seconds: int) -> None:
        self.api.post(f"/group_channels/{channel}/mute", user_id=person, seconds=seconds)
        self.mutes[person, channel] = self._end(seconds)

    @rule(person=people, channel=channels)
    def unmute(self, person: str, channel: str) -> None:
        self.api.send("DELETE", f"/group_channels/{channel}/mute/{person}")
        self.mutes.pop((person, channel), None)

    @rule(person=people, kind=types, seconds=spans)
    def ban_from_type(self, person: str, kind: str, seconds: int) -> None:
        path = f"/applications/settings_by_channel_custom_type/{kind}/ban"
        self.api.post(path, banned_list=[{"user_id": person, "seconds": seconds}])
        self.bans[person, kind] = self._end(seconds)
        self._put_out()

    @rule(person=people, kind=types)
    def unban_from_type(self, person: str, kind: str) -> None:
        self.api.delete(f"/applications/settings_by_channel_custom_type/{kind}/ban", user_ids=[person])
        self.bans.pop((person, kind), None)

    @rule(person=people, channel=channels)
    def come_back(self, person: str, channel: str) -> None:
        status = self.api.send("POST", f"/group_channels/{channel}/invite", {"user_ids": [person]}).status
        if status == 200:
            assert not self._forbidden(self.bans, person, channel)
            self.out.discard((person, channel))

    @rule(channel=channels, kind=st.sampled_from(TYPES))
    def change_type(self, channel: str, kind: str) -> None:
        self.api.put(f"/group_channels/{channel}", custom_type=kind)
        self.type_of[channel] = kind
        self._put_out()

    @rule(seconds=st.sampled_from([1, 29, 31, 1000]))
    def turn_clock(self, seconds: int) -> None:
        self.api.app.clock.advance(seconds=seconds)
        self.now += seconds

    @invariant()
    def members_are_who_was_not_put_out_and_muted_are_whom_a_rule_mutes(self) -> None:
        for channel in CHANNELS:
            shown = self.api.get(f"/group_channels/{channel}/members", show_member_is_muted="true")["members"]
            expected = {person for person in PEOPLE if (person, channel) not in self.out}
            assert {member["user_id"] for member in shown} == expected
            for member in shown:
                muted = self._forbidden(self.mutes, member["user_id"], channel)
                assert member["is_muted"] is muted
                body = {"message_type": "MESG", "user_id": member["user_id"], "message": "hi"}
                answer = self.api.client(member["user_id"]).send("POST", f"/group_channels/{channel}/messages", body)
                assert (answer.status != 200) is muted


TestTypeRules = TypeRules.TestCase
TestTypeRules.settings = settings(max_examples=examples(40), stateful_step_count=15, deadline=None)
