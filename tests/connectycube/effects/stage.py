"""An application where much goes on, asked the same thing from the same moment again and again."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from chatmock.core.seeds import fill
from chatmock.providers.connectycube.sessions.signature import flattened
from tests.connectycube.conftest import Api
from tests.contract.bad_input.connectycube.conftest import PROVIDER, World

QUIET = ("request", "actor")
"""Entries of the journal that say what was asked: they differ by themselves."""
Given = dict[str, Any]


class Stage(World):
    """The world of the tests of bad input, with more in it. Ann and Bob are connected, Cy has devices for pushes."""

    def __init__(self) -> None:
        super().__init__()
        app, hub = self.app, self.hub
        ann, bob = (self._client(login) for login in ("ann", "bob"))
        cy = Api(hub, app).user("cy", tags=("cooks", "eaters"), external_id="c9", phone="+2", facebook_id="cf")
        lunch = str(self.found["dialog_id"])
        self._later()
        dinner = ann.group(bob, cy, name="Dinner", extensions={"floor": "2"}, description="stew")
        self._later()
        yard, pair = bob.public("Yard"), ann.private(bob)
        others = bob.group(cy, name="Others")
        self._later()
        for who, dialog, text, details in (
            (ann, dinner, "stew", {"attachments": [{"type": "video"}], "send_to_chat": True}),
            (bob, pair, "soup for two", {}),
            (ann, pair, "yes", {}),
            (cy, dinner, "tomato", {}),
            (bob, lunch, "bread", {"attachments": [{"type": "image"}]}),
        ):
            self._later()
            self.found[text] = who.say(dialog, text, **details)
        ann.put(f"/chat/Dialog/{dinner}/admins", push_all={"admins_ids": [bob.id]})
        ann.put(f"/chat/Dialog/{dinner}", push_all={"pinned_messages_ids": [self.found["stew"]]})
        bob.put(f"/chat/Message/{self.found['stew']}/reactions", add="nom")
        cy.put(f"/chat/Message/{self.found['tomato']}", delivered=True)
        for channel, environment, udid in (("gcm", "development", "p"), ("apns", "production", "q")):
            token = {"environment": environment, "client_identification_sequence": f"token-{udid}"}
            given = {"platform": "android" if channel == "gcm" else "ios", "udid": udid}
            cy.post("/subscriptions", notification_channel=channel, push_token=token, device=given)
        event = {"notification_type": "push", "environment": "development", "message": "y", "user": {"ids": [cy.id]}}
        ann.post("/events", event=event)
        self.people = {"ann": ann, "bob": bob, "cy": cy}
        self.found |= {"dinner": dinner, "yard": yard, "pair": pair, "others": others, "lunch": lunch}
        self.found |= {name: one.id for name, one in self.people.items()}
        self._later()
        self.at = app.clock.now()
        now = self.at // 1000 + 60
        self.found |= {"now": now, "middle": now - 200, "month": now - 30 * 86_400, "long ago": 1_000_000_000}
        self.good = PROVIDER.dump(app)
        self.begin_again()

    def _client(self, login: str) -> Api:
        user = self.app.users.by("login", login)
        assert user is not None
        return Api(self.hub, self.app, self.app.sessions.of(user)[0].token, user.id)

    def _later(self) -> None:
        self.app.clock.freeze(self.app.clock.now() + 60_000)

    def begin_again(self) -> None:
        self.hub.remove(self.app)
        self.app = PROVIDER.create(1, auth_key="key-1", auth_secret="secret-1")
        self.app.clock.freeze(getattr(self, "at", 0) + 60_000)
        fill(self.app, self.good)
        self.hub.add(self.app)
        for name in ("ann", "bob"):
            PROVIDER.acts()["connect"](self.hub, self.app, name, {})

    def ask(self, operation: Any, given: Given) -> list[Any]:
        """What comes of a request from the beginning: the answer, the whole state, stanzas and pushes."""
        self.begin_again()
        given = {**given}
        self.tokens["user"] = self.people[given.pop("*as", "ann")].token
        path = self.path(operation, **given.pop("*path", {}))
        if given.pop("*signed", False):
            given["signature"] = _signature(given) if given.get("signature", "right") == "right" else "0" * 64
        before = self.app.journal.next_number
        answer = self.send(operation, given, path)
        assert not self.hub.broken, self.hub.broken
        entries = [one for one in self.app.journal if one.number >= before and one.kind not in QUIET]
        told = [(one.kind, one.operation, one.body, str(one.facts)) for one in entries]
        return [answer.status, answer.body, PROVIDER.dump(self.app), told]

    def filled(self, value: Any) -> Any:
        """A value with the ids and times of this stage in place of names in braces."""
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, dict):
            return {name: self.filled(item) for name, item in value.items()}
        if isinstance(value, str) and value.startswith("{") and value[1:-1] in self.found:
            return self.found[value[1:-1]]
        return value


def _signature(given: Given) -> str:
    text = "&".join(f"{name}={value}" for name, value in sorted(flattened(given)) if name != "signature")
    return hmac.new(b"secret-1", text.encode(), hashlib.sha256).hexdigest()
