"""Every operation of the Platform API, each with a valid request, in an application where it can be done."""

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.operation import Operation
from chatmock.core.sample import Ask
from chatmock.core.seeds import fill
from chatmock.providers.sendbird import Sendbird
from chatmock.providers.sendbird.model import Emoji, EmojiCategory, Feed, PushConfiguration, Template, own_rare
from chatmock.serving import new_hub

TOKEN = "chatmock-token"
CREDENTIALS = {
    "": {"Api-Token": TOKEN},
    "basic": {"Authorization": "Basic YWxpY2VAZXhhbXBsZS5jb206c29ha2Vk"},
    "client": {"App-Id": "chatmock"},
    "open": {},
}

WAITER = {
    "bot_userid": "waiter",
    "bot_nickname": "Waiter",
    "bot_profile_url": "",
    "is_privacy_mode": True,
    "bot_callback_url": "http://127.0.0.1:1/",
}
SOUP = {
    "message_type": "MESG",
    "user_id": "bob",
    "message": "Soup?",
    "sorted_metaarray": [{"key": "dishes", "value": ["soup"]}],
}
TYPE = "/applications/settings_by_channel_custom_type/food"
CLOSING = {
    "message": {"type": "MESG", "user_id": "alice", "content": "The canteen closes."},
    "unique_id": "closing",
    "announcement_group": "canteen",
}
SOON = round(time.time() * 1000) + 3_600_000
"""A time ahead of the world's clock, which stands at the present."""
PREPARED: list[tuple[str, str, dict[str, Any]]] = [
    *(("POST", "/users", {"user_id": name, "nickname": name}) for name in ("alice", "bob", "carol", "dave", "mallory")),
    ("PUT", "/users/mallory/channel_invitation_preference", {"auto_accept": False}),
    ("POST", "/group_channels", {"channel_url": "lunch", "user_ids": ["alice", "bob"], "is_public": True}),
    ("POST", "/group_channels/lunch/invite", {"user_ids": ["mallory"]}),
    ("POST", "/open_channels", {"channel_url": "lobby", "operators": ["alice"]}),
    ("POST", "/polls", {"title": "Lunch?", "options": ["soup", "stew"]}),
    ("POST", "/polls/{poll_id}/options", {"text": "bread"}),
    ("POST", "/group_channels/lunch/messages", {**SOUP, "poll_id": "{poll_id}"}),
    *(
        ("POST", f"/{kind}/{channel}/{path}", body)
        for kind, channel in (("group_channels", "lunch"), ("open_channels", "lobby"))
        for path, body in (
            ("messages", SOUP),
            (f"messages/{{{kind} message_id}}/reactions", {"user_id": "alice", "reaction": "yum"}),
            (f"messages/{{{kind} message_id}}/pin", {}),
            ("metadata", {"metadata": {"place": "roof", "table": "4"}}),
            ("metacounter", {"metacounter": {"place": 1, "soups": 2, "salads": 3}}),
            ("ban", {"user_id": "dave"}),
            ("mute", {"user_id": "dave"}),
        )
    ),
    ("POST", "/users/alice/metadata", {"metadata": {"place": "roof", "table": "4"}}),
    ("POST", "/bots", WAITER),
    ("POST", "/bots/waiter/channels", {"channel_urls": ["lunch"]}),
    ("POST", "/users/alice/block", {"target_id": "bob"}),
    ("POST", "/users/alice/push/gcm", {"gcm_reg_token": "APA91bE"}),
    ("POST", "/applications/settings_by_channel_custom_type", {"custom_type": "food"}),
    ("POST", "/applications/push/gcm", {"gcm_sender_id": "123456789012", "gcm_api_key": "AIza-example"}),
    ("POST", "/applications/api_tokens", {}),
    ("POST", "/group_channels/lunch/scheduled_messages", {**SOUP, "scheduled_at": SOON}),
    ("POST", f"{TYPE}/ban", {"banned_list": [{"user_id": "dave"}]}),
    ("POST", f"{TYPE}/mute", {"user_ids": ["dave"]}),
    ("POST", f"{TYPE}/operators", {"operator_ids": ["alice"]}),
    ("POST", "/export/messages", {"start_ts": 0, "end_ts": SOON}),
    ("POST", "/privacy/gdpr", {"action": "access", "user_id": "alice"}),
    ("POST", "/announcements", {**CLOSING, "scheduled_at": SOON}),
]
PROVIDERS = {"fcm": "fire", "hms": "hwa", "apns": "apple"}
"""Ids of push configurations by their service."""
KEPT = {
    "/group_channels/lunch/messages": ("group_channels message_id", "message_id"),
    "/open_channels/lobby/messages": ("open_channels message_id", "message_id"),
    "/applications/push/gcm": ("push_configuration_id", "push_configurations/0/id"),
    "/applications/api_tokens": ("api_token", "token"),
    "/group_channels/lunch/scheduled_messages": ("scheduled_message_id", "scheduled_message_id"),
    "/export/messages": ("export id", "request_id"),
    "/privacy/gdpr": ("gdpr id", "request_id"),
    "/polls": ("poll_id", "id"),
    "/polls/{poll_id}/options": ("option_id", "options/0/id"),
}
"""What later paths take from an answer: under which name, and where it stands."""
PATH = {
    "user_id": "alice",
    "target_id": "bob",
    "banned_user_id": "dave",
    "muted_user_id": "dave",
    "offending_user_id": "bob",
    "bot_userid": "waiter",
    "target_channel_url": "lobby",
    "key": "place",
    "custom_type": "food",
    "emoji_category_id": "7",
    "emoji_key": "soup",
    "token_type": "gcm",
    "push_type": "gcm",
    "push_token": "APA91bE",
    "token": "APA91bE",
    "app_id": "chatmock",
    "template_name": "default",
    "data_type": "messages",
    "unique_id": "closing",
    "announcement_group": "canteen",
    "file_id": "none",
    "file_name": "none.png",
}
IN_PLACE: dict[str, dict[str, Any]] = {
    "create_user": {"user_id": "erin"},
    "create_bot": {"bot_userid": "chef", "bot_callback_url": "http://127.0.0.1:1/"},
    "create_open_channel": {"channel_url": "kitchen"},
    "create_custom_type_settings": {"custom_type": "drinks"},
    "create_metadata": {"metadata": {"chairs": "6"}},
    "create_user_metadata": {"metadata": {"chairs": "6"}},
    "create_metacounter": {"metacounter": {"cakes": 1}},
    "update_webhook": {"url": "http://127.0.0.1:1/"},
    "list_messages": {"message_ts": 0},
    "accept_invitation": {"user_id": "mallory"},
    "decline_invitation": {"user_id": "mallory"},
    "join_channel": {"user_id": "carol"},
    "add_reaction": {"user_id": "bob"},
    "authenticate_user": {"token": ""},
    "issue_session_key": {"token": ""},
    "report_message": {"offending_user_id": "bob"},
    "vote_in_poll": {"option_ids": []},
    "add_emojis": {"emoji_category_id": 7, "emojis": [{"key": "stew", "url": "http://x.test/stew"}]},
    "schedule_announcement": {"unique_id": "opening"},
    "send_notification": {"template": {"key": "place"}},
    "create_scheduled_message": {"scheduled_at": SOON},
    "update_scheduled_message": {"scheduled_at": SOON},
    **{name: {"user_id": "alice"} for name in ("update_thread_push", "list_threads", "search_messages")},
}
"""What an example of a schema has otherwise here: names that are free, people to whom it can happen."""


