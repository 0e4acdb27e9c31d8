"""A story: an operation, what it is called with, and how it is seen that it happened."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import requests

from chatmock.testing import Chatmock
from tests.sendbird.clients.server_sdks.sdks import Values

DEFAULTS = {
    "user_id": "alice",
    "channel_type": "group_channels",
    "message_id": 1001,
    "key": "place",
    "token_type": "gcm",
    "target_id": "bob",
    "banned_user_id": "bob",
    "muted_user_id": "bob",
    "custom_type": "food",
    "bot_userid": "helper",
    "target_channel_url": "lunch",
    "offending_user_id": "bob",
    "push_type": "apns",
}
"""What stands in an address, unless a story says something else."""


class Rest:
    """The application as a backend sees it; each call has to succeed."""

    def __init__(self, application: Chatmock) -> None:
        self.sendbird, self.clock = application.sendbird, application.clock
        self.url = self.sendbird.api_url
        self.session = requests.Session()
        self.session.headers["Api-Token"] = self.sendbird.api_token

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.session.request(method, self.url + path, json=body, timeout=10)
        assert answer.ok, f"{method} {path}: {answer.text}"
        return answer.json()

    def get(self, path: str) -> Any:
        return self("GET", path)

    def post(self, path: str, **body: Any) -> Any:
        return self("POST", path, body)

    def put(self, path: str, **body: Any) -> Any:
        return self("PUT", path, body)

    def close(self) -> None:
        self.session.close()


Shows = Callable[[Rest, Any], bool]


@dataclass(frozen=True, slots=True)
class Story:
    """What an operation is called with, and whether it happened as the application and the answer show."""

    operation: str
    shows: Shows
    body: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    paths: Mapping[str, Any] = field(default_factory=dict)
    before: Callable[[Rest], Mapping[str, Any] | None] = lambda _: None
    """What has to be there first; gives parts of the address."""
    python: Mapping[str, Any] = field(default_factory=dict)
    """What the SDK for Python wants besides, in the body or the query."""

    def values(self, rest: Rest, sdk: str) -> Values:
        """Make what has to be there; give what the method is called with."""
        paths = {
            **DEFAULTS,
            "channel_url": "lobby" if " /open_channels/" in self.operation else "lunch",
            **self.paths,
            **(self.before(rest) or {}),
        }
        more = deepcopy(dict(self.python)) if sdk == "python" else {}
        query = {name: _query_value(sdk, value) for name, value in self.query.items()}
        if self.body is None:
            return Values(paths, {**query, **more}, None)
        return Values(paths, query, {**{name: _body_value(value, paths) for name, value in self.body.items()}, **more})


def _body_value(value: Any, paths: Mapping[str, Any]) -> Any:
    """A value of the body; a function makes it of the parts of the address."""
    return value(paths) if callable(value) else deepcopy(value)


def _query_value(sdk: str, value: Any) -> Any:
    """A value of the query as an SDK takes it: that for Python leaves it to the caller to join a list."""
    return ",".join(value) if sdk == "python" and isinstance(value, list) else value


def told(operation: str, shows: Callable[[Any], bool], **details: Any) -> Story:
    """A story of an operation that only tells."""
    return Story(operation, lambda _, answer: shows(answer), **details)


def done(operation: str, shows: Callable[[Rest], bool], **details: Any) -> Story:
    """A story of an operation that changes something."""
    return Story(operation, lambda rest, _: shows(rest), **details)


def ids(rows: Any) -> list[str]:
    return [row["user_id"] for row in rows]


def urls(rows: Any) -> list[str]:
    return [row["channel_url"] for row in rows]


def refuses(rest: Rest, path: str) -> bool:
    """Whether there is nothing at an address."""
    return bool(requests.get(rest.url + path, headers=dict(rest.session.headers), timeout=10).status_code == 400)
