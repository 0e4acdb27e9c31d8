"""What the era of today adds to an application's state goes through seed documents too."""

from typing import Any

import pytest

from chatmock.core.seeds import SeedError, parse, write


def again(hub, app):
    """Another tenant, made of what the first one dumps, and both dumps."""
    first = app.provider.dump(app)
    other = hub.fresh(app)
    parse(write(first).encode(), "export.yaml").fill(other)
    return first, other.provider.dump(other)


@pytest.fixture
def lively(api, alice, bob, carol, lunch, lobby):
    """Some of everything that an application of today keeps."""
    path = f"/group_channels/{lunch}"
    api.put("/users/carol/channel_invitation_preference", auto_accept=False)
    api.put("/applications/default_channel_invitation_preference", auto_accept=False)
    api.put("/users/alice/push/template", name="alternative")
    api.post("/users/alice/metadata", metadata={"team": "kitchen"})
    api.post(f"{path}/invite", user_ids=["carol"], inviter_id="bob")
    soup = api.say("bob", lunch, "soup?", pin_message=True)["message_id"]
    reply = api.say("alice", lunch, "yes", parent_message_id=soup)["message_id"]
    api.say("alice", lunch, "hot", parent_message_id=soup)
    api.delete(f"{path}/messages/{reply}")
    poll = api.post("/polls", title="Lunch?", options=["soup", "stew"], data={"text": "today"})
    api.say("bob", lunch, poll_id=poll["id"])
    api.put(f"/polls/{poll['id']}/vote", user_id="alice", option_ids=[poll["options"][1]["id"]])
    api.delete(f"/polls/{api.post('/polls', title='Tea?', options=['green'])['id']}")
    api.put(f"{path}/messages/{soup}/thread_push", user_id="bob", push_enabled=False)
    for user in ("alice", "bob"):
        api.post(f"{path}/messages/{soup}/reactions", user_id=user, reaction="yum")
    api.post(f"{path}/messages/{soup}/translation", target_langs=["es"])
    api.put(f"/users/bob/count_preference/{lunch}", count_preference="off")
    api.put(f"{path}/messages/mark_as_delivered", user_id="alice")
    api.post(f"/report{path}/messages/{soup}", report_category="spam", reporting_user_id="alice")
    api.post(f"/open_channels/{lobby}/operators", operator_ids=["bob"])
    gone = api.group(alice, bob, carol, is_public=True, access_code="x")
    api.put(f"/group_channels/{gone}/accept", user_id="carol", access_code="x")
    api.put(f"/group_channels/{gone}/leave", user_ids=["alice"])
    api.delete(f"/group_channels/{api.group(alice, bob)}")
    befriend(api)


def befriend(api):
    """Friends of each kind, and a change of each."""
    api.put("/users/bob", discovery_keys=["+49"])
    api.put("/users/carol/allow_friend_discovery", allow_friend_discovery=False)
    rows = [{"friend_discovery_key": "+49", "friend_name": "Bobby"}, {"friend_discovery_key": "+43"}]
    api.put("/users/alice/friend_discoveries", friend_discoveries=rows)
    for user, friends in (("alice", ["carol"]), ("bob", ["alice", "carol"]), ("carol", ["alice"])):
        api.post(f"/users/{user}/friends", user_ids=friends)
    api.put("/users/carol", nickname="Caroline")
    api.post("/users/alice/friends", user_ids=["bob"])
    api.delete("/users/bob/friends", user_ids=["alice"])


def test_dumping_loading_and_dumping_again_is_equal(hub, app, lively):
    first, second = again(hub, app)
    assert second == first


def test_a_restored_tenant_knows_what_happened_before(hub, app, api, lively, lunch):
    asked: list[tuple[str, dict[str, Any]]] = [
        ("/users/alice/my_group_channels/changelogs", {"change_ts": 0}),
        (f"/group_channels/{lunch}/messages/changelogs", {"change_ts": 0, "include_reactions": True}),
        (f"/group_channels/{lunch}/pinned_messages", {"include_thread_info": True}),
        (f"/group_channels/{lunch}/members", {}),
        ("/report", {}),
        ("/users/alice/friends", {}),
        ("/users/bob/friends/changelogs", {}),
        ("/polls", {"channel_url": lunch}),
        (f"/group_channels/{lunch}/messages", {"message_ts": 0, "include_poll_details": True}),
    ]
    before = [api.get(path, **query) for path, query in asked]
    other = hub.fresh(app)
    parse(write(app.provider.dump(app)).encode(), "export.yaml").fill(other)
    hub.add(other)
    after = [api.get(path, **query) for path, query in asked]
    assert [{**row, "next": "", "ts": 0} for row in after] == [{**row, "next": "", "ts": 0} for row in before]


def test_a_restored_tenant_discovers_as_before(hub, app, api, lively):
    other = hub.fresh(app)
    parse(write(app.provider.dump(app)).encode(), "export.yaml").fill(other)
    hub.add(other)
    api.user("dave", discovery_keys=["+43"])
    api.put("/users/carol/friend_discoveries", friend_discoveries=[{"friend_discovery_key": "+49"}])
    assert [row["user_id"] for row in api.get("/users/alice/friends")["users"]] == ["bob", "carol", "dave"]
    assert [row["user_id"] for row in api.get("/users/carol/friends")["users"]] == ["alice", "bob"]


def test_friends_are_named_by_hand(app, api):
    text = (
        "users:\n  - { user_id: a, friends: [b, { user_id: c, friend_discovery_key: '+49', friend_name: Cee }] }\n"
        "  - user_id: b\n  - user_id: c\n"
    )
    parse(text.encode(), "seed.yaml").fill(app)
    assert [(row["user_id"], row["friend_name"]) for row in api.get("/users/a/friends")["users"]] == [
        ("b", "B"),
        ("c", "Cee"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("friends: [a]", "nobody is the own friend"),
        ("friends: [b, b]", "'b' stands twice"),
        ("friends: [x]", "there is no user 'x'"),
        ("friend_changes: [{ user_id: b, serial: 7, at: 1 }]", "is a friend and is not"),
        ("friends: [b], friend_changes: [{ user_id: b, serial: 7, at: 1 }]", "the friend has the number"),
    ],
)
def test_friends_that_cannot_be_are_named_with_their_line(app, row, sentence):
    text = f"users:\n  - {{ user_id: a, {row} }}\n  - user_id: b\n"
    with pytest.raises(SeedError, match=sentence):
        parse(text.encode(), "seed.yaml").fill(app)


def test_somebody_is_invited_by_hand(app, api):
    text = "users: [{user_id: a}, {user_id: b}]\ngroup_channels:\n  - channel_url: x\n    members: [a, {user_id: b, state: invited}]\n"
    parse(text.encode(), "seed.yaml").fill(app)
    assert [m["state"] for m in api.get("/group_channels/x/members")["members"]] == ["joined", "invited"]


def test_a_pin_of_nothing_is_named_with_its_line(app):
    text = "group_channels:\n  - channel_url: x\n    pins:\n      - message_id: 7\n"
    with pytest.raises(SeedError, match=r"seed.yaml:4: there is no message 7"):
        parse(text.encode(), "seed.yaml").fill(app)