class World:
    """A prepared application, made anew from its dump whenever it has changed."""

    def __init__(self):
        self.hub = new_hub(strict=True)
        self.app: Any = self.hub.add(self.hub.provider("sendbird").create("chatmock", api_token=TOKEN))
        self.app.clock.freeze()
        self.found = dict(PATH)
        for method, path, body in PREPARED:
            if "poll_id" in body:
                body = {**body, "poll_id": int(self.found["poll_id"])}
            answer = self.send(method, f"/v3{path.format_map(self.found)}", json.dumps(body).encode())
            assert answer.status == 200, (path, answer.body)
            if path in KEPT:
                name, place = KEPT[path]
                self.found |= Ask("", keep={name: place}).kept(json.loads(answer.body))
        food = EmojiCategory(7, "Food", "http://x.test/food", {"soup": Emoji(8, "soup", "http://x.test/soup")})
        app: Any = self.app
        app.emoji_categories[7] = food
        feed = app.feeds.rows["news"] = Feed("news", "News")
        for user in app.users:
            app.feeds.make(feed, user, app.ids.serial(), app.clock.stamp())
        for key in ("place", "menu"):
            app.feeds.templates[key] = Template(key, key, "news", 0, 0)
        for kind, channel in (("group_channels", "lunch"), ("open_channels", "lobby")):
            said = getattr(app, kind)[channel].messages.get(int(self.found[f"{kind} message_id"]))
            own_rare(said).unfiltered = "yuck"
        for service, name in PROVIDERS.items():
            app.push_configurations[name] = PushConfiguration(name, service.upper(), 0)
        self.good = self.app.provider.dump(self.app)

    def send(self, method, path, body=b"", query="", headers=None):
        headers = {"Api-Token": TOKEN} if headers is None else headers
        return dispatch(self.hub, Request(method, path, query, headers, body))

    def check(self, answer, code, *, may_change=False, about=None, look=True):
        """Hold an answer against the code it has to have (0: any documented one, or success), and the state, too."""
        told = orjson.loads(answer.body) if answer.content_type == "application/json" else {}
        why = f"{str(about)[:300]} got {answer.status} {told} in place of {code or 'a documented answer'}"
        assert not self.hub.broken, f"{why}: {self.hub.broken}"
        assert answer.status == (501 if code == 501000 else 400) or (answer.status == 200 and not code), why
        if answer.status != 200:
            assert told.keys() == {"error", "message", "code"}, why
            assert told["code"] in self.hub.provider("sendbird").error_codes(), why
            assert code in (0, told["code"]), why
        if look and self.changed():
            assert may_change and answer.status == 200, f"{why}, and the state has changed"
            self.begin_again()

    def changed(self):
        return self.app not in [*self.hub] or self.app.provider.dump(self.app) != self.good

    def begin_again(self):
        for app in self.hub:
            self.hub.remove(app)
        self.app = self.hub.provider("sendbird").create("chatmock", api_token=TOKEN)
        fill(self.app, self.good)
        self.hub.add(self.app)
        assert self.app.provider.dump(self.app) == self.good


