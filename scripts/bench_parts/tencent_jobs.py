"""What Tencent Chat's REST API is asked for in a benchmark, and the accounts and messages that are there for it."""

from __future__ import annotations

import json
from typing import Any

from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.tickets import usersig
from scripts.bench_parts.jobs import MESSAGES, TEXT
from scripts.bench_parts.load import Job
from scripts.bench_parts.servers import ask

CHECK = "check an account"
SEND = "send a message to one account"
LIST = "pull 100 messages of two"

APP, KEY, ADMIN = (Tencent.card.defaults[name] for name in ("app_id", "secret_key", "admin"))
"""Those of the default application."""
BEGUN, DECADES = 1_600_000_000, 1_000_000_000


def user_sig(user_id: str) -> str:
    """A UserSig that is good for long."""
    return usersig.make(Ticket(user_id, APP, BEGUN, DECADES), KEY)


QUERY = f"sdkappid={APP}&identifier={ADMIN}&usersig={user_sig(ADMIN)}&random=1&contenttype=json"
BETWEEN = {"From_Account": "ann", "To_Account": "bob"}
BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": TEXT}}]


def document() -> dict[str, Any]:
    """A seed of four accounts; two of them have talked."""
    said = [{"from": "cleo" if number % 2 else "dan", "text": TEXT} for number in range(MESSAGES)]
    return {
        "chatmock": 1,
        "provider": "tencent",
        "accounts": ["ann", "bob", "cleo", "dan"],
        "c2c": [{"between": ["cleo", "dan"], "messages": said}],
    }


def seed(url: str) -> list[Job]:
    """Put accounts and messages on a chatmock server; gives the requests to measure."""
    ask(url, "PUT", "/_chatmock/state", document())
    span = {"MinTime": 0, "MaxTime": 4_294_967_295, "MaxCnt": MESSAGES}
    return [
        job(CHECK, "im_open_login_svc/account_check", {"CheckItem": [{"UserID": "ann"}]}),
        job(SEND, "openim/sendmsg", {**BETWEEN, "MsgRandom": 1, "MsgBody": BODY}),
        job(LIST, "openim/admin_getroammsg", {"Operator_Account": "cleo", "Peer_Account": "dan", **span}),
    ]


def job(name: str, path: str, body: dict[str, Any]) -> Job:
    """A command of the default application's administrator."""
    return Job(name, "POST", f"/v4/{path}?{QUERY}", (), json.dumps(body).encode())
