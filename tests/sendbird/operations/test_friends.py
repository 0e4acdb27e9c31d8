"""Friends: added by id, discovered by keys, listed, deleted, and what the change log says of them."""

import pytest

FRIENDS, KEYS, LOG = "/users/alice/friends", "/users/alice/friend_discoveries", "/users/alice/friends/changelogs"


def ids(rows):
    return [row["user_id"] for row in rows]


def friends(api):
    return ids(api.get(FRIENDS)["users"])


def upload(api, *keys, **names):
    rows = [{"friend_discovery_key": key} for key in keys]
    rows += [{"friend_discovery_key": key, "friend_name": name} for key, name in names.items()]
    return api.put(KEYS, friend_discoveries=rows)


def names(row):
    return row["friend_name"], row["friend_discovery_key"]


# --- by id ---


def test_added_users_are_listed_in_the_order_of_adding(api, alice, bob, carol):
    assert ids(api.post(FRIENDS, user_ids=["carol", "bob"])["users"]) == ["carol", "bob"]
    assert ids(api.walk(FRIENDS, "users", limit=1)) == ["carol", "bob"]
    assert api.get(FRIENDS, limit=1)["has_more"] and not api.get(FRIENDS)["has_more"]


def test_a_friendship_is_of_the_one_who_made_it(api, alice, bob):
    api.post(FRIENDS, user_ids=["bob"])
    assert api.get("/users/bob/friends")["users"] == []


def test_a_friend_by_id_has_the_own_name(api, alice, bob):
    api.user("x", nickname="")
    assert [names(row) for row in api.post(FRIENDS, user_ids=["bob", "x"])["users"]] == [("Bob", None), ("x", None)]


def test_adding_again_answers_the_same(api, alice, bob):
    first = api.post(FRIENDS, user_ids=["bob"])
    assert api.post(FRIENDS, user_ids=["bob", "bob"]) == first and friends(api) == ["bob"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 400105),
        ({"user_ids": "bob"}, 400102),
        ({"user_ids": ["bob", "nobody"]}, 400201),
        ({"user_ids": ["bob", "alice"]}, 400112),
    ],
)
def test_all_are_added_or_none(api, alice, bob, body, code):
    assert api.refusal("POST", FRIENDS, body)[0] == code and friends(api) == []


def test_deleting_skips_who_is_no_friend(api, alice, bob, carol):
    api.post(FRIENDS, user_ids=["bob", "carol"])
    assert api.delete(FRIENDS, user_ids=["bob", "nobody", "bob"]) == {} and friends(api) == ["carol"]


def test_a_deleted_user_is_no_friend(api, alice, bob):
    api.post(FRIENDS, user_ids=["bob"])
    api.delete("/users/bob")
    assert friends(api) == [] and api.get(LOG)["deleted"] == ["bob"]


def test_a_client_sees_its_own_friends_only(api, alice, bob):
    assert api.client("alice").post(FRIENDS, user_ids=["bob"])["users"] != []
    assert api.client("bob").refusal("GET", FRIENDS)[0] == 400108


# --- by discovery keys ---


def test_who_has_an_uploaded_key_is_a_friend_by_that_name(api, alice, bob, carol):
    api.put("/users/bob", discovery_keys=["+49", "bob@example.com"])
    assert len(upload(api, **{"+49": "Bobby", "+43": "Nobody"})["friend_discovery_request_id"]) == 32
    [bobby] = api.get(FRIENDS)["users"]
    assert (bobby["user_id"], *names(bobby)) == ("bob", "Bobby", "+49")


def test_a_key_finds_whoever_has_it_later(api, alice):
    upload(api, "+49")
    api.user("bob", discovery_keys=["+49"])
    assert [names(row) for row in api.get(FRIENDS)["users"]] == [(None, "+49")]


def test_uploading_again_renames(api, alice, bob):
    api.put("/users/bob", discovery_keys=["+49"])
    upload(api, **{"+49": "Bobby"})
    upload(api, **{"+49": "Robert"})
    assert [names(row) for row in api.get(FRIENDS)["users"]] == [("Robert", "+49")]


def test_nobody_discovers_oneself(api, alice):
    api.put("/users/alice", discovery_keys=["+49"])
    upload(api, "+49")
    assert friends(api) == []


def test_who_does_not_allow_it_is_not_discovered(api, alice, bob):
    api.put("/users/bob", discovery_keys=["+49"])
    assert api.put("/users/bob/allow_friend_discovery", allow_friend_discovery=False) == {
        "allow_friend_discovery": False
    }
    upload(api, "+49")
    assert friends(api) == [] and api.get("/users/bob")["is_hide_me_from_friends"]
    api.put("/users/bob/allow_friend_discovery", allow_friend_discovery=True)
    assert friends(api) == ["bob"] and api.get("/users/bob/allow_friend_discovery")["allow_friend_discovery"]


