"""What tests of Tencent Chat's REST API speak with: an application in memory, asked through the dispatch that serves HTTP."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import urlencode

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.core.hub import Hub
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.model import App, Ticket
from chatmock.providers.tencent.tickets import usersig
from chatmock.testing.server import ChatmockServer

NOON = 1_795_262_400_000
"""When the clock of each application stands, in milliseconds."""
SECONDS = NOON // 1000


class Api:
    """The administrator of one application: ``api("openim/sendmsg", To_Account="bob", …)`` gives the parsed answer.

    Each answer is checked against its schema. ``code`` is for calls that have to be refused.
    """

    def __init__(self, hub: Hub, app: App) -> None:
        self.hub = hub
        self.app = app
        self._randoms = count(1)

    def sig(self, user_id: str = "administrator", **values: Any) -> str:
        """A UserSig of this application, but for what is said otherwise."""
        key = values.pop("key", self.app.secret_key)
        known = {"user_id": user_id, "app_id": self.app.app_id, "time": self.app.clock.seconds(), "expire": 3600}
        return usersig.make(Ticket(**{**known, **values}), key)

    def send(self, path: str, body: Any, method: str = "POST", **query: Any) -> Answer:
        """Send a request; ``query`` has what stands in its address in place of the usual, None for nothing."""
        usual = {"sdkappid": self.app.app_id, "identifier": "administrator", "usersig": self.sig(), "random": 7}
        asked = {name: value for name, value in {**usual, "contenttype": "json", **query}.items() if value is not None}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = dispatch(self.hub, Request(method, f"/v4/{path}", urlencode(asked, safe="*"), {}, data))
        assert not self.hub.broken, self.hub.broken
        assert answer.status == 200
        return answer

    def __call__(self, path: str, **body: Any) -> Any:
        answer = self.send(path, body)
        assert answer.refusal is None, answer.body.decode()
        told = json.loads(answer.body)
        assert (told["ErrorCode"], told["ErrorInfo"]) == (0, "")
        return told

    def code(self, path: str, body: Any = None, /, **more: Any) -> int:
        """The code of a refusal."""
        return self.refused(self.send(path, more if body is None else body))

    def refused(self, answer: Answer) -> int:
        told = json.loads(answer.body)
        assert answer.refusal is not None and answer.refusal.code == told["ErrorCode"], told
        assert told["ActionStatus"] == "FAIL" and told["ErrorInfo"]
        return int(told["ErrorCode"])

    # --- what most tests begin with ---

    def accounts(self, *user_ids: str) -> None:
        assert self("im_open_login_svc/multiaccount_import", Accounts=list(user_ids))["FailAccounts"] == []

    def say(self, sender: str, target: str, text: str = "hi", **details: Any) -> str:
        """Send a message to one account; gives its MsgKey."""
        fields = {"From_Account": sender, "To_Account": target, "MsgRandom": next(self._randoms), **details}
        return str(self("openim/sendmsg", MsgBody=body(text), **fields)["MsgKey"])

    def texts(self, owner: str, peer: str, **details: Any) -> list[str]:
        """What two have said, the oldest first."""
        found = self.history(owner, peer, **details)["MsgList"]
        return [message["MsgBody"][0]["MsgContent"]["Text"] for message in found]

    def history(self, owner: str, peer: str, **details: Any) -> Any:
        span = {"MinTime": 0, "MaxTime": SECONDS + 86_400, "MaxCnt": 100, **details}
        return self("openim/admin_getroammsg", Operator_Account=owner, Peer_Account=peer, **span)

    def unread(self, user_id: str) -> int:
        return int(self("openim/get_c2c_unread_msg_num", To_Account=user_id)["AllC2CUnreadMsgNum"])

    def group(self, owner: str, *members: str, kind: str = "Public", name: str = "Lunch", **details: Any) -> str:
        people = [{"Member_Account": one} for one in members]
        fields = {"Type": kind, "Name": name, "Owner_Account": owner, **({"MemberList": people} if people else {})}
        return str(self("group_open_http_svc/create_group", **fields, **details)["GroupId"])

    def say_in(self, group: str, sender: str, text: str = "hi", **details: Any) -> int:
        """Say something in a group; gives its MsgSeq."""
        fields = {"GroupId": group, "From_Account": sender, "Random": next(self._randoms), **details}
        return int(self("group_open_http_svc/send_group_msg", MsgBody=body(text), **fields)["MsgSeq"])

    def said_in(self, group: str, count: int = 20, **details: Any) -> list[tuple[int, str]]:
        """MsgSeq and text of a group's messages, the newest first."""
        found = self("group_open_http_svc/group_msg_get_simple", GroupId=group, ReqMsgNumber=count, **details)
        return [
            (one["MsgSeq"], "".join(element["MsgContent"]["Text"] for element in one["MsgBody"]))
            for one in found["RspMsgList"]
        ]

    def group_info(self, group: str, **details: Any) -> Any:
        [found] = self("group_open_http_svc/get_group_info", GroupIdList=[group], **details)["GroupInfo"]
        return found


def body(text: str) -> list[dict[str, Any]]:
    """A message with one element, its text."""
    return [{"MsgType": "TIMTextElem", "MsgContent": {"Text": text}}]


def new_api(app_id: int = 1400000001, hub: Hub | None = None) -> Api:
    """An application in a clock that stands at noon."""
    hub = hub or Hub([Tencent()], strict=True)
    app = hub.provider("tencent").create(
        app_id, secret_key=f"key-of-{app_id}", admin="administrator", seed=f"s{app_id}"
    )
    hub.add(app).clock.freeze(NOON)
    return Api(hub, app)


@contextmanager
def strict_server() -> Iterator[ChatmockServer]:
    """A server that checks all that it says; nothing of it may have been broken at the end."""
    server = ChatmockServer.start(strict=True)
    yield server
    broken = server.broken()
    server.stop()
    assert broken == []


@pytest.fixture
def api() -> Api:
    return new_api()


@pytest.fixture
def people(api: Api) -> Api:
    """The same, with alice, bob and carol."""
    api.accounts("alice", "bob", "carol")
    return api
