"""What tests of Sendbird speak with: an application in memory, asked through the same dispatch that serves HTTP."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.core.hub import Hub
from chatmock.core.seeds import fill
from chatmock.core.texts import Texts
from chatmock.providers.sendbird import Sendbird
from chatmock.providers.sendbird.model import App


class Api:
    """A client of one application: ``api.post("/users", user_id="alice", nickname="Alice")`` gives the parsed answer.

    Each call is checked against the schemas. ``refusal`` is for calls that have to be refused.
    """

    def __init__(self, hub: Hub, app: App) -> None:
        self.hub = hub
        self.app = app
        self.headers = {"Api-Token": app.api_token}

    def send(self, method: str, path: str, body: Any = None, *, form: Texts | None = None, **query: Any) -> Answer:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        answer = dispatch(
            self.hub,
            Request(
                method,
                path.removeprefix("/..") if path.startswith("/../") else f"/v3{path}",
                _query(query),
                self.headers,
                data,
                form,
            ),
        )
        assert not self.hub.broken, self.hub.broken
        return answer

    def _good(self, answer: Answer) -> Any:
        assert answer.status == 200, answer.body.decode()
        return json.loads(answer.body)

    def get(self, path: str, **query: Any) -> Any:
        return self._good(self.send("GET", path, **query))

    def post(self, path: str, **body: Any) -> Any:
        return self._good(self.send("POST", path, body))

    def put(self, path: str, **body: Any) -> Any:
        return self._good(self.send("PUT", path, body))

    def delete(self, path: str, **query: Any) -> Any:
        return self._good(self.send("DELETE", path, **query))

    def upload(self, method: str, path: str, **fields: Any) -> Any:
        return self._good(self.send(method, path, form=Texts(fields.items())))

    def refusal(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, str]:
        """Code and message of a refusal."""
        answer = self.send(method, path, body, **query)
        refused = json.loads(answer.body)
        assert answer.status != 200, refused
        assert set(refused) == {"error", "message", "code"}
        return refused["code"], refused["message"]

    def client(self, user_id: str) -> "Api":
        """The same, asked by a user's own client."""
        session = self.app.sessions.open(self.app.users[user_id], "", expiring=False)
        other = Api(self.hub, self.app)
        other.headers = {"Session-Key": session.key, "App-Id": self.app.app_id}
        return other

    # --- what most tests begin with ---

    def user(self, user_id: str, **details: Any) -> str:
        self.post("/users", **{"user_id": user_id, "nickname": user_id.title(), **details})
        return user_id

    def group(self, *user_ids: str, **details: Any) -> str:
        return str(self.post("/group_channels", user_ids=list(user_ids), **details)["channel_url"])

    def open(self, **details: Any) -> str:
        return str(self.post("/open_channels", **details)["channel_url"])

    def say(self, sender: str, channel_url: str, text: str = "hi", kind: str = "group_channels", **details: Any) -> Any:
        return self.post(
            f"/{kind}/{channel_url}/messages", message_type="MESG", user_id=sender, message=text, **details
        )

    def unread(self, user_id: str) -> int:
        return int(self.get(f"/users/{user_id}/unread_count")["unread_count"])

    @staticmethod
    def members(answer: Any) -> list[str]:
        """The ids of the members in an answer."""
        return [member["user_id"] for member in answer["members"]]

    def walk(self, path: str, key: str, **query: Any) -> list[Any]:
        """All rows of a list, page by page."""
        rows: list[Any] = []
        token = ""
        while True:
            page = self.get(path, token=token, **query)
            rows += page[key]
            token = page["next"]
            if not token:
                return rows


def _query(query: dict[str, Any]) -> str:
    pairs = {
        name: ",".join(quote(str(item), safe="") for item in value) if isinstance(value, list) else value
        for name, value in query.items()
    }
    return urlencode(pairs, safe=",%")


def new_api(document: Any = None) -> Api:
    """A client of an application of its own, filled by a document."""
    hub = Hub([Sendbird()], strict=True)
    app = hub.provider("sendbird").create("chatmock", api_token="chatmock-token")
    assert isinstance(app, App)
    if document is not None:
        fill(app, json.loads(json.dumps(document)))
    hub.add(app)
    return Api(hub, app)


@pytest.fixture
def hub() -> Hub:
    return Hub([Sendbird()], strict=True)


@pytest.fixture
def app(hub: Hub) -> App:
    app = hub.add(hub.provider("sendbird").create("chatmock", api_token="chatmock-token"))
    assert isinstance(app, App)
    return app


@pytest.fixture
def api(hub: Hub, app: App) -> Api:
    return Api(hub, app)


@pytest.fixture
def api_of_2016(api: Api) -> Api:
    """The same application, with the behaviour of 2016."""
    api.app.era = "2016"
    return api


@pytest.fixture
def alice(api: Api) -> str:
    return api.user("alice")


@pytest.fixture
def bob(api: Api) -> str:
    return api.user("bob")


@pytest.fixture
def carol(api: Api) -> str:
    return api.user("carol")


@pytest.fixture
def lunch(api: Api, alice: str, bob: str) -> str:
    """A group channel of alice and bob."""
    return api.group(alice, bob, name="lunch")


@pytest.fixture
def lunch_path(lunch: str) -> str:
    return f"/group_channels/{lunch}"


@pytest.fixture
def messages_path(lunch_path: str) -> str:
    return f"{lunch_path}/messages"


@pytest.fixture
def lobby(api: Api) -> str:
    """An open channel."""
    return api.open(name="Lobby")
