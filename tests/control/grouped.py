"""A server of the two dummy providers, spoken to inside this process."""

import json
from collections.abc import Callable
from typing import Any

from chatmock.control import Control
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.provider import Provider
from tests.core.lines import Lines
from tests.core.notes import KEY, Notes

NOON = 1_482_148_800_000


class Server:
    """A server of two providers, none of them loaded; ``serves`` makes default applications as ``serve`` does."""

    def __init__(self, *, serves=False):
        others: dict[str, Callable[[], Provider[Any]]] = {"notes": Notes, "lines": Lines}
        cards = {"notes": Notes.card, "lines": Lines.card}
        self.hub = Hub(strict=True, control=Control(), others=others, cards=cards)
        if serves:
            self.hub.serve_defaults({}, {})

    def __call__(self, method, path, **body):
        """Status and parsed answer of a call of the control API."""
        headers = {"Content-Type": "application/json"}
        path, _, query = path.partition("?")
        data = b"" if method in ("GET", "DELETE") else json.dumps(body).encode()
        answer = dispatch(self.hub, Request(method, f"/_chatmock{path}", query, headers, data))
        return answer.status, json.loads(answer.body)

    def group(self, **begins):
        return self("POST", "/groups", **begins)[1]["group"]

    def tenant(self, group, provider, **options) -> Any:
        """An application of a group, made if there is none."""
        made = self("POST", "/applications", group=group, provider=provider, **options)[1]
        return self.hub.find(provider, made["app_id"])

    def write(self, pad, name):
        """Write a note as a client does; gives the status."""
        request = Request("POST", f"/notes/{name}", headers={KEY: pad.pad_secret}, body=b'{"text": "x"}')
        return dispatch(self.hub, request).status
