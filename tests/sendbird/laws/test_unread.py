"""Unread is what a recount of the log says: others' messages after the place one has read up to, silent ones apart."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.lengths import examples
from tests.sendbird.laws.world import empty

PEOPLE = ["alice", "bob", "carol"]
SOMEBODY = st.sampled_from(PEOPLE)


@dataclass
class Said:
    """One message of the log."""

    message_id: int
    at: int
    sender: str
    silent: bool


class Unread(RuleBasedStateMachine):
    """A channel where people talk, read, come and go, beside a log and the times they have read up to."""

    @initialize(still=st.booleans())
    def begin(self, still: bool) -> None:
        self.api = empty()
        for person in PEOPLE:
            self.api.user(person)
        if still:
            self.api.app.clock.freeze()
        self.channel = self.api.group("alice", "bob")
        self.log: list[Said] = []
        self.read = {"alice": 0, "bob": 0}
        """By member, the last message that is read; messages are told apart by their ids, which grow as time does."""

    @property
    def newest(self) -> int:
        return max((said.message_id for said in self.log), default=0)

    @property
    def path(self) -> str:
        return f"/group_channels/{self.channel}"

    @rule(sender=SOMEBODY, silent=st.booleans(), mark=st.booleans())
    def say(self, sender: str, silent: bool, mark: bool) -> None:
        body = {"message_type": "MESG", "user_id": sender, "message": "hi", "is_silent": silent, "mark_as_read": mark}
        if sender not in self.read:
            assert self.api.refusal("POST", f"{self.path}/messages", body)[0] == 400108
            return
        sent = self.api.post(f"{self.path}/messages", **body)
        self.log.append(Said(sent["message_id"], sent["created_at"], sender, silent))
        if mark:
            self.read[sender] = sent["message_id"]

    @rule(silent=st.booleans())
    def announce(self, silent: bool) -> None:
        sent = self.api.post(f"{self.path}/messages", message_type="ADMM", message="news", is_silent=silent)
        self.log.append(Said(sent["message_id"], sent["created_at"], "", silent))

    @rule(reader=SOMEBODY, everywhere=st.booleans())
    def mark(self, reader: str, everywhere: bool) -> None:
        if everywhere:
            self.api.put(f"/users/{reader}/mark_as_read_all")
        elif reader in self.read:
            self.api.put(f"{self.path}/messages/mark_as_read", user_id=reader)
        if reader in self.read:
            self.read[reader] = max(self.read[reader], self.newest)

    @precondition(lambda self: self.log)
    @rule(reader=SOMEBODY, index=st.integers(0, 99))
    def mark_up_to(self, reader: str, index: int) -> None:
        said = self.log[index % len(self.log)]
        if reader in self.read:
            self.api.put(f"{self.path}/messages/mark_as_read", user_id=reader, timestamp=said.at)
            self.read[reader] = max(self.read[reader], said.message_id)

    @rule(person=SOMEBODY)
    def join(self, person: str) -> None:
        self.api.post(f"{self.path}/invite", user_ids=[person])
        self.read.setdefault(person, self.newest)

    @rule(person=SOMEBODY)
    def leave(self, person: str) -> None:
        self.api.put(f"{self.path}/leave", user_ids=[person])
        self.read.pop(person, None)

    @precondition(lambda self: self.log)
    @rule(index=st.integers(0, 99))
    def delete(self, index: int) -> None:
        said = self.log.pop(index % len(self.log))
        self.api.delete(f"{self.path}/messages/{said.message_id}")

    @invariant()
    def the_counts_are_those_of_a_recount(self) -> None:
        expected = {person: self.recount(person) for person in PEOPLE}
        assert self.api.get(f"{self.path}/messages/unread_count", user_ids=PEOPLE) == {"unread": expected}
        assert {person: self.api.unread(person) for person in PEOPLE} == expected
        last = self.api.get(self.path)["last_message"]
        loud = [said.message_id for said in self.log if not said.silent]
        assert (last["message_id"] if last else None) == (loud[-1] if loud else None)

    def recount(self, person: str) -> int:
        if person not in self.read:
            return 0
        place = self.read[person]
        return sum(said.message_id > place and said.sender != person and not said.silent for said in self.log)


TestUnread = Unread.TestCase
TestUnread.settings = settings(max_examples=examples(40), stateful_step_count=30, deadline=None)
