"""A tenant where much goes on, asked the same thing from the same moment again and again."""

from __future__ import annotations

import json
import re
from typing import Any

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.core.seeds import fill
from chatmock.core.texts import Texts, Upload
from chatmock.providers.sendbird.model import App, own_rare
from tests.contract.bad_input.conftest import CLOSING, SOON, TOKEN, WAITER, Address, World

SAY = {"message_type": "MESG"}
PERSON = {"mention_type": "users", "mentioned_user_ids": ["alice"]}
REPLIED = "{open_channels message_id}"
THREAD = "{group_channels message_id}"
LUNCH, LOBBY = "/group_channels/lunch", "/open_channels/lobby"
MORE: list[tuple[str, str, dict[str, Any]]] = [
    ("PUT", "/users/alice", {"nickname": "Alice", "issue_access_token": False}),
    ("POST", "/group_channels", {"channel_url": "dinner", "user_ids": ["alice", "carol"], "custom_type": "food"}),
    ("POST", "/group_channels", {"channel_url": "quiet", "user_ids": ["alice"]}),
    ("POST", "/group_channels", {"channel_url": "desk", "user_ids": ["carol"]}),
    ("POST", "/group_channels/desk/invite", {"user_ids": ["bob"]}),
    ("POST", "/group_channels/desk/invite", {"user_ids": ["alice"]}),
    ("PUT", "/group_channels/desk", {"operator_ids": ["bob"]}),
    (
        "POST",
        "/group_channels",
        {"channel_url": "pair", "user_ids": ["alice", "bob"], "is_distinct": True, "name": "Pair"},
    ),
    ("POST", "/group_channels", {"channel_url": "crowd", "user_ids": ["alice"], "is_super": True, "is_public": True}),
    ("POST", "/group_channels", {"channel_url": "club", "user_ids": ["bob"], "is_public": True, "access_code": "x"}),
    ("POST", "/open_channels", {"channel_url": "garden", "custom_type": "food", "name": "Garden"}),
    ("POST", "/group_channels/club/invite", {"user_ids": ["mallory"]}),
    ("PUT", "/group_channels/crowd/freeze", {"freeze": True}),
    ("PUT", "/open_channels/garden/freeze", {"freeze": True}),
    ("PUT", "/group_channels/crowd/hide", {"user_id": "alice"}),
    ("POST", "/group_channels/pair/metadata", {"metadata": {"place": "bar"}}),
    ("POST", "/group_channels/dinner/messages", {**SAY, "user_id": "carol", "message": "soup", **PERSON}),
    ("POST", "/group_channels/pair/messages", {**SAY, "user_id": "bob", "message": "Soup soup", "custom_type": "food"}),
    ("POST", "/group_channels/crowd/messages", {**SAY, "user_id": "alice", "message": "soup"}),
    ("POST", f"{LUNCH}/messages", {"message_type": "ADMM", "message": "Soup is out"}),
    *(
        ("POST", f"{path}/messages", {**SAY, "user_id": who, **details})
        for path in (LUNCH, LOBBY)
        for who, details in (
            ("alice", {"message_type": "FILE", "url": "http://x.test/a"}),
            ("alice", {"message": "me, too", "sorted_metaarray": [{"key": "dishes", "value": ["soup"]}]}),
            ("bob", {"message": "hm", "mention_type": "channel"}),
        )
    ),
    ("POST", f"{LUNCH}/messages", {**SAY, "user_id": "bob", "message": "again", "parent_message_id": THREAD}),
    ("POST", f"{LUNCH}/messages", {**SAY, "user_id": "bob", "message": "more", "parent_message_id": THREAD}),
    ("PUT", f"{LUNCH}/messages/{{reply}}", {**SAY, "message": "more!"}),
    ("POST", f"{LOBBY}/messages", {**SAY, "user_id": "bob", "message": "so", "parent_message_id": REPLIED}),
    ("POST", f"{LOBBY}/messages", {**SAY, "user_id": "bob", "message": "too", "parent_message_id": REPLIED}),
    *(
        ("POST", f"{path}/messages/{message}/{what}", {"user_id": "bob", "reaction": "nom"})
        for path, message in ((LUNCH, "{own text}"), (LOBBY, "{lobby file}"))
        for what in ("pin", "reactions")
    ),
    ("POST", f"{LUNCH}/messages", {**SAY, "user_id": "bob", "message": "text", "parent_message_id": "{own text}"}),
    ("POST", f"{LOBBY}/messages", {**SAY, "user_id": "bob", "message": "file", "parent_message_id": "{lobby file}"}),
    *(("POST", f"{path}/ban", {"user_id": "carol"}) for path in (LUNCH, LOBBY, "/open_channels/garden")),
    *(("POST", f"{path}/mute", {"user_id": "carol"}) for path in (LUNCH, LOBBY, "/open_channels/garden")),
    *(("POST", f"{path}/operators", {"operator_ids": ["alice", "bob"]}) for path in (LUNCH, LOBBY)),
    *(("POST", f"/{kind}/ban", {"user_id": "alice"}) for kind in ("open_channels/garden", "group_channels/club")),
    *(("POST", f"/{kind}/mute", {"user_id": "alice"}) for kind in ("open_channels/garden", "group_channels/crowd")),
    ("POST", "/bots", {**WAITER, "bot_userid": "cook"}),
    ("POST", "/users/alice/block", {"target_id": "carol"}),
    *(("POST", "/users/alice/friends", {"user_ids": [who]}) for who in ("bob", "carol")),
    ("PUT", "/users/mallory", {"discovery_keys": ["+49"]}),
    (
        "PUT",
        "/applications/settings/auto_event_message",
        {"user_leave": {"admin_deleted": True, "admin_removed": True}},
    ),
    ("PUT", "/users/alice/friend_discoveries", {"friend_discoveries": [{"friend_discovery_key": "+43"}]}),
    ("POST", "/applications/settings_by_channel_custom_type", {"custom_type": "drink"}),
    ("POST", "/polls", {"title": "Dinner?", "options": ["stew"]}),
    ("POST", f"{LUNCH}/messages", {**SAY, "user_id": "alice", "message": "so?", "poll_id": "{poll_id}"}),
    *(("PUT", "/polls/{poll_id}/vote", {"user_id": who, "option_ids": ["{option_id}"]}) for who in ("alice", "bob")),
    *(("POST", "/polls", {"title": title, "options": ["tea"]}) for title in ("Tea?", "Now?")),
    ("POST", "/report/users/bob", {"report_category": "spam", "reporting_user_id": "alice"}),
    ("POST", "/report/users/bob", {"report_category": "harassing"}),
    *(("POST", f"/report{path}", {"report_category": "spam"}) for path in (LUNCH, LOBBY, LUNCH, LOBBY)),
    *(
        ("POST", f"/report{path}/messages/{message}", {"report_category": "spam", "offending_user_id": "bob"})
        for path, message in ((LUNCH, THREAD), (LOBBY, REPLIED), (LUNCH, THREAD), (LOBBY, REPLIED))
    ),
    *(
        (
            "POST",
            f"{LUNCH}/scheduled_messages",
            {**SAY, "user_id": who, "message": "soup", "scheduled_at": SOON + ahead},
        )
        for who, ahead in (("alice", 60_000), ("bob", -60_000))
    ),
    *(
        ("POST", "/announcements", {**CLOSING, "unique_id": name, "announcement_group": "news", **target, **sooner})
        for name, target, sooner in (
            ("news", {"target_at": "target_channels", "target_list": ["lunch"]}, {}),
            ("later", {}, {"scheduled_at": SOON}),
            ("more", {"target_at": "target_channels", "target_list": ["quiet"]}, {}),
        )
    ),
    *(
        ("POST", f"/applications/settings_by_channel_custom_type/sour/{what}", body)
        for what, body in (
            ("ban", {"banned_list": [{"user_id": "alice"}, {"user_id": "bob"}]}),
            ("mute", {"user_ids": ["alice", "bob"]}),
            ("operators", {"operator_ids": ["alice", "bob"]}),
        )
    ),
    ("PUT", "/applications/settings/ip_whitelist", {"ip_whitelist_addresses": ["192.0.2.7"]}),
    ("POST", "/export/messages", {"start_ts": 0, "end_ts": SOON, "format": "csv"}),
    ("POST", "/privacy/gdpr", {"action": "access", "user_id": "bob"}),
    ("PUT", "/users/bob/metadata", {"metadata": {"team": "kitchen"}, "upsert": True}),
    ("POST", "/users/bob/push/gcm", {"gcm_reg_token": "APA91bF"}),
    ("PUT", "/applications/settings/webhook", {"enabled": True, "url": "http://127.0.0.1:1/", "enabled_events": ["*"]}),
]
QUIET = ("request", "actor")
"""Entries of the journal that say what was asked: they differ by themselves."""


