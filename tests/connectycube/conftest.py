"""What tests of ConnectyCube's server API speak with: an application in memory, asked through the dispatch that serves HTTP."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.core.hub import Hub
from chatmock.core.texts import Texts
from chatmock.providers.connectycube import ConnectyCube
from chatmock.providers.connectycube.model import App

PASSWORD = "sesame-1234"
NOON = 1_795_262_400_000


class Api:
    """A client of one application: ``ann.post("/chat/Dialog", type=3, occupants_ids=[bob.id])`` gives the parsed answer.

    Each answer is checked against its schema. ``refusal`` is for calls that have to be refused.
    """

    def __init__(self, hub: Hub, app: App, token: str = "", user_id: int = 0) -> None:
        self.hub = hub
        self.app = app
        self.token = token
        self.id = user_id

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        form: Texts | None = None,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answer:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        path, _, asked = path.partition("?")
        sent = {"CB-Token": self.token, "Content-Type": "application/json"} if headers is None else headers
        answer = dispatch(self.hub, Request(method, path, asked or urlencode(query), sent, data, form))
        assert not self.hub.broken, self.hub.broken
        return answer

    def _good(self, answer: Answer) -> Any:
        assert answer.refusal is None, answer.body.decode()
        return json.loads(answer.body) if answer.body else None

    def get(self, path: str, **query: Any) -> Any:
        return self._good(self.send("GET", path, **query))

    def post(self, path: str, **body: Any) -> Any:
        return self._good(self.send("POST", path, body))

    def put(self, path: str, **body: Any) -> Any:
        return self._good(self.send("PUT", path, body))

    def delete(self, path: str, **query: Any) -> Any:
        return self._good(self.send("DELETE", path, **query))

    def refusal(self, method: str, path: str, body: Any = None, **more: Any) -> str | int:
        """The code of a refusal, in chatmock's words."""
        answer = self.send(method, path, body, **more)
        assert answer.refusal is not None, (answer.status, answer.body)
        assert json.loads(answer.body).keys() == {"errors"}
        return answer.refusal.code

    # --- what most tests begin with ---

    def user(self, login: str, **profile: Any) -> "Api":
        """A new user, logged in by a session of its own."""
        user = self.app.new_user(**{"login": login, "password": PASSWORD, "full_name": login.title(), **profile})
        return Api(self.hub, self.app, self.app.sessions.open(user).token, user.id)

    def group(self, *others: "Api", name: str = "Lunch", **details: Any) -> str:
        ids = [one.id for one in others]
        return str(self.post("/chat/Dialog", type=2, name=name, occupants_ids=ids, **details)["_id"])

    def private(self, other: "Api") -> str:
        return str(self.post("/chat/Dialog", type=3, occupants_ids=[other.id])["_id"])

    def public(self, name: str = "Square", **details: Any) -> str:
        return str(self.post("/chat/Dialog", type=4, name=name, **details)["_id"])

    def say(self, dialog: str, text: str = "hi", **details: Any) -> str:
        return str(self.post("/chat/Message", chat_dialog_id=dialog, message=text, **details)["_id"])

    def unread(self, dialog: str = "") -> int:
        query = {"chat_dialog_ids": dialog} if dialog else {}
        return int(self.get("/chat/Message/unread", **query)["total"])

    def texts(self, dialog: str, **query: Any) -> list[str | None]:
        """What a user reads in a dialog, without marking it as read."""
        found = self.get("/chat/Message", chat_dialog_id=dialog, mark_as_read=0, **query)
        return [message["message"] for message in found["items"]]

    def names(self, **query: Any) -> list[str | None]:
        """The names of a user's dialogs."""
        return [dialog["name"] for dialog in self.get("/chat/Dialog", **query)["items"]]

    def pushes(self) -> list[dict[str, Any]]:
        return [entry.facts for entry in self.app.journal if entry.kind == "push"]


def new_api(app_id: int = 1, hub: Hub | None = None) -> Api:
    """An application in a clock that stands at noon, asked by its own session."""
    api = empty_api(app_id, hub)
    api.token = api.app.sessions.open().token
    return api


def empty_api(app_id: int = 1, hub: Hub | None = None) -> Api:
    """An application with nothing in it, in a clock that stands at noon; nobody asks it yet."""
    hub = hub or Hub([ConnectyCube()], strict=True)
    app = hub.provider("connectycube").create(
        app_id, auth_key=f"key-{app_id}", auth_secret=f"secret-{app_id}", seed=f"s{app_id}"
    )
    hub.add(app)
    app.clock.freeze(NOON)
    return Api(hub, app)


@pytest.fixture
def api():
    """The application's own client."""
    return new_api()


@pytest.fixture
def ann(api):
    return api.user("ann")


@pytest.fixture
def bob(api):
    return api.user("bob")


@pytest.fixture
def cy(api):
    return api.user("cy")


@pytest.fixture
def lunch(ann, bob):
    """A group of Ann, who owns it, and Bob."""
    return ann.group(bob)
