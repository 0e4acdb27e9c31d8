"""A refusal leaves the state exactly as it was."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.operation import Operation
from chatmock.providers.sendbird.api import api as declared
from tests.lengths import examples
from tests.sendbird.laws.state import state
from tests.sendbird.laws.world import PEOPLE, empty, populated

_ENDS_THE_TENANT = {"delete_application"}
OPERATIONS = sorted(
    (o for o in declared.operations.values() if o.auth == "" and o.name not in _ENDS_THE_TENANT), key=lambda o: o.name
)
USERS = st.sampled_from([*PEOPLE, "hal", "nobody"])
CHANNELS = st.sampled_from(["lunch", "lobby", "pair", "nowhere"])
KEYS = st.sampled_from(["a", "b", "c", "a,b"])
SAID = [
    str(message["message_id"])
    for path in ("/group_channels/lunch/messages", "/open_channels/lobby/messages")
    for message in populated().get(path, message_ts=0)["messages"]
]
"""Ids of the messages there are: the same in every world, since all that looks random comes from the tenant's seed."""
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "user_id": USERS,
    "target_id": USERS,
    "user_ids": st.lists(USERS, max_size=3),
    "operators": st.lists(USERS, max_size=2),
    "channel_url": CHANNELS,
    "target_channel_url": CHANNELS,
    "files": st.just({"url": "http://x.test/a"}),
    "sorted_metaarray": st.just([{"key": "a", "value": ["b"]}]),
    "message_id": st.sampled_from([*SAID, "1", "x"]),
    "message": st.sampled_from(["hi", "hello"]),
    "key": KEYS,
    "metadata": st.dictionaries(KEYS, st.just("1"), max_size=2),
    "metacounter": st.dictionaries(KEYS, st.sampled_from([1, -1, 2**63 - 1]), max_size=2),
    "token_type": st.sampled_from(["gcm", "apns", "fax"]),
    "custom_type": st.sampled_from(["", "food", "other"]),
    "url": st.sampled_from(["", "http://x.test/a"]),
    "message_ts": st.just(0),
    "thumbnails": st.just([]),
    "parent_message_id": st.just(0),
}
ANYTHING: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, -1, 3.5, "", "a", "hi", "x" * 3000, [], ["a"], {}, {"a": 1}, 2**64]
)
ALWAYS = {"user_id", "message", "url", "value", "gcm_reg_token", "message_ts"}
"""What is given wherever it can be: without it hardly a message would be sent."""
BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "string": st.sampled_from(["a", "hi", ""]),
    "integer": st.sampled_from([0, 1, 60]),
    "boolean": st.booleans(),
    "array": st.lists(USERS, max_size=2),
    "object": st.just({}),
}


@st.composite
def requests(draw: st.DrawFn) -> tuple[Operation, str, dict[str, Any]]:
    """A request to any operation, about things that mostly exist; of the right types, or with one field spoiled."""
    operation = draw(st.sampled_from(OPERATIONS))
    kind = (
        draw(st.sampled_from(["open", "group"]))
        if "{channel_type}" in operation.path
        else operation.path[1:].split("_")[0]
    )
    path = operation.path.replace("{channel_type}", f"{kind}_channels")
    channels = {"open": ["lobby", "lobby", "nowhere"], "group": ["lunch", "pair", "nowhere"]}.get(kind)
    for name in operation.parameters:
        found = draw(BY_NAME.get(name, USERS if "user" in name else st.sampled_from(["a", "gcm"])))
        if name == "channel_url" and channels is not None:
            found = draw(st.sampled_from(channels))
        path = path.replace(f"{{{name}}}", quote(str(found), safe=""))
    schema = declared.schemas.documents[operation.accepts] if operation.accepts else {}
    body: dict[str, Any] = {}
    for name, rule in schema.get("properties", {}).items():
        if name in schema.get("required", ()) or name in ALWAYS or draw(st.integers(0, 3)) == 3:
            kind = str(rule.get("type", ""))
            by_type: st.SearchStrategy[Any] = (
                st.sampled_from(rule["enum"]) if "enum" in rule else BY_TYPE.get(kind, ANYTHING)
            )
            body[name] = draw(BY_NAME.get(name, by_type))
    if draw(st.booleans()) and body:
        body[draw(st.sampled_from(sorted(body)))] = draw(ANYTHING)
    return operation, path, body


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(requests(), min_size=1, max_size=8))
def test_a_refused_request_changes_nothing(asked):
    api = populated()
    before = state(api.app)
    for operation, path, body in asked:
        if operation.method in ("GET", "DELETE"):
            query = {name: value for name, value in body.items() if not isinstance(value, dict)}
            answer = api.send(operation.method, path, **query)
        else:
            answer = api.send(operation.method, path, body)
        after = state(api.app)
        assert answer.status == 200 or after == before, (operation, path, body, answer)
        before = after


def test_the_state_that_is_compared_is_all_of_it():
    api = empty()
    before = state(api.app)
    api.user("alice")
    assert state(api.app) != before


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/users/alice", {"nickname": "Al"}),
        ("PUT", "/group_channels/lunch/hide", {"user_id": "bob"}),
        ("PUT", "/group_channels/lunch/messages/mark_as_read", {"user_id": "bob"}),
        ("PUT", "/open_channels/lobby/metacounter/a", {"value": 7}),
        ("PUT", "/open_channels/lobby/freeze", {"freeze": True}),
        ("DELETE", "/users/alice/block/carol", None),
        ("PUT", "/applications/settings_global", {"message_retention_hours": 7}),
    ],
)
def test_what_is_done_shows_in_the_state(method, path, body):
    api = populated()
    before = state(api.app)
    assert api.send(method, path, body).status == 200
    assert state(api.app) != before


def test_looking_at_a_state_twice_shows_the_same():
    api = populated()
    assert state(api.app) == state(api.app)
