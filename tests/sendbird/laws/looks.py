"""Looking at everything that an application shows: each operation that only looks, of each thing there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.providers.sendbird.model import App
from tests.sendbird.conftest import Api

_NAMED = re.compile(r"\{(\w+)\}")
_ASKED: dict[str, str] = {"query": "a", "message_ts": "0", "next_limit": "100", "prev_limit": "100", "limit": "100"}
"""What is asked for beside everything that can be switched on."""


def look_at_everything(api: Api) -> list[str]:
    """What breaks a schema, or fails, when everything is looked at."""
    for operation in api.app.provider.api.operations.values():
        if operation.method == "GET":
            query = _query(api.app, operation.accepts)
            for path in _paths(api.app, operation.path):
                dispatch(api.hub, Request("GET", f"/v3{path}", query, api.headers))
    return api.hub.broken


def _query(app: App, accepts: str) -> str:
    known: dict[str, Any] = app.provider.api.schemas[accepts].properties if accepts else {}
    switched = {name: "true" for name, rule in known.items() if rule.get("type") == "boolean" and name != "reverse"}
    asked = {name: value for name, value in _ASKED.items() if name in known}
    people = {"user_ids": ",".join(quote(user.user_id) for user in app.users)} if "user_ids" in known else {}
    return urlencode({**switched, **asked, **people})


def _paths(app: App, path: str) -> Iterator[str]:
    """The addresses of an operation, one for each thing that can stand in it."""
    names = _NAMED.findall(path)
    if "channel_url" in names:
        kinds = (("open_channels", app.open_channels), ("group_channels", app.group_channels))
        for kind, channels in kinds:
            for channel in channels:
                if "channel_type" in names or path.startswith((f"/{kind}", "/users", "/sdk")):
                    one = {"channel_type": [kind], "channel_url": [channel.channel_url]}
                    ids = [str(message.message_id) for message in channel.messages]
                    yield from _filled(app, path, names, {**one, "message_id": ids})
    else:
        yield from _filled(app, path, names, {})


def _filled(app: App, path: str, names: list[str], known: dict[str, list[str]]) -> Iterator[str]:
    users = [user.user_id for user in app.users]
    more = {
        **dict.fromkeys(("user_id", "banned_user_id", "muted_user_id", "offending_user_id", "bot_userid"), users),
        "poll_id": [str(poll.id) for poll in app.polls],
        "option_id": [str(option) for poll in app.polls for option in poll.options],
        "token_type": ["gcm", "apns"],
        "push_type": ["gcm", "apns"],
        "custom_type": [row.custom_type for row in app.channel_type_settings],
        "app_id": [app.app_id],
        "file_id": list(app.files),
        "api_token": list(app.api_tokens),
        **known,
    }
    for values in product(*(more.get(name, ["a"]) for name in names)):
        yield path.format_map({name: quote(value, safe="") for name, value in zip(names, values, strict=True)})
