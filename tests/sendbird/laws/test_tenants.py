"""Laws of a tenant as a whole: reset, snapshots, isolation, faults, replay."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.faults import Fault
from chatmock.core.seeds import fill
from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.doings import Doing, doings, people
from tests.sendbird.laws.state import state
from tests.sendbird.laws.world import PEOPLE, empty

NOON = 1_482_148_800_000
LISTS = {
    "/users": "users",
    "/group_channels": "channels",
    "/open_channels": "channels",
    "/bots": "bots",
    "/applications/settings_by_channel_custom_type": "channel_custom_type_settings",
}
common = settings(deadline=None, max_examples=examples(60))


def world() -> Api:
    """Three people in a channel, in a clock that stands."""
    api = empty()
    api.app.clock.freeze(NOON)
    for person in PEOPLE[:3]:
        api.user(person)
    api.group("alice", "bob", channel_url="lunch")
    api.open(channel_url="lobby")
    return api


def do(api: Api, doing: Doing) -> int:
    method, path, body = doing
    return api.send(method, path, body).status


def seen(api: Api) -> list[Any]:
    """What a client of the application sees of it."""
    shown: list[Any] = [api.walk(path, key) for path, key in LISTS.items()]
    for person in PEOPLE:
        shown.append(orjson.loads(api.send("GET", f"/users/{person}").body))
        shown.append(
            orjson.loads(
                api.send("GET", f"/users/{person}/my_group_channels", show_empty="true", show_member="true").body
            )
        )
        shown.append(orjson.loads(api.send("GET", f"/users/{person}/block").body))
    for channel in api.walk("/group_channels", "channels"):
        path = f"/group_channels/{channel['channel_url']}"
        shown += [api.get(f"{path}/{rest}") for rest in ("metadata", "metacounter", "members")]
        shown.append(api.get(f"{path}/messages", message_ts=0, prev_limit=200))
    return shown


@common
@given(doings)
def test_a_reset_tenant_is_a_new_one(steps):
    api = world()
    for step in steps:
        do(api, step)
    old = api.app
    reset = api.hub.renew(old)
    assert state(reset) == state(api.hub.add(api.hub.fresh(old)))
    assert old.clock.next_timer() is None


@common
@given(doings, doings)
def test_restoring_a_snapshot_brings_everything_back(first, then):
    api = world()
    for step in first:
        do(api, step)
    mark, before = api.app.provider.dump(api.app), seen(api)
    for step in then:
        do(api, step)
    restored = Api(api.hub, api.hub.renew(api.app, [mark]))  # type: ignore[arg-type]
    assert restored.app.provider.dump(restored.app) == mark
    assert seen(restored) == before


@common
@given(doings, doings)
def test_a_restored_tenant_goes_on_as_the_first_one_would(first, then):
    api = world()
    for step in first:
        do(api, step)
    fork = api.hub.provider("sendbird").create("fork", api_token="fork", seed=api.app.seed)
    fill(fork, api.app.provider.dump(api.app))
    other = Api(api.hub, api.hub.add(fork))  # type: ignore[arg-type]
    for step in then:
        assert do(api, step) == do(other, step)
    assert _without_names(other.app.provider.dump(other.app)) == _without_names(api.app.provider.dump(api.app))


def _without_names(document: dict[str, Any]) -> dict[str, Any]:
    return {**document, "application": {**document["application"], "name": ""}}


@common
@given(doings)
def test_two_tenants_share_nothing(steps):
    api = world()
    other = api.hub.add(api.hub.provider("sendbird").create("other", api_token="other"))
    other.clock.freeze(NOON)
    before = state(other)
    for step in steps:
        do(api, step)
    assert state(other) == before


@common
@given(doings, st.data())
def test_a_fault_before_the_effect_leaves_none_and_one_after_it_leaves_just_that(steps, data):
    hit = data.draw(st.integers(0, len(steps) - 1))
    plain, before, after = world(), world(), world()
    for step in steps[:hit]:
        for api in (plain, before, after):
            do(api, step)
    untouched = _apart_from_faults(before)
    before.app.faults.add(Fault("*", code=500901))
    after.app.faults.add(Fault("*", code=500901, phase="after"))
    assert do(before, steps[hit]) == 500
    assert _apart_from_faults(before) == untouched
    status = do(plain, steps[hit])
    assert do(after, steps[hit]) == (500 if status == 200 else status)
    after.app.faults.clear()
    assert _apart_from_faults(after) == _apart_from_faults(plain)


def _apart_from_faults(api: Api) -> list[Any]:
    state(api.app)  # the first walk makes the tables' orders, and so changes how the objects are numbered
    return [part for part in state(api.app) if part[0] != "Faults"]


@common
@given(doings)
def test_a_journal_replayed_on_a_new_tenant_gives_the_same_journal(steps):
    api = world()
    for step in steps:
        do(api, step)
    again = empty()
    again.app.clock.freeze(NOON)
    for entry in api.app.journal:
        if entry.kind == "request":
            again.send(entry.method, entry.path.removeprefix("/v3"), entry.body or None)
    assert _bytes(again) == _bytes(api)


def _bytes(api: Api) -> bytes:
    return orjson.dumps([entry.shown() for entry in api.app.journal])


@common
@given(people)
def test_ids_and_tokens_come_from_the_seed(person):
    made = [world(), world()]
    answers = [
        api.send("POST", "/users", {"user_id": person, "nickname": "", "issue_access_token": True}).body for api in made
    ]
    assert answers[0] == answers[1]
