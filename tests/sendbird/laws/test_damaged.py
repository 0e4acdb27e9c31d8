"""What loads, dumps to what loads: documents in which single values were changed, taken away or doubled."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.seeds import SeedError, fill, read
from chatmock.providers.sendbird.model import App
from chatmock.serving import new_hub, serve_defaults
from tests.lengths import examples
from tests.sendbird.conftest import Api
from tests.sendbird.laws.looks import look_at_everything
from tests.sendbird.laws.world import empty, lively, rich

Spot = tuple[str | int, ...]
NUMBERS = [-1, 0, 1, 1.0, 2.5, 2**53, 2**63 - 1, 2**63, -(2**63), 2**64, 10**30, 1e300, 320015525, 1482148700000]
OTHERS: list[Any] = [
    "",
    "x",
    "a\0\u2028",
    "\n",
    "1 minute ago",
    "in 9 weeks",
    "9" * 5000,
    "alice",
    "carol",
    None,
    True,
    [],
    {},
    ["x"],
]
values = st.sampled_from([*NUMBERS, *OTHERS, {"a": 1}, {"a": "b"}, [1], [{}]]) | st.integers() | st.text(max_size=9)
common = settings(deadline=None, max_examples=examples(250))


@cache
def whole(name: str) -> Any:
    """A document in which nothing is wrong: that of a seed as people write it, of its dump, of a rich tenant."""
    if name == "rich":
        return json.loads(json.dumps(rich()))
    api, seed = empty(), read("lunch")
    fill(api.app, seed)
    return seed.values if name == "seed" else json.loads(json.dumps(api.app.provider.dump(api.app)))


def spots(value: Any, at: Spot = ()) -> list[Spot]:
    """Where in a document something stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([at] if at else []), *(spot for key, inner in inside for spot in spots(inner, (*at, key)))]


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    document = deepcopy(whole(draw(st.sampled_from(["seed", "dump", "rich"]))))
    *way, last = draw(st.sampled_from(spots(document)))
    holder: Any = document
    for step in way:
        holder = holder[step]
    how = draw(st.sampled_from(["change", "change", "remove", "double"]))
    if how == "change":
        holder[last] = deepcopy(draw(values))
    elif how == "remove":
        del holder[last]
    elif isinstance(holder, list) and isinstance(last, int):
        holder.insert(last, deepcopy(holder[last]))
    return document


def loaded(document: Any) -> Api | None:
    """An application filled from a document; None where that is refused, in sentences that are not too long."""
    api = empty()
    try:
        fill(api.app, deepcopy(document))
    except SeedError as reason:
        said = str(reason).split("\n")
    else:
        return api
    assert all(": " in line and len(line) < 1500 for line in said)
    return None


@common
@given(damaged())
def test_what_loads_dumps_to_what_loads_to_the_same(document):
    if (api := loaded(document)) is None:
        return
    first = api.app.provider.dump(api.app)
    again = loaded(json.loads(json.dumps(first)))
    assert again is not None
    assert again.app.provider.dump(again.app) == first
    assert look_at_everything(api) == []


@settings(deadline=None, max_examples=examples(100))
@given(damaged())
def test_a_state_that_is_put_back_is_taken_or_refused_and_never_fails(document):
    hub = new_hub(strict=True)
    serve_defaults(hub, {})
    body = json.dumps(document).encode()
    asked = Request("PUT", "/_chatmock/state", "", {"Host": "localhost", "Content-Type": "application/json"}, body)
    answer = dispatch(hub, asked)
    assert answer.status in (200, 400), answer.body
    assert hub.broken == []
    assert len(answer.body) < 30_000


def test_looking_changes_nothing_that_is_saved():
    api = lively()
    api.hub.strict = False
    before = api.app.provider.dump(api.app)
    look_at_everything(api)
    assert api.app.provider.dump(api.app) == before


def test_whatever_a_back_end_may_say_is_loaded_again():
    api = empty()
    for user in ("a", "b", "c"):
        api.user(user)
    channel = api.group("a", "b", "c")
    for user, number in (("a", -(2**63)), ("b", 2**64 - 1), ("c", 0)):
        api.app.users[user].last_seen_at = number  # of a seed
    api.post("/users/a/token", expires_at=2**64 - 1)
    api.put("/applications/settings_global", message_retention_hours=0)
    api.post(f"/group_channels/{channel}/ban", user_id="b", seconds=2**31 - 1)
    api.post(f"/group_channels/{channel}/metacounter", metacounter={"a": 2**63 - 1, "b": 1 - 2**63})
    api.say("a", channel, sorted_metaarray=[{"key": "k", "value": ["v"], "more": 1}])
    first = api.app.provider.dump(api.app)
    assert isinstance(api.app, App)
    assert (again := loaded(first)) is not None
    assert again.app.provider.dump(again.app) == first
