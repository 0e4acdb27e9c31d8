"""Every operation of ConnectyCube's server API, each with a valid request, in an application where it can be done."""

import json
from typing import Any
from urllib.parse import quote

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.seeds import fill
from chatmock.core.texts import Texts, Upload
from chatmock.providers.connectycube import ConnectyCube
from chatmock.providers.connectycube.errors import ERRORS, error_in
from tests.connectycube.conftest import PASSWORD, new_api

PROVIDER = ConnectyCube()
OPERATIONS = dict(PROVIDER.api.operations)
FORM = "application/x-www-form-urlencoded"
IN_PLACE: dict[str, dict[str, Any]] = {
    "create_session": {"user": {"login": "ann", "password": PASSWORD}},
    "log_in": {"login": "ann", "password": PASSWORD},
    "sign_up": {"user": {"login": "new", "password": PASSWORD}},
    "complete_blob": {"size": 5},
    "reset_password": {"email": "b@x"},
    "list_users": {"login": "ann"},
    "list_users_by_filter": {"filter": ["number id in 45"], "order": "desc date created_at"},
    "view_user_by_email": {"email": "b@x"},
    "view_user_by_facebook_id": {"facebook_id": "f"},
    "view_user_by_twitter_id": {"twitter_id": "t"},
}
"""What an example of a schema has otherwise here."""


