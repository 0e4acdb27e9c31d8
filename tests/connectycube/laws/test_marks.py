"""Unread counts, read and delivered marks, and what is seen: each against a recount of everything that was done."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chatmock.core.seeds import fill
from tests.connectycube.conftest import Api, new_api
from tests.lengths import examples

WHO = st.integers(0, 2)
WHICH = st.integers(0, 99)


class Said:
    """A message as a naive model has it."""

    def __init__(self, number: int, sender: int, at: int) -> None:
        self.key = (at, number)
        self.sender = sender
        self.read = {sender}
        self.delivered = {sender}
        self.hidden: set[int] = set()


class Marks(RuleBasedStateMachine):
    """Three people in a group, beside plain sets of who has read and hidden what."""

    @initialize()
    def begin(self) -> None:
        api = new_api()
        self.people = [api.user(name) for name in ("ann", "bob", "cy")]
        self.dialog = self.people[0].group(*self.people[1:])
        self.said: dict[str, Said] = {}
        self.number = 0

    def _pick(self, which: int) -> str:
        return list(self.said)[which % len(self.said)] if self.said else "none"

    @rule(who=WHO, at=st.integers(-3, 3))
    def say(self, who: int, at: int) -> None:
        app, person = self.people[who].app, self.people[who]
        self.number += 1
        dialog, sender = app.dialogs.get(self.dialog), app.users.rows[person.id]
        assert dialog is not None
        message = app.messages.say(dialog, sender, f"m{self.number}", date_sent=app.clock.seconds() + at)
        self.said[message.id] = Said(self.number, who, message.date_sent)

    @rule(who=WHO, which=WHICH, delivered=st.booleans())
    def mark(self, who: int, which: int, delivered: bool) -> None:
        message_id = self._pick(which)
        body = {"delivered": 1} if delivered else {"read": 1}
        answer = self.people[who].send("PUT", f"/chat/Message/{message_id}", body)
        if answer.refusal is None:
            said = self.said[message_id]
            said.delivered.add(who)
            said.read |= set() if delivered else {who}

    @rule(who=WHO, delivered=st.booleans())
    def mark_all(self, who: int, delivered: bool) -> None:
        body = {"delivered": 1} if delivered else {"read": 1}
        self.people[who].put("/chat/Message", chat_dialog_id=self.dialog, **body)
        for said in self.said.values():
            if who not in said.hidden:
                said.delivered.add(who)
                said.read |= set() if delivered else {who}

    @rule(who=WHO, skip=st.integers(0, 4), limit=st.integers(0, 4), newest=st.booleans())
    def read_a_page(self, who: int, skip: int, limit: int, newest: bool) -> None:
        order = {"sort_desc": "date_sent"} if newest else {}
        query = {"chat_dialog_id": self.dialog, "skip": skip, "limit": limit, **order}
        found = [message["_id"] for message in self.people[who].get("/chat/Message", **query)["items"]]
        assert found == self._seen(who, newest)[skip : skip + limit]
        for message_id in found:
            self.said[message_id].read.add(who)
            self.said[message_id].delivered.add(who)

    @rule(who=WHO, which=WHICH, force=st.booleans())
    def remove(self, who: int, which: int, force: bool) -> None:
        message_id = self._pick(which)
        query = {"force": 1} if force else {}
        done = self.people[who].delete(f"/chat/Message/{message_id}", **query)["SuccessfullyDeleted"]["ids"]
        may = message_id in self.said and who not in self.said[message_id].hidden
        may = may and (not force or who in (0, self.said[message_id].sender))
        assert bool(done) == may
        if done and force:
            del self.said[message_id]
        elif done:
            self.said[message_id].hidden.add(who)

    @rule(who=WHO)
    def clear(self, who: int) -> None:
        self.people[who].delete(f"/chat/Dialog/clearHistory/{self.dialog}")
        for said in self.said.values():
            said.hidden.add(who)

    @rule()
    def load_what_was_dumped(self) -> None:
        """The same state in another application: everything goes on there."""
        before = self.people[0].app
        dumped = before.provider.dump(before)
        api = new_api(before.app_id)
        fill(api.app, dumped)
        assert api.app.provider.dump(api.app) == dumped
        self.people = [Api(api.hub, api.app, one.token, one.id) for one in self.people]

    def _seen(self, who: int, newest: bool = False) -> list[str]:
        rows = sorted((said.key, message_id) for message_id, said in self.said.items() if who not in said.hidden)
        return [message_id for _, message_id in (rows[::-1] if newest else rows)]

    @invariant()
    def counts_and_marks_are_those_of_a_recount(self) -> None:
        for who, person in enumerate(self.people):
            seen = self._seen(who)
            assert person.unread() == sum(who not in self.said[message_id].read for message_id in seen)
            shown = person.get("/chat/Message", chat_dialog_id=self.dialog, mark_as_read=0)["items"]
            assert [message["_id"] for message in shown] == seen
            for message in shown:
                said = self.said[message["_id"]]
                assert {one.id for n, one in enumerate(self.people) if n in said.read} == set(message["read_ids"])
                assert {one.id for n, one in enumerate(self.people) if n in said.delivered} == set(
                    message["delivered_ids"]
                )
            count = person.get("/chat/Message", chat_dialog_id=self.dialog, count=1)["items"]["count"]
            last = person.get("/chat/Dialog")["items"][0]["last_message_id"]
            assert (count, last) == (len(seen), seen[-1] if seen else None)


TestMarks = Marks.TestCase
TestMarks.settings = settings(max_examples=examples(60), stateful_step_count=25, deadline=None)
