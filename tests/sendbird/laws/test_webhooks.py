"""A law of webhooks: each change that has one sends it once, and nothing else sends any. A refusal tells nothing."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatmock.core.clock import MINUTE
from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.seeds import fill
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.webhooks.bodies import BODIES, NOT_CAUSED
from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.hook_facts import Fact, changes, seen, told
from tests.sendbird.laws.hook_stories import FEEDS, PEOPLE, WHOLE, Step, steps, ticking
from tests.sendbird.laws.world import empty

PREFERENCES = {"user:push_preference", "user:push_channel_preference"}
"""Told at each update, whether it changes anything or not."""
MODERATED = {
    *("profanity_filter:replace", "profanity_filter:block", "profanity_filter:moderate"),
    "alert:user_message_rate_limit_exceeded",
}
"""Told of things that leave no trace, or another one, too."""


class World:
    """An application of today with three people, a group channel and an open one, whose webhooks are read."""

    def __init__(self) -> None:
        self.api: Api = empty()
        self.app = self.api.app
        self.app.clock.freeze("2026-01-01T12:00:00")
        self.app.report = self.api.hub.broken.append
        fill(self.app, FEEDS)
        self.soon = 0
        self.sockets: dict[str, Connection] = {}
        for person in PEOPLE:
            self.api.user(person)
        self.api.group("alice", "bob", channel_url="lunch")
        self.api.open(channel_url="lobby")
        hook = {"url": "http://127.0.0.1:9/", "enabled_events": ["*"], "include_members": True}
        self.api.put("/applications/settings/webhook", enabled=True, **hook)

    def told(self) -> list[dict[str, Any]]:
        """What was posted, each by its schema."""
        found = []
        while (delivery := self.app.outbox.take()) is not None:
            body = json.loads(delivery.body)
            self.app.outbox.done(delivery, 200)
            assert schemas[BODIES[body["category"]]].check(body) == []
            found.append(body)
        return found

    def do(self, how: str, what: str, body: dict[str, Any] | None) -> None:
        method, _, by = how.partition(" by ")
        if how == "limit":
            self.app.limits.rates = {what: (1, 3600)}
        elif how in ("wait", "tick"):
            self.app.clock.advance(seconds=60 if how == "wait" else 1)
        elif method in ("POST", "PUT", "DELETE"):
            self.request(self.api.client(by) if by else self.api, method, what, body)
        else:
            self.speak(how, what, body or {})
        assert self.api.hub.broken == []

    def request(self, api: Api, method: str, path: str, body: dict[str, Any] | None) -> None:
        if "LAST" in path:
            channel = self.app.channel(path.partition("/messages")[0].rpartition("/")[2])
            last = next(channel.messages.down(), None) if channel is not None else None
            path = path.replace("LAST", str(last.message_id if last is not None else 0))
        if body and body.get("scheduled_at") == "SOON":  # at least five minutes ahead, and each at a minute of its own
            self.soon = max(self.soon, self.app.clock.now() + 5 * MINUTE) + MINUTE
            body = {**body, "scheduled_at": self.soon}
        if method == "DELETE":
            api.send(method, path, **(body or {}))
        else:
            api.send(method, path, body)

    def speak(self, command: str, who: str, body: dict[str, Any]) -> None:
        """Say something over the user's own socket, which is opened where there is none."""
        provider, hub = self.app.provider, self.api.hub
        if who not in self.app.users or not self.app.users[who].is_active:
            return
        socket = self.sockets.get(who)
        if socket is None or socket.closed:
            socket = self.sockets[who] = Connection()
            handshake = Request("GET", "/", f"ai={self.app.app_id}&user_id={who}&p=JS", {"Host": "127.0.0.1"})
            provider.connect(hub, handshake, socket)
        if command == "drop":
            socket.drop()
            provider.closed(hub, socket)
        else:
            provider.received(hub, socket, f"{command}{json.dumps(body)}\n")


def without_declined(facts: Counter[Fact]) -> Counter[Fact]:
    """Refusing an invitation leaves no trace that another end of it does not."""
    return Counter({fact: n for fact, n in facts.items() if fact[0] != "group_channel:decline_invite"})


@settings(deadline=None, max_examples=examples(80))
@given(steps)
@example(WHOLE)
def test_each_change_is_told_once_and_nothing_else(story: list[Step]) -> None:
    world = World()
    for how, what, body in ticking(story):
        before = seen(world.app)
        world.do(how, what, body)
        bodies, expected = world.told(), changes(before, seen(world.app))
        if what.startswith("/migration"):
            expected = Counter()  # nobody is told of messages of the past (docs)
        if " by " not in how:
            expected = Counter({fact: n for fact, n in expected.items() if not fact[0].startswith("operators:")})
        told_facts: Counter[Fact] = Counter()
        for one in bodies:
            if one["category"] not in PREFERENCES | MODERATED:
                told_facts.update(told(one))
        declined = Counter(one for one in told_facts if one[0] == "group_channel:decline_invite")
        assert without_declined(told_facts) == expected, (how, what, body)
        assert len(declined) == (what.endswith("/decline") and bool(declined))


def test_the_whole_story_tells_of_each_category() -> None:
    world, found = World(), set[str]()
    for step in ticking(WHOLE):
        world.do(*step)
        found |= {body["category"] for body in world.told()}
    assert found == BODIES.keys() - {*NOT_CAUSED}


@settings(deadline=None, max_examples=examples(30))
@given(steps, st.sets(st.sampled_from(sorted(BODIES)), max_size=4))
def test_nobody_hears_of_a_category_that_is_not_enabled(story: list[Step], wanted: set[str]) -> None:
    everything, some_of_it = World(), World()
    some_of_it.api.put("/applications/settings/webhook", enabled_events=sorted(wanted))
    for how, what, body in ticking(story):
        heard = []
        for world in (everything, some_of_it):
            world.do(how, what, body)
            heard.append(world.told())
        assert [one["category"] for one in heard[1]] == [
            one["category"] for one in heard[0] if one["category"] in wanted
        ]


def test_nobody_listens_while_webhooks_are_off() -> None:
    world = World()
    world.api.put("/applications/settings/webhook", enabled=False)
    assert world.app.webhook_listeners == []
    world.api.put("/applications/settings/webhook", enabled=True, enabled_events=["user:block"])
    assert [event for listeners in world.app.webhook_listeners for event in listeners] == ["user.blocked"]
