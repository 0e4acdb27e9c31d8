"""Laws of an application as a whole: what is dumped loads, refusals change nothing, nobody shares, nothing is left."""

from __future__ import annotations

import gc
import weakref
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.hub import Hub
from chatmock.core.seeds import fill
from chatmock.core.texts import Texts, Upload
from chatmock.providers.connectycube import ConnectyCube
from tests.connectycube.conftest import Api, new_api
from tests.lengths import examples

NAMES = ("ann", "bob", "cy")
who = st.integers(0, 2)
some = st.integers(0, 9)
DOINGS = st.lists(st.tuples(st.integers(0, 15), who, who, some), max_size=20)
common = settings(deadline=None, max_examples=examples(60))


class Town:
    """Three people in an application who do something, or are refused."""

    def __init__(self, app_id: int = 1, hub: Hub | None = None) -> None:
        self.api = new_api(app_id, hub)
        self.people = [self.api.user(name) for name in NAMES]
        self.dialogs: list[str] = []
        self.said: list[str] = []

    def of(self, kept: list[str], number: int) -> str:
        return kept[number % len(kept)] if kept else "none"

    def do(self, doing: tuple[int, int, int, int]) -> None:
        """Whatever is refused has changed nothing."""
        what, actor, other, number = doing
        one, two = self.people[actor], self.people[other]
        line = self._line(what, two, number)
        before = self.dump()
        answer = one.send(*line)
        if answer.refusal is not None:
            assert self.dump() == before, line
        elif line[1] == "/chat/Dialog":
            self.dialogs.append(one._good(answer)["_id"])
        elif line[1] == "/chat/Message" and line[0] == "POST":
            self.said.append(one._good(answer)["_id"])

    def _line(self, what: int, two: Api, number: int) -> tuple[str, str, Any]:
        dialog, said = self.of(self.dialogs, number), self.of(self.said, number)
        lines: list[tuple[str, str, Any]] = [
            ("POST", "/chat/Dialog", {"type": 2, "name": f"g{number}", "occupants_ids": [two.id]}),
            ("POST", "/chat/Dialog", {"type": 3, "occupants_ids": [two.id]}),
            ("POST", "/chat/Dialog", {"type": 4, "name": "p", "permissions": {"allow_preview": True}}),
            ("POST", "/chat/Message", {"chat_dialog_id": dialog, "message": "x", "n": number, "send_to_chat": 1}),
            ("POST", "/chat/Message", {"recipient_id": two.id, "attachments": [{"type": "image"}]}),
            ("PUT", f"/chat/Message/{said}", {"read": 1}),
            ("PUT", f"/chat/Message/{said}", {"message": f"y{number}"}),
            ("PUT", f"/chat/Message/{said}/reactions", {"add": "👍" if number % 2 else "🎉"}),
            ("DELETE", f"/chat/Message/{said}", {"force": number % 2}),
            ("DELETE", f"/chat/Dialog/{dialog}", {"force": int(number == 0)}),
            ("POST", f"/chat/Dialog/{dialog}/subscribe", None),
            ("PUT", f"/chat/Dialog/{dialog}", {"push_all": {"occupants_ids": [two.id], "admins_ids": [two.id]}}),
            ("PUT", f"/chat/Dialog/{dialog}", {"pull_all": {"occupants_ids": [two.id]}, "extensions": {"a": number}}),
            ("PUT", f"/chat/Dialog/{dialog}/notifications", {"enabled": number % 2}),
            ("PUT", f"/users/{two.id}", {"user": {"full_name": f"N{number}", "tag_list": ["a", f"t{number}"]}}),
            ("GET", f"/chat/Message?chat_dialog_id={dialog}", None),
        ]
        return lines[what]

    def dump(self) -> Any:
        return self.api.app.provider.dump(self.api.app)

    def looks(self) -> list[Any]:
        """What each sees."""
        return [
            [one.send("GET", path).body for path in ("/chat/Dialog", "/chat/Message/unread", "/users")]
            + [one.send("GET", f"/chat/Message?mark_as_read=0&chat_dialog_id={dialog}").body for dialog in self.dialogs]
            for one in self.people
        ]


@common
@given(DOINGS, DOINGS)
def test_what_is_dumped_loads_and_goes_on_alike(before, after):
    town = Town()
    for doing in before:
        town.do(doing)
    dumped = town.dump()
    other = Town()
    app = town.api.app.provider.create(1, auth_key="key-1", auth_secret="secret-1")
    other.api.hub.remove(other.api.app)
    fill(app, dumped)
    other.api.hub.add(app)
    other.api.app = app
    other.dialogs, other.said = list(town.dialogs), list(town.said)
    other.people = [Api(other.api.hub, app, one.token, one.id) for one in town.people]
    assert other.dump() == dumped and other.looks() == town.looks()
    for doing in after:
        town.do(doing)
        other.do(doing)
    assert other.dump() == town.dump() and other.looks() == town.looks()


@common
@given(DOINGS)
def test_two_applications_share_nothing(doings):
    one = Town(1)
    other = Town(2, one.api.hub)
    before = other.dump()
    for doing in doings:
        one.do(doing)
    assert other.dump() == before and len(other.api.app.journal) == 0
    for mine in one.people:
        assert mine.token not in other.api.app.granted


def test_nothing_of_a_removed_application_stays_in_memory():
    hub = Hub([ConnectyCube()], strict=True)
    town = Town(1, hub)
    for what in range(16):
        town.do((what, 0, 1, 1))
    ann = town.people[0]
    blob = ann.post("/blobs", blob={"name": "x", "content_type": "image/png"})["blob"]
    form = Texts([("key", blob["uid"]), ("file", Upload("", "image/png", b"x"))])
    ann.send("POST", f"/upload/1/{blob['uid']}", form=form, headers={})
    seen = weakref.ref(town.api.app), weakref.ref(town.api.app.users)
    hub.remove(town.api.app)
    del town, ann
    gc.collect()
    assert [one() for one in seen] == [None, None] and hub.broken == []


def test_who_is_gone_leaves_nothing_but_messages():
    town = Town()
    for what in range(16):
        town.do((what, 0, 1, 1))
    for one in town.people:
        one.delete(f"/users/{one.id}")
    app = town.api.app
    assert (len(app.users), len(app.subscriptions), [*app.sessions]) == (0, 0, [app.sessions.get(town.api.token)])
    assert all(not dialog.occupants and not dialog.lists_occupants for dialog in app.dialogs)