class Stage(World):
    """The world of the tests of bad input, with more in it, and with alice and carol connected."""

    at = 0
    """When the stage was ready."""

    def __init__(self) -> None:
        super().__init__()
        for method, path, body in MORE:
            answer = self.send(method, f"/v3{self.filled(path)}", json.dumps(self.filled(body)).encode())
            assert answer.status == 200, (path, answer.body)
            self._note(path, body, json.loads(answer.body))
            self.app.clock.advance(seconds=1)
        for person in ("alice", "bob"):
            self.app.provider.acts()["joins"](self.hub, self.app, person, {"channel_url": "lobby"})
        app: Any = self.app
        own_rare(app.group_channels["lunch"].messages.get(self.found["own text"])).unfiltered = "yuck"
        self.at = self.app.clock.now()
        self.good = self.app.provider.dump(self.app)
        self.pristine = json.dumps(self.good)
        self.begin_again()

    def _note(self, path: str, body: dict[str, Any], answer: dict[str, Any]) -> None:
        if path == f"{LUNCH}/messages" and body.get("user_id") == "alice":
            self.found["own file" if "url" in body else "own text"] = answer["message_id"]
        if body.get("message") == "more":
            self.found["reply"] = answer["message_id"]
        if path == f"{LOBBY}/messages" and "url" in body:
            self.found["lobby file"], self.found["middle"] = answer["message_id"], answer["created_at"]
        if body.get("title") == "Dinner?":
            self.found["poll_id"], self.found["option_id"] = answer["id"], answer["options"][0]["id"]

    def begin_again(self) -> None:
        assert json.dumps(self.good) == self.pristine, "what was loaded is changed by what came later"
        for app in list(self.hub):
            self.hub.remove(app)
        self.app = self.hub.provider("sendbird").create("chatmock", api_token=TOKEN)
        self.app.clock.freeze(self.at + 60_000)
        fill(self.app, self.good)
        self.hub.add(self.app)
        for person in ("alice", "carol"):
            self.app.provider.acts()["connect"](self.hub, self.app, person, {})
        self._deliveries()

    def seen(self, before: int) -> list[Any]:
        """Everything that can be noticed: the whole state, frames, webhooks, pushes."""
        entries = [e for e in self.app.journal if e.number >= before and e.kind not in QUIET]
        told = [(e.kind, e.operation, e.body, str(e.facts)) for e in entries if e.facts.get("direction") != "in"]
        return [self.app.provider.dump(self.app), told, self._deliveries()]

    def _deliveries(self) -> list[Any]:
        found = []
        while (delivery := self.app.outbox.take()) is not None:
            found.append((delivery.name, delivery.body))
            self.app.outbox.done(delivery, 200)
        return found

    def ask(self, address: Address, given: dict[str, Any]) -> list[Any]:
        """What comes of a request from the beginning."""
        self.begin_again()
        before = self.app.journal.next_number
        answer = self._answer(address, {**given})
        return [answer.status, answer.body, *self.seen(before)]

    def _answer(self, address: Address, given: dict[str, Any]) -> Answer:
        """The answer to a backend, or to the client of whom ``*client`` names; with files, a form is sent."""
        client, instead = given.pop("*client", ""), given.pop("*path", {})
        assert isinstance(self.app, App)
        self.app.era = given.pop("*era", self.app.era)
        path, headers = address.path(self, **instead), address.headers
        if client:
            session = self.app.sessions.open(self.app.users[client], "", expiring=False)
            headers = {"Session-Key": session.key, "App-Id": self.app.app_id}
        if any(isinstance(value, Upload) for value in given.values()):
            texts = {name: value if isinstance(value, Upload) else _text(value) for name, value in given.items()}
            return dispatch(self.hub, Request(address.operation.method, path, "", headers, b"", Texts(texts.items())))
        if address.by_query:
            texts = {name: _text(value) for name, value in given.items()}
            return self.send(address.operation.method, path, query=address.query(texts), headers=headers)
        return self.send(address.operation.method, path, json.dumps(given).encode(), headers=headers)

    def command(self, name: str, given: dict[str, Any]) -> list[Any]:
        """What comes of a command of alice's client."""
        self.begin_again()
        before = self.app.journal.next_number
        connection = self.app.connections.held["alice"]
        sent = len(connection.outgoing)
        self.app.provider.received(self.hub, connection, f"{name}{json.dumps(given)}\n")
        return [[frame.payload for frame in list(connection.outgoing)[sent:]], *self.seen(before)]

    def filled(self, value: Any) -> Any:
        """A value with the ids and times of this stage in place of names in braces."""
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, dict):
            return {name: self.filled(item) for name, item in value.items()}
        if not isinstance(value, str) or not re.search(r"\{[\w ]+\}", value):
            return value
        text = value.format_map({**self.found, "soon": str(self.at + 120_000), "late": str(self.at - 30_000)})
        return int(text) if text.isdecimal() else text

    def send(self, method: str, path: str, body: bytes = b"", query: str = "", headers: Any = None) -> Answer:
        headers = {"Api-Token": TOKEN} if headers is None else headers
        return dispatch(self.hub, Request(method, path, query, headers, body))


def _text(value: Any) -> str:
    """A value as a query or a form has it."""
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value)