@dataclass(frozen=True)
class Address:
    """One operation at one address, with the kind of channel chosen."""

    operation: Operation
    kind: str

    def __str__(self):
        return " ".join(filter(None, (self.operation.name, self.operation.method, self.kind)))

    @property
    def name(self):
        return self.operation.name

    @property
    def parameters(self):
        """What its path leaves open, the kind of channel apart."""
        return [name for name in self.operation.parameters if name != "channel_type"]

    @property
    def by_query(self):
        return self.operation.method in ("GET", "DELETE")

    @property
    def writes(self):
        return self.operation.method != "GET" or self.name == "view_widget_setting"  # it makes who is to talk

    @property
    def headers(self):
        return CREDENTIALS[self.operation.auth]

    def path(self, world, **instead):
        kind = self.kind or ("open_channels" if "/open_channels" in self.operation.path else "group_channels")
        channel = {"open_channels": "lobby", "group_channels": "lunch"}[kind]
        known = {**world.found, "channel_type": kind, "channel_url": channel}
        known["provider_id"] = next(
            (name for service, name in PROVIDERS.items() if f"/push/{service}/" in self.operation.path),
            world.found["push_configuration_id"],
        )
        known["request_id"] = world.found["gdpr id" if "/gdpr" in self.operation.path else "export id"]
        known["message_id"] = world.found[f"{kind} message_id"]
        return self.operation.address.format_map({**known, **instead})

    def base(self):
        """A valid request: the first example of the schema, under names that are free."""
        document = self.operation.accept.document if self.operation.accept else {"examples": [{}]}
        return {**document["examples"][0], **IN_PLACE.get(self.name, {})}

    @staticmethod
    def query(given):
        """Values as a query has them, lists with commas."""
        texts = {name: ",".join(value) if isinstance(value, list) else value for name, value in given.items()}
        return urlencode(texts, safe=",")

    def send(self, world, given, path=""):
        """Ask with values, or with a query or a body as they are."""
        path = path or self.path(world)
        if self.by_query and not isinstance(given, bytes):
            query = given if isinstance(given, str) else self.query(given)
            return world.send(self.operation.method, path, query=query, headers=self.headers)
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        return world.send(self.operation.method, path, body, headers=self.headers)


def addresses(provider):
    """Every address of a provider's operations, one for each kind of channel where the path leaves it open."""
    for operation in provider.api.operations.values():
        kinds = provider.api.choices["channel_type"] if "channel_type" in operation.parameters else ("",)
        yield from (Address(operation, kind) for kind in kinds)


ALL = list(addresses(Sendbird()))


WHICH = {
    "address": lambda address: True,
    "taking": lambda address: address.operation.accept,
    "pointing": lambda address: address.parameters,
}
"""What a test can ask for: any address, those that take fields, those with something open in their path."""


def pytest_generate_tests(metafunc):
    for name in WHICH.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, [address for address in ALL if WHICH[name](address)], ids=str)


@pytest.fixture(scope="session")
def prepared():
    return World()


@pytest.fixture
def world(prepared):
    yield prepared
    prepared.hub.broken.clear()  # one test's failure is no other's
    if prepared.changed():
        prepared.begin_again()
        pytest.fail("the state has changed")
