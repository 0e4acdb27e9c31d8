"""What ConnectyCube's server API is asked for in a benchmark, and the people and dialogs that are there for it."""

from __future__ import annotations

import json
from typing import Any

from scripts.bench_parts.jobs import MEMBERS, MESSAGES, TEXT
from scripts.bench_parts.load import Job
from scripts.bench_parts.servers import ask

CREATE = "create a message by REST"
LIST = "list 100 messages of a dialog"

TOKEN = "0123456789abcdef0123456789abcdef01234567"
HEADERS = (("CB-Token", TOKEN),)
_FULL, _BUSY = f"{1:024x}", f"{2:024x}"


def people() -> list[int]:
    """The ids of everybody; the first one's session has the token."""
    return list(range(1, MEMBERS + 1))


def document(*dialogs: dict[str, Any]) -> dict[str, Any]:
    """A seed of people, a session and dialogs, in which all of them are."""
    return {
        "chatmock": 1,
        "provider": "connectycube",
        "users": [{"id": one, "login": f"user-{one}", "password": f"password-{one}"} for one in people()],
        "dialogs": [{"type": "group", "occupants": people(), **dialog} for dialog in dialogs],
        "sessions": [{"user": people()[0], "token": TOKEN}],
    }


def seed(url: str) -> list[Job]:
    """Put people, dialogs and messages on a chatmock server; gives the requests to measure."""
    said = [{"from": people()[number % MEMBERS], "message": TEXT} for number in range(MESSAGES)]
    ask(url, "PUT", "/_chatmock/state", document({"id": _FULL, "messages": said}, {"id": _BUSY}))
    message = json.dumps({"chat_dialog_id": _BUSY, "message": TEXT}).encode()
    page = f"/chat/Message?chat_dialog_id={_FULL}&sort_desc=date_sent&limit={MESSAGES}"
    return [Job(CREATE, "POST", "/chat/Message", HEADERS, message, 201), Job(LIST, "GET", page, HEADERS)]
