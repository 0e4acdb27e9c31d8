"""A law of webhooks: each change that has one sends it once, and nothing else sends any. A refusal tells nothing."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.webhooks.bodies import BODIES
from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.doings import doing, words
from tests.sendbird.laws.hook_facts import Fact, changes, seen, told
from tests.sendbird.laws.world import empty

PEOPLE = ("alice", "bob", "carol")
PREFERENCES = {"user:push_preference", "user:push_channel_preference"}
"""Told at each update, whether it changes anything or not."""
MODERATED = {"profanity_filter:replace", "profanity_filter:block", "alert:user_message_rate_limit_exceeded"}
people = st.sampled_from([*PEOPLE, "alice", "bob", "nobody"])
some = st.lists(people, max_size=2)
groups, rooms = st.sampled_from(["lunch", "lunch", "lunch", "pair"]), st.sampled_from(["lobby", "lobby", "missing"])
kinds = st.sampled_from(["group_channels", "open_channels"])
either = st.one_of(groups, rooms)
keys = st.sampled_from(["tea", "cake"])


def to(method: str, path: str, *parts: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> Any:
    return st.tuples(st.just(method), st.tuples(*parts).map(lambda p: path.format(*p)), st.fixed_dictionaries(body))


def frame(command: str, channel: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> Any:
    """A command of somebody's socket."""
    said = st.fixed_dictionaries({"channel_url": channel, "req_id": st.just("1"), **body})
    return st.tuples(st.just(command), people, said)


message = "messages/LAST"
"""The last message of a channel."""
more = st.one_of(
    to("PUT", "/{}/{}/" + message, kinds, either, message_type=st.just("MESG"), message=words),
    to("DELETE", "/{}/{}/" + message, kinds, either),
    to("POST", "/group_channels/{}/" + message + "/reactions", groups, user_id=people, reaction=keys),
    to("DELETE", "/group_channels/{}/" + message + "/reactions", groups, user_id=people, reaction=keys),
    to("POST", "/group_channels/{}/" + message + "/translation", groups, target_langs=st.just(["de"])),
    to("PUT", "/group_channels/{}/freeze", groups, freeze=st.booleans()),
    to("PUT", "/group_channels/{}", groups, name=words, is_super=st.booleans(), access_code=words),
    to("POST", "/group_channels/{}/ban", groups, user_id=people, seconds=st.integers(1, 3)),
    to("POST", "/group_channels/{}/mute", groups, user_id=people, seconds=st.integers(1, 3)),
    to("DELETE", "/group_channels/{}/ban/{}", groups, people),
    to("PUT", "/users/{}/channel_invitation_preference", people, auto_accept=st.booleans()),
    to("PUT", "/group_channels/{}/accept", groups, user_id=people),
    to("PUT", "/group_channels/{}/decline", groups, user_id=people),
    to("DELETE", "/users/{}/block/{}", people, people),
    to("DELETE", "/users/{}/push", people),
    to("PUT", "/users/{}/push_preference", people, push_trigger_option=st.just("off")),
    to("PUT", "/users/{}/push_preference/{}", people, groups, enable=st.booleans()),
    to("PUT", "/users/{}/mark_as_read_all", people),
    to("POST", "/report/users/{}", people, report_category=st.just("spam"), reporting_user_id=people),
    to("POST", "/report/{}/{}", kinds, either, report_category=st.just("spam")),
    to("POST", "/migration/{}", groups, messages=st.just([{"user_id": "bob", "timestamp": 1, "message": "old"}])),
    to("POST", "/{}/{}/operators", kinds, either, operator_ids=some),
    to("PUT", "/group_channels/{}/leave", groups, user_ids=some, should_remove_operator_status=st.booleans()),
)
sockets = st.one_of(
    frame("MESG", either, message=words),
    frame("FILE", either, url=words),
    frame("READ", groups),
    frame("ENTR", rooms),
    frame("EXIT", rooms),
    frame("TPST", groups),
    frame("MEDI", groups, msg_id=st.just(1), message=words),
    st.tuples(st.just("drop"), people, st.just({})),
)
steps = st.lists(st.one_of(doing, more, more, more, sockets), min_size=10, max_size=30)
SAID = {"message_type": "MESG", "user_id": "bob", "message": "hi"}
LUNCH, LOBBY = "/group_channels/lunch", "/open_channels/lobby"
WHOLE: list[tuple[str, str, dict[str, Any] | None]] = [
    ("PUT", "/users/carol/channel_invitation_preference", {"auto_accept": False}),
    ("POST", f"{LUNCH}/invite", {"user_ids": ["carol"]}),
    ("PUT", f"{LUNCH}/decline", {"user_id": "carol"}),
    ("POST", f"{LUNCH}/invite", {"user_ids": ["carol"]}),
    ("PUT", f"{LUNCH}/accept", {"user_id": "carol"}),
    ("POST", f"{LUNCH}/messages", SAID),
    ("PUT", f"{LUNCH}/messages/mark_as_read", {"user_id": "alice"}),
    ("POST", f"{LUNCH}/messages/LAST/reactions", {"user_id": "bob", "reaction": "tea"}),
    ("DELETE", f"{LUNCH}/messages/LAST/reactions", {"user_id": "bob", "reaction": "tea"}),
    ("PUT", f"{LUNCH}/messages/LAST", {"message_type": "MESG", "message": "ho"}),
    ("POST", f"/report{LUNCH}/messages/LAST", {"report_category": "spam", "reporting_user_id": "alice"}),
    ("DELETE", f"{LUNCH}/messages/LAST", None),
    ("POST", f"/report{LUNCH}", {"report_category": "spam"}),
    ("MESG", "alice", {"channel_url": "lunch", "message": "hi", "req_id": "1"}),
    ("ENTR", "alice", {"channel_url": "lobby", "req_id": "1"}),
    ("POST", f"{LOBBY}/messages", SAID),
    ("PUT", f"{LOBBY}/messages/LAST", {"message_type": "MESG", "message": "ho"}),
    ("DELETE", f"{LOBBY}/messages/LAST", None),
    ("POST", f"{LOBBY}/ban", {"user_id": "alice", "seconds": 3}),
    ("ENTR", "bob", {"channel_url": "lobby", "req_id": "1"}),
    ("drop", "bob", {}),
    ("POST", "/users/alice/block", {"target_id": "bob"}),
    ("DELETE", "/users/alice/block/bob", None),
    ("POST", "/users/alice/push/gcm", {"gcm_reg_token": "a"}),
    ("DELETE", "/users/alice/push", None),
    ("PUT", LUNCH, {"name": "tea"}),
    ("PUT", f"{LUNCH}/freeze", {"freeze": True}),
    ("POST", f"{LUNCH}/mute", {"user_id": "bob"}),
    ("POST", f"{LUNCH}/ban", {"user_id": "bob", "seconds": 3}),
    ("PUT", "/users/carol", {"is_active": False}),
    ("DELETE", LUNCH, None),
    ("DELETE", LOBBY, None),
    ("POST", "/group_channels", {"user_ids": ["alice", "bob"]}),
    ("POST", "/open_channels", {"channel_url": "lobby"}),
]
"""A story in which every kind of fact has its turn."""