def test_a_forgotten_key_takes_along_who_was_found_by_it_alone(api, alice, bob, carol):
    api.put("/users/bob", discovery_keys=["+49", "+43"])
    api.put("/users/carol", discovery_keys=["+41"])
    upload(api, "+49", "+43", "+41")
    api.post(FRIENDS, user_ids=["carol"])
    api.delete(KEYS, friend_discovery_keys=["+49", "+41", "never"])
    assert {row["user_id"]: names(row) for row in api.get(FRIENDS)["users"]} == {
        "bob": (None, "+43"),
        "carol": ("Carol", None),
    }
    api.delete(KEYS, friend_discovery_keys=["+43"])
    assert friends(api) == ["carol"]


def test_a_forgotten_key_finds_nobody_later(api, alice):
    upload(api, "+49")
    api.delete(KEYS, friend_discovery_keys=["+49"])
    api.user("bob", discovery_keys=["+49"])
    assert friends(api) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 400105),
        ({"friend_discoveries": {}}, 400102),
        ({"friend_discoveries": [{"friend_name": "Bobby"}]}, 400105),
        ({"friend_discoveries": [{"friend_discovery_key": 1}]}, 400100),
    ],
)
def test_an_upload_that_is_none_is_refused(api, alice, body, code):
    assert api.refusal("PUT", KEYS, body)[0] == code


# --- the change log ---


def test_the_log_tells_everything_once(api, alice, bob, carol):
    api.post(FRIENDS, user_ids=["bob", "carol"])
    first = api.get(LOG)
    assert (ids(first["added"]), ids(first["updated"]), first["deleted"]) == (["bob", "carol"], ["bob", "carol"], [])
    api.put("/users/bob", nickname="Robert")
    api.delete(FRIENDS, user_ids=["carol"])
    then = api.get(LOG, token=first["next"])
    assert (then["added"], [row["nickname"] for row in then["updated"]], then["deleted"]) == ([], ["Robert"], ["carol"])
    rest = api.get(LOG, token=then["next"])
    assert [rest["added"], rest["updated"], rest["deleted"], rest["has_more"]] == [[], [], [], False]


def test_the_log_goes_on_by_pages(api, alice, bob, carol):
    api.post(FRIENDS, user_ids=["bob", "carol"])
    page = api.get(LOG, limit=1)
    assert ids(page["added"]) == ["bob"] and page["has_more"]
    assert ids(api.get(LOG, limit=1, token=page["next"])["added"]) == ["carol"]


def test_who_comes_back_is_new(api, alice, bob):
    api.post(FRIENDS, user_ids=["bob"])
    token = api.get(LOG)["next"]
    api.delete(FRIENDS, user_ids=["bob"])
    api.post(FRIENDS, user_ids=["bob"])
    again = api.get(LOG, token=token)
    assert (ids(again["added"]), again["deleted"]) == (["bob"], [])


def test_a_token_of_another_list_is_refused(api, alice, bob, carol):
    api.post(FRIENDS, user_ids=["bob", "carol"])
    assert api.refusal("GET", LOG, token=api.get(FRIENDS, limit=1)["next"])[0] == 400111


# --- who is invited by whom ---


@pytest.fixture
def invited(api, alice, bob, carol):
    """Alice is invited by bob, who is a friend, and by carol, who is none."""
    api.put("/users/alice/channel_invitation_preference", auto_accept=False)
    api.post(FRIENDS, user_ids=["bob"])
    for inviter in ("bob", "carol"):
        api.group(inviter, channel_url=f"of_{inviter}")
        api.post(f"/group_channels/of_{inviter}/invite", user_ids=["alice"], inviter_id=inviter)


@pytest.mark.parametrize(("state", "inviter"), [("invited_by_friend", "bob"), ("invited_by_non_friend", "carol")])
def test_channels_are_filtered_by_who_invited(api, invited, state, inviter):
    found = api.get("/users/alice/my_group_channels", member_state_filter=state, show_empty=True)["channels"]
    assert [channel["channel_url"] for channel in found] == [f"of_{inviter}"]
    assert api.get("/users/alice/group_channel_count", state=state) == {"group_channel_count": 1}
    assert api.get(f"/group_channels/of_{inviter}/members", member_state_filter=state)["members"] != []


def test_the_inviter_says_whether_it_is_a_friend(api, invited):
    found = api.get("/users/alice/my_group_channels", show_empty=True)["channels"]
    inviters = {channel["inviter"]["user_id"]: channel["inviter"].get("friend_name") for channel in found}
    assert inviters == {"bob": "Bob", "carol": None}


def test_members_are_friends_of_their_viewer(api, lunch, lunch_path, carol):
    api.post(FRIENDS, user_ids=["bob"])
    for viewer, seen in (("alice", {"alice": None, "bob": "Bob"}), ("bob", {"alice": None, "bob": None})):
        client = api.client(viewer)
        rows = [client.get(f"{lunch_path}/members")["members"], client.get(lunch_path, show_member=True)["members"]]
        assert [{row["user_id"]: row["friend_name"] for row in found} for found in rows] == [seen, seen]
