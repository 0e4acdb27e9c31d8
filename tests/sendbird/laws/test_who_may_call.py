"""An operation refuses every client that may not call it, at each of its addresses, and changes nothing."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.providers.sendbird.api import api as declared
from tests.sendbird.laws.state import state
from tests.sendbird.laws.world import populated

CALLS = {
    " ".join(filter(None, (o.method, o.path, o.fixed.get("channel_type"), o.auth))): o
    for o in declared.every()
    if o.method != "FRAME" and set(o.parameters) & set(declared.choices) == set(o.fixed)
}
USUAL = {name: operation for name, operation in CALLS.items() if not operation.auth}
OF_ACCOUNTS = [name for name, operation in CALLS.items() if operation.auth == "basic"]
"""The others are for those who have no session yet."""
UNAUTHORIZED, NOT_THE_SENDER, MUTED, BANNED = 400108, 900022, 900041, 900100
NO_TOKEN, NO_KEY = 400401, 400309
STRANGERS = {
    "": [("alice", UNAUTHORIZED)],
    "anybody": [],
    "self": [("bob", UNAUTHORIZED)],
    "member": [("carol", UNAUTHORIZED), ("dave", UNAUTHORIZED)],
    "operator": [("bob", UNAUTHORIZED), ("carol", UNAUTHORIZED)],
    "writer": [("carol", UNAUTHORIZED)],
    "sender": [("bob", MUTED)],
    "sender or operator": [("bob", NOT_THE_SENDER)],
}
"""Who may not call an operation, and why, where the path names alice, who operates both channels, and her message."""
IN_OPEN_CHANNELS = {
    **STRANGERS,
    "member": [],
    "writer": [("dave", BANNED)],
    "sender": [("bob", MUTED), ("dave", BANNED)],
}
"""They have no members; bob is muted in both channels, and dave is banned from both."""
BACKENDS = (
    "/announcement",
    "/applications",
    "/bots",
    "/emoji",
    "/export",
    "/migration",
    "/privacy",
    "/push/device_tokens",
    "/statistics",
)
OF_BACKENDS = {
    "create_user",
    "delete_user",
    "send_notification",
    "activate_user",
    "issue_session_token",
    "revoke_session_tokens",
    "start_typing_indicators",
    "stop_typing_indicators",
    "count_unread_messages",
    "list_reports",
    "list_reports_of_channel",
    "list_reports_of_message",
    "list_reports_of_user",
    "list_moderated_messages",
    "view_moderated_message",
    "ban_user_by_custom_types",
    "mute_user_by_custom_types",
    "operate_custom_types",
}
"""What clients may not do although it is about users and channels."""


def is_open(operation):
    return "open_channels" in (operation.fixed.get("channel_type"), *operation.path.split("/"))


def strangers(operation):
    return (IN_OPEN_CHANNELS if is_open(operation) else STRANGERS)[operation.by]


@pytest.fixture(scope="module")
def world():
    return populated()


@pytest.fixture(scope="module")
def clients(world):
    return {user_id: world.client(user_id) for user_id in ("alice", "bob", "carol", "dave")}


@pytest.fixture
def ask(world, request):
    """Calls an operation about alice, her channel and her message, with all that it needs; gives the answer's code."""
    operation = CALLS[request.node.callspec.params["name"]]
    channel = world.app.open_channels.get("lobby") if is_open(operation) else world.app.group_channels.get("lunch")
    [hers] = [message for message in channel.messages if message.user.user_id == "alice"]
    named = {"user_id": "alice", "channel_url": channel.channel_url, "message_id": str(hers.message_id)}
    path = operation.address
    for name in operation.parameters:
        path = path.replace(f"{{{name}}}", quote(operation.fixed.get(name, named.get(name, "alice"))))
    example = declared.schemas.documents[operation.accepts]["examples"][0] if operation.accepts else {}

    def asked(headers):
        before = state(world.app)
        answer = dispatch(world.hub, Request(operation.method, path, "", headers, json.dumps(example).encode()))
        assert state(world.app) == before
        return json.loads(answer.body)["code"]

    return asked


@pytest.mark.parametrize(("name", "stranger", "code"), [(n, *s) for n, o in USUAL.items() for s in strangers(o)])
def test_who_may_not_call_is_refused_and_changes_nothing(clients, ask, name, stranger, code):
    assert ask(clients[stranger].headers) == code


@pytest.mark.parametrize("name", USUAL)
def test_without_a_good_key_nobody_may_call_anything(ask, name):
    assert ask({}) == NO_TOKEN
    assert ask({"Session-Key": "chatmock.none"}) == NO_KEY


@pytest.mark.parametrize("name", OF_ACCOUNTS)
def test_a_session_key_is_no_account(clients, ask, name):
    assert ask({**clients["alice"].headers, "Authorization": "Basic nobody"}) == NO_TOKEN


def test_what_is_about_users_and_channels_says_who_may_call_it():
    silent = {o.name for o in USUAL.values() if not o.by and not o.path.startswith(BACKENDS)}
    assert silent == OF_BACKENDS


def test_a_word_that_nobody_checks_is_refused():
    with pytest.raises(ValueError, match="is for 'operator'; its provider knows anybody"):
        declared.refuse_unknown_callers(["anybody", "self", "member", "sender", "sender or operator", "writer"])