class World:
    """An application of today with three people, a group channel and an open one, whose webhooks are read."""

    def __init__(self) -> None:
        self.api: Api = empty()
        self.app = self.api.app
        self.app.clock.freeze("2026-01-01T12:00:00")
        self.app.report = self.api.hub.broken.append
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
        self.app.clock.advance(seconds=1)
        if how in ("POST", "PUT", "DELETE"):
            self.request(how, what, body)
        else:
            self.speak(how, what, body or {})
        assert self.api.hub.broken == []

    def request(self, method: str, path: str, body: dict[str, Any] | None) -> None:
        if "LAST" in path:
            channel = self.app.channel(path.partition("/messages")[0].rpartition("/")[2])
            last = next(channel.messages.down(), None) if channel is not None else None
            path = path.replace("LAST", str(last.message_id if last is not None else 0))
        if method == "DELETE":
            self.api.send(method, path, **(body or {}))
        else:
            self.api.send(method, path, body)

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
def test_each_change_is_told_once_and_nothing_else(story: list[tuple[str, str, dict[str, Any] | None]]) -> None:
    world = World()
    for how, what, body in story:
        before = seen(world.app)
        world.do(how, what, body)
        bodies, expected = world.told(), changes(before, seen(world.app))
        if what.startswith("/migration"):
            expected = Counter()  # nobody is told of messages of the past (docs)
        told_facts: Counter[Fact] = Counter()
        for one in bodies:
            if one["category"] not in PREFERENCES | MODERATED:
                told_facts.update(told(one))
        declined = Counter(one for one in told_facts if one[0] == "group_channel:decline_invite")
        assert without_declined(told_facts) == expected, (how, what, body)
        assert len(declined) == (what.endswith("/decline") and bool(declined))


@settings(deadline=None, max_examples=examples(30))
@given(steps, st.sets(st.sampled_from(sorted(BODIES)), max_size=4))
def test_nobody_hears_of_a_category_that_is_not_enabled(
    story: list[tuple[str, str, dict[str, Any] | None]], wanted: set[str]
) -> None:
    everything, some_of_it = World(), World()
    some_of_it.api.put("/applications/settings/webhook", enabled_events=sorted(wanted))
    for how, what, body in story:
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
    assert [event for event, _ in world.app.webhook_listeners] == ["user.blocked"]
