"""Seeds of ConnectyCube: what a file says is there, what is dumped loads, what is wrong is said with its place."""

import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.seeds import SeedError, fill, read
from tests.connectycube.conftest import Api, empty_api
from tests.lengths import examples

ANN, BOB, CYD = 1001, 1002, 1003
LUNCH = "6b01f32ab9a16660b836b701"


def kitchen():
    api = empty_api()
    fill(api.app, read("kitchen"))
    return api


def by(api, user_id):
    """A client of a user that a seed made."""
    return Api(api.hub, api.app, api.app.sessions.open(api.app.users.rows[user_id]).token, user_id)


def test_everything_of_the_kitchen_is_there():
    api = kitchen()
    ann, bob, cyd = (by(api, user_id) for user_id in (ANN, BOB, CYD))
    assert ann.names() == ["Bob", "Lunch", "News", "Market"] or set(ann.names()) == {"Bob", "Lunch", "News", "Market"}
    assert set(cyd.names()) == {"Lunch", "Market", "News"}
    [lunch] = ann.get("/chat/Dialog", _id=LUNCH)["items"]
    assert (lunch["admins_ids"], lunch["extensions"], lunch["unread_messages_count"]) == ([BOB], {"place": "Rome"}, 2)
    first = bob.get("/chat/Message", chat_dialog_id=LUNCH, mark_as_read=0)["items"][0]
    assert (first["mood"], first["read_ids"], first["delivered_ids"]) == ("hungry", [ANN, BOB], [ANN, CYD, BOB])
    assert first["reactions"] == {"own": ["👍"], "total": {"👍": 2}}
    assert cyd.texts(LUNCH) == ["Soup at noon?", None] and (bob.unread(), cyd.unread()) == (1, 1)
    assert cyd.get(f"/chat/Dialog/{LUNCH}/notifications") == {"notifications": {"enabled": 0}}


def test_its_people_log_in_and_its_files_are_fetched():
    api = kitchen()
    api.token = api.app.sessions.open().token
    session = {"CB-Token": "1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b"}
    assert b'"user_id":1001' in api.send("GET", "/session", headers=session).body
    assert api.post("/login", login="bob", password="sesame-1234")["user"]["id"] == BOB
    dee = api.post("/login", provider="facebook", keys={"token": "a-token-of-facebook"})["user"]
    assert dee["login"] == "dee"
    [blob] = api.app.blobs.values()
    assert api.send("GET", f"/blobs/{blob.uid}", headers={}).body[:4] == b"\x89PNG"


def test_a_guest_of_a_seed_goes_a_day_after_it_came():
    api = kitchen()
    assert api.app.users.by("login", "gus") is not None
    api.app.clock.advance(hours=22)
    assert api.app.users.by("login", "gus") is None


def test_what_is_dumped_loads_and_dumps_again():
    api = kitchen()
    dumped = json.loads(json.dumps(api.app.provider.dump(api.app)))
    other = empty_api()
    fill(other.app, dumped)
    assert json.loads(json.dumps(other.app.provider.dump(other.app))) == dumped


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"users": [{"login": "ann"}, {"login": "ann"}]}, "stands twice"),
        ({"users": [{"id": 7}, {"id": 7}]}, "stands twice"),
        ({"users": [{"login": "ann", "created": "in 2 days"}]}, "future"),
        ({"users": [{"login": "ann"}], "dialogs": [{"type": "group", "occupants": ["anne"]}]}, "did you mean 'ann'"),
        ({"users": [{"login": "ann"}], "dialogs": [{"type": "private", "occupants": ["ann"]}]}, "two occupants"),
        ({"dialogs": [{"type": "group"}]}, "nobody owns it"),
        ({"dialogs": [{"type": "club"}]}, "type"),
        (
            {"dialogs": [{"type": "public", "owner": 1, "messages": [{"from": 1, "id": "x"}, {"from": 1, "id": "x"}]}]},
            "own",
        ),
        ({"blobs": [{"uid": "x", "user": 1, "name": "x", "content_type": "a/b", "content": "?"}]}, "base64"),
        ({"sessions": [{"user": "ann"}]}, "no user"),
        ({"application": {"limits": {"rates": {"user": "many"}}}}, "rate"),
        ({"application": {"settings": {"session_second": 5}}}, "session_seconds"),
    ],
)
def test_what_is_wrong_is_said(document, said):
    with pytest.raises(SeedError, match=said):
        fill(empty_api().app, document)


# --- single values changed, taken away or doubled ---

OTHERS: list[Any] = [
    "",
    "x",
    "ann",
    "bob",
    None,
    True,
    [],
    {},
    ["x"],
    "9" * 500,
    "in 9 weeks",
    "1 minute ago",
    0.5,
    "a/b",
    "group",
]
values = st.sampled_from([-1, 0, 1, 1.0, 2**53, 2**63 - 1, 2**63, 10**30, *OTHERS, {"a": 1}, [1], [{}], ANN, BOB])


@cache
def whole(dumped):
    api = kitchen()
    return json.loads(json.dumps(api.app.provider.dump(api.app) if dumped else read("kitchen").values))


def spots(value, before=()):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield (*before, name)
        yield from spots(inner, (*before, name))


@settings(deadline=None, max_examples=examples(250))
@given(st.booleans(), st.data())
def test_a_damaged_document_loads_or_is_refused(dumped, data):
    document = deepcopy(whole(dumped))
    for _ in range(data.draw(st.integers(1, 2))):
        *outer, last = data.draw(st.sampled_from(list(spots(document))))
        inner = document
        for step in outer:
            inner = inner[step]
        match data.draw(st.integers(0, 2)):
            case 0:
                inner[last] = data.draw(values)
            case 1:
                del inner[last]
            case 2 if isinstance(inner, list):
                inner.append(deepcopy(inner[last]))
    api = empty_api()
    try:
        fill(api.app, document)
    except SeedError:
        return
    loaded = json.loads(json.dumps(api.app.provider.dump(api.app)))
    other = empty_api()
    fill(other.app, loaded)
    assert json.loads(json.dumps(other.app.provider.dump(other.app))) == loaded
    for user in list(api.app.users):
        person = by(api, user.id)
        for dialog in person.get("/chat/Dialog")["items"]:
            person.get("/chat/Message", chat_dialog_id=dialog["_id"])
        assert person.get("/users/v2", id=user.id)["total_entries"] == 1 and person.get("/subscriptions") is not None
        assert person.unread() == 0