class World:
    """An application with a bit of everything, made anew from its dump whenever it has changed."""

    def __init__(self) -> None:
        api = new_api()
        ann = api.user("ann", external_id="e", phone="+1", facebook_id="f", twitter_id="t", tags=("cooks",))
        bob = api.user("bob", email="b@x")
        lunch, square = ann.group(bob), ann.public(permissions={"allow_preview": True})
        said = ann.say(lunch, "tomato soup", attachments=[{"type": "image"}])
        bob.say(lunch, "yes")
        blob, other = (
            ann.post("/blobs", blob={"name": "x", "content_type": "image/png", "public": True})["blob"] for _ in "ab"
        )
        for one in (blob, other):
            fields = [("key", one["uid"]), ("file", Upload("", "image/png", b"12345"))]
            if one is blob:
                ann.send("POST", f"/upload/1/{one['uid']}", form=Texts(fields), headers={})
                ann.put(f"/blobs/{one['id']}/complete", size=5)
        given = {"platform": "android", "udid": "u"}
        token = {"environment": "development", "client_identification_sequence": "a-token-of-a-phone"}
        subscription = ann.post("/subscriptions", notification_channel="gcm", push_token=token, device=given)
        push = {"notification_type": "push", "environment": "development", "message": "x", "user": {"ids": [bob.id]}}
        event = ann.post("/events", event=push)
        for one in (api, ann, bob):
            one.get("/session")
        self.hub: Hub = api.hub
        self.app = api.app
        self.tokens = {"": ann.token, "anybody": api.token, "user": ann.token}
        self.found = {
            "user_id": ann.id,
            "external_id": "e",
            "dialog_id": lunch,
            "dialog_ids": square,
            "message_id": said,
            "message_ids": said,
            "upload_uid": other["uid"],
            "blob_id": blob["uid"],
            "app_id": 1,
            "subscription_id": subscription[0]["subscription"]["id"],
            "event_id": event[0]["event"]["id"],
        }
        self.instead = {"1001": ann.id, "1002": bob.id, "1003": bob.id, "6b01f32ab9a16660b836b72f": lunch}
        self.square = square
        self.good = PROVIDER.dump(self.app)

    def headers(self, operation: Any, kind: str) -> dict[str, str]:
        if operation.auth == "admin":
            own = {"CB-Administration-API-Key": "secret-1"}
        else:
            own = {"CB-Token": self.tokens[operation.by]} if operation.auth != "open" else {}
        return {**own, "Content-Type": kind}

    def path(self, operation: Any, **instead: str) -> str:
        dialog = self.square if operation.name.endswith("subscribe_to_dialog") or "unsubscribe" in operation.name else 0
        found = {**self.found, **({"dialog_id": dialog} if dialog else {}), **instead}
        return str(operation.address).format_map({name: quote(str(value), safe="") for name, value in found.items()})

    def base(self, operation: Any) -> dict[str, Any]:
        """A valid request: the first example of the schema, with people and dialogs that are there."""
        example = operation.accept.document["examples"][0] if operation.accept else {}
        text = json.dumps({**example, **IN_PLACE.get(operation.name, {})})
        for one, other in self.instead.items():
            text = text.replace(one, str(other))
        given: dict[str, Any] = json.loads(text)
        if operation.name == "create_session":
            given |= {"application_id": 1, "auth_key": "key-1"}
        if operation.name == "upload_blob":
            given = {"key": self.found["upload_uid"], "file": Upload("", "image/png", b"x")}
        return given

    def send(self, operation: Any, given: Any, path: str = "", kind: str = "application/json") -> Any:
        """Ask with values, or with a query or a body as they are."""
        path = path or self.path(operation)
        if operation.name == "upload_blob" and isinstance(given, dict):
            form = Texts((name, value if isinstance(value, Upload) else str(value)) for name, value in given.items())
            return self._dispatch(operation, path, form=form, kind="multipart/form-data")
        if isinstance(given, bytes):
            return self._dispatch(operation, path, body=given, kind=kind)
        if operation.method == "GET":
            return self._dispatch(operation, path, query=given if isinstance(given, str) else flat(given))
        return self._dispatch(operation, path, body=json.dumps(given).encode(), kind=kind)

    def _dispatch(self, operation: Any, path: str, *, kind: str = FORM, query: str = "", body: bytes = b"", form=None):
        headers = self.headers(operation, kind)
        return dispatch(self.hub, Request(operation.method, path, query, headers, body, form))

    def check(self, answer: Any, about: object, *, refused: bool = False) -> None:
        """Nothing fails inside; a refusal is a documented one in the vendor's shape, and changes nothing."""
        why = f"{str(about)[:300]} got {answer.status} {answer.body[:300]!r}"
        assert not self.hub.broken, f"{why}: {self.hub.broken}"
        assert answer.refusal is not None or not refused, why
        if answer.refusal is not None:
            told = json.loads(answer.body)
            assert told.keys() == {"errors"} and 400 <= answer.status < 500, why
            assert answer.refusal.code in ERRORS, why
            assert error_in(answer.status, told["errors"]).code == answer.refusal.code, why
        if PROVIDER.dump(self.app) != self.good:
            assert answer.refusal is None, f"{why}, and the state has changed"
            self.begin_again()

    def begin_again(self) -> None:
        self.hub.remove(self.app)
        self.app = PROVIDER.create(1, auth_key="key-1", auth_secret="secret-1")
        fill(self.app, self.good)
        self.hub.add(self.app)
        assert PROVIDER.dump(self.app) == self.good


def flat(given: dict[str, Any], prefix: str = "") -> str:
    """Values as a query has them, with brackets."""
    pairs: list[tuple[str, str]] = []
    for name, value in given.items():
        full = f"{prefix}[{name}]" if prefix else name
        if isinstance(value, dict):
            pairs.extend(
                (name, text) for name, _, text in (part.partition("=") for part in flat(value, full).split("&"))
            )
        else:
            shown = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            pairs.append((quote(full, safe="[]", errors="replace"), quote(shown, safe=",", errors="replace")))
    return "&".join("=".join(pair) for pair in pairs)


@pytest.fixture(scope="session")
def prepared_cube():
    return World()


@pytest.fixture
def cube(prepared_cube):
    yield prepared_cube
    prepared_cube.hub.broken.clear()  # one test's failure is no other's
    if PROVIDER.dump(prepared_cube.app) != prepared_cube.good:
        prepared_cube.begin_again()


def pytest_generate_tests(metafunc):
    if "operation" in metafunc.fixturenames:
        metafunc.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
