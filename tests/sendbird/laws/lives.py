"""What happens to a tenant of Sendbird, for the laws of all providers: how it begins, what is asked, who connects."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hypothesis import strategies as st

from chatmock.core.application import Application
from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from tests.sendbird.laws.doings import Doing, doing, groups, people, some, words
from tests.sendbird.laws.world import rich

APP = "life"
KEY = "token of a life"
HEADERS = {"Api-Token": KEY}
PREFIX = "/v3/"
SETTINGS = {"webhook": {"url": "http://127.0.0.1:9/", "enabled_events": ["*"], "include_members": True}}
"""Webhooks are sent where nobody listens: they wait to be tried again."""
_COMMANDS = ("MESG", "READ", "TPST", "ENTR", "MACK", "PING", "NONE")


@cache
def _rich() -> str:
    return json.dumps(rich())


def document() -> dict[str, Any]:
    """What a tenant begins with."""
    found: dict[str, Any] = json.loads(_rich())
    found["application"] = {"api_token": KEY}
    return found


def _to(path: str, *parts: st.SearchStrategy[str], **body: st.SearchStrategy[Any]) -> st.SearchStrategy[Doing]:
    filled = st.tuples(*parts).map(lambda found: path.format(*found))
    return st.tuples(st.just("POST"), filled, st.fixed_dictionaries(body))


rare = _to(
    "/group_channels/{}/messages",
    groups,
    message_type=st.just("MESG"),
    user_id=people,
    message=words,
    mentioned_user_ids=some,
    poll_id=st.sampled_from([1, 0, None]),
    dedup_id=st.none() | words,
)
more = st.one_of(
    rare,
    _to("/polls", title=words, options=st.lists(words, max_size=2), created_by=people),
    _to("/report/users/{}", people, report_category=st.just("spam"), reporting_user_id=people),
    _to("/users/{}/token", people),
    _to("/applications/api_tokens"),
    _to("/migration/{}", groups, messages=st.just([{"user_id": "bob", "timestamp": 1, "message": "old"}])),
    _to(
        "/bots",
        bot_userid=words,
        bot_nickname=words,
        bot_callback_url=st.just("http://127.0.0.1:9/"),
        is_privacy_mode=st.just(False),
    ),
)
asked = st.one_of(doing, more).map(lambda one: (one[0], f"/v3{one[1]}", one[2]))
"""Requests: method, path and body."""


def connect(hub: Hub, application: Application) -> None:
    """Two clients come, say something, and one of them goes."""
    for who in ("alice", "bob"):
        connection = Connection()
        query = f"ai={application.app_id}&user_id={who}"
        application.provider.connect(hub, Request("GET", "/", query, {"Host": "127.0.0.1"}), connection)
        for command in _COMMANDS:
            said = {
                "channel_url": "lobby" if command == "ENTR" else "lunch",
                "message": "hi",
                "msg_id": 1,
                "req_id": "1",
            }
            application.provider.received(hub, connection, f"{command}{json.dumps(said)}\n")
    connection.drop()
    application.provider.closed(hub, connection)
