"""Freezing, bans and mutes, and how the clock ends them."""

import pytest

from chatmock.providers.sendbird.channels.participants import enter

TEN_YEARS = 315_360_000_000


@pytest.fixture(autouse=True)
def frozen(app):
    app.clock.freeze()


@pytest.fixture
def ban(api, lobby):
    """Bans a user from the lobby."""
    return lambda user_id, **details: api.post(f"/open_channels/{lobby}/ban", user_id=user_id, **details)


@pytest.fixture
def mute(api, lobby):
    """Mutes a user in the lobby."""
    return lambda user_id, **details: api.post(f"/open_channels/{lobby}/mute", user_id=user_id, **details)


def banned(api, lobby):
    return [ban["user"]["user_id"] for ban in api.get(f"/open_channels/{lobby}/ban")["banned_list"]]


def muted(api, lobby):
    return [user["user_id"] for user in api.get(f"/open_channels/{lobby}/mute")["muted_list"]]


# --- freeze ---


def test_freezing_answers_the_frozen_channel(api, lobby):
    assert api.put(f"/open_channels/{lobby}/freeze", freeze=True)["freeze"] is True
    assert api.get(f"/open_channels/{lobby}")["freeze"] is True
    assert api.put(f"/open_channels/{lobby}/freeze", freeze=False)["freeze"] is False


@pytest.mark.parametrize(("body", "code"), [({}, 400105), ({"freeze": "maybe"}, 400104)])
def test_freezing_needs_a_boolean(api, lobby, body, code):
    assert api.refusal("PUT", f"/open_channels/{lobby}/freeze", body)[0] == code


def test_a_group_channel_can_be_frozen_today(api, lunch):
    assert api.put(f"/group_channels/{lunch}/freeze", freeze=True)["freeze"] is True


# --- bans ---


def test_a_ban_lasts_ten_years_unless_it_is_said(ban, alice, app):
    made = ban(alice)
    assert (made["description"], made["next_url"]) == ("", "/")
    assert made["end_at"] - made["start_at"] == TEN_YEARS and made["start_at"] == app.clock.now()
    assert made["user"]["user_id"] == "alice"


@pytest.mark.parametrize(("seconds", "ms"), [(-1, TEN_YEARS), (600, 600_000), (0, 0)])
def test_a_ban_lasts_as_many_seconds_as_given(ban, alice, seconds, ms):
    made = ban(alice, seconds=seconds, description="loud", next_url="/rules")
    assert made["end_at"] - made["start_at"] == ms and made["next_url"] == "/rules"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 400105),
        ({"user_id": "nobody"}, 400201),
        ({"user_id": 1}, 400100),
        ({"user_id": "alice", "seconds": -2}, 400111),
        ({"user_id": "alice", "seconds": "long"}, 400101),
        ({"user_id": "alice", "seconds": 10**30}, 400111),
        ({"user_id": "alice", "description": []}, 400100),
    ],
)
def test_a_wrong_ban_is_refused_and_changes_nothing(api, lobby, alice, body, code):
    assert api.refusal("POST", f"/open_channels/{lobby}/ban", body)[0] == code
    assert banned(api, lobby) == []


def test_a_ban_is_viewed_without_its_next_url(api, lobby, ban, alice):
    made = ban(alice, description="loud")
    del made["next_url"]
    assert api.get(f"/open_channels/{lobby}/ban/alice") == made


def test_a_banned_participant_is_out(api, app, lobby, ban, alice, bob):
    for user_id in (alice, bob):
        enter(app, app.open_channels[lobby], app.users[user_id])
    ban(alice)
    channel = api.get(f"/open_channels/{lobby}", participants="true")
    assert [user["user_id"] for user in channel["participants"]] == ["bob"] and channel["participant_count"] == 1


def test_a_ban_ends_by_the_clock(api, app, lobby, ban, alice):
    ban(alice, seconds=3600)
    app.clock.advance(minutes=59)
    assert banned(api, lobby) == ["alice"]
    app.clock.advance(minutes=1)
    assert banned(api, lobby) == [] and api.get("/users/alice/ban")["banned_channels"] == []
    assert api.refusal("GET", f"/open_channels/{lobby}/ban/alice")[0] == 400201
    assert enter(app, app.open_channels[lobby], app.users[alice])


def test_a_second_ban_takes_the_place_of_the_first(api, app, lobby, ban, alice):
    ban(alice, seconds=60)
    second = ban(alice, description="again")
    app.clock.advance(minutes=2)
    assert banned(api, lobby) == ["alice"]
    assert api.get(f"/open_channels/{lobby}/ban/alice")["end_at"] == second["end_at"]
    assert len(api.get("/users/alice/ban")["banned_channels"]) == 1


def test_updating_counts_from_now_and_keeps_the_reason(api, app, lobby, ban, alice):
    made = ban(alice, seconds=60, description="loud")
    app.clock.advance(seconds=30)
    changed = api.put(f"/open_channels/{lobby}/ban/alice", seconds=600)
    assert changed["end_at"] == app.clock.now() + 600_000
    assert (changed["start_at"], changed["description"]) == (made["start_at"], "loud")
    assert api.put(f"/open_channels/{lobby}/ban/alice", seconds=-1, description="why")["description"] == "why"


@pytest.mark.parametrize(("body", "code"), [({}, 400105), ({"seconds": -2}, 400111), ({"seconds": True}, 400101)])
def test_a_wrong_update_is_refused(api, lobby, ban, alice, body, code):
    ban(alice)
    assert api.refusal("PUT", f"/open_channels/{lobby}/ban/alice", body)[0] == code


def test_unbanning_ends_a_ban_once(api, app, lobby, ban, alice):
    ban(alice)
    assert api.delete(f"/open_channels/{lobby}/ban/alice") == {}
    refused = api.refusal("DELETE", f"/open_channels/{lobby}/ban/alice")
    assert refused == (400201, "Target user is not on banned user list.")
    assert api.refusal("PUT", f"/open_channels/{lobby}/ban/alice", {"seconds": 1}) == refused


def test_bans_are_paged_in_the_order_of_their_making(api, lobby, ban, alice, bob, carol):
    for user_id in (carol, alice, bob):
        ban(user_id)
    rows = api.walk(f"/open_channels/{lobby}/ban", "banned_list", limit=2)
    assert [row["user"]["user_id"] for row in rows] == ["carol", "alice", "bob"]


def test_a_users_bans_are_paged_too(api, alice):
    urls = [api.open(name=name) for name in "abc"]
    for url in urls:
        api.post(f"/open_channels/{url}/ban", user_id=alice, description="loud")
    rows = api.walk("/users/alice/ban", "banned_channels", limit=2)
    assert [row["channel"]["channel_url"] for row in rows] == urls and rows[0]["description"] == "loud"


def test_a_ban_from_a_group_channel_removes_the_member(api, lunch):
    api.post(f"/group_channels/{lunch}/ban", user_id="bob")
    assert api.get(f"/group_channels/{lunch}/members/bob")["is_member"] is False
    assert api.refusal("POST", f"/group_channels/{lunch}/invite", {"user_ids": ["bob"]})[0] == 400108
    api.delete(f"/group_channels/{lunch}/ban/bob")
    assert api.post(f"/group_channels/{lunch}/invite", user_ids=["bob"])["member_count"] == 2


def test_bans_go_with_their_channel_and_their_user(api, lobby, ban, alice, bob):
    ban(alice)
    ban(bob)
    api.delete("/users/bob")
    api.user("bob")
    assert banned(api, lobby) == ["alice"]
    api.delete(f"/open_channels/{lobby}")
    assert api.get("/users/alice/ban")["banned_channels"] == []


def test_a_client_finds_the_banned_user_flat_and_the_ban_in_the_user(api, lunch):
    api.post(f"/group_channels/{lunch}/ban", user_id="bob", seconds="600", description="loud")
    [row] = api.client("alice").get(f"/group_channels/{lunch}/ban")["banned_list"]
    assert row["user_id"] == row["user"]["user_id"] == "bob" and row["user"]["description"] == "loud"
    [row] = api.get(f"/group_channels/{lunch}/ban")["banned_list"]
    assert "user_id" not in row and "description" not in row["user"]


# --- mutes ---


def test_muting_answers_the_channel(api, lobby, mute, alice):
    assert mute(alice) == api.get(f"/open_channels/{lobby}")


def test_the_muted_are_listed_flat(api, lobby, mute, alice, bob):
    mute(bob)
    mute(alice)
    rows = api.walk(f"/open_channels/{lobby}/mute", "muted_list", limit=1)
    assert [(row["user_id"], row["nickname"]) for row in rows] == [("bob", "Bob"), ("alice", "Alice")]
    assert rows[0]["remaining_duration"] == -1


def test_a_mute_is_viewed(api, app, lobby, mute, alice, bob):
    mute(alice, seconds=60, description="loud")
    app.clock.advance(seconds=10)
    view = api.get(f"/open_channels/{lobby}/mute/alice")
    assert view["is_muted"] is True and view["remaining_duration"] == 50_000 and view["description"] == "loud"
    assert api.get(f"/open_channels/{lobby}/mute/bob") == {"is_muted": False}


def test_a_mute_ends_by_the_clock(api, app, lobby, mute, alice):
    enter(app, app.open_channels[lobby], app.users[alice])
    mute(alice, seconds=3600)
    assert api.get(f"/open_channels/{lobby}/participants")["participants"][0]["is_muted"] is True
    app.clock.advance(hours=1)
    assert api.get(f"/open_channels/{lobby}/participants")["participants"][0]["is_muted"] is False
    assert muted(api, lobby) == [] and api.get("/users/alice/mute")["muted_channels"] == []
    assert api.get(f"/open_channels/{lobby}/mute/alice") == {"is_muted": False}


def test_a_second_mute_takes_the_place_of_the_first(api, app, lobby, mute, alice):
    mute(alice, seconds=60)
    mute(alice)
    app.clock.advance(days=3649)
    assert muted(api, lobby) == ["alice"]
    app.clock.advance(days=1)
    assert muted(api, lobby) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 400105),
        ({"user_id": "nobody"}, 400201),
        ({"user_id": []}, 400100),
        ({"user_id": "alice", "seconds": -2}, 400111),
    ],
)
def test_a_wrong_mute_is_refused_and_changes_nothing(api, lobby, alice, body, code):
    assert api.refusal("POST", f"/open_channels/{lobby}/mute", body)[0] == code
    assert muted(api, lobby) == []


def test_unmuting_ends_a_mute_once(api, lobby, mute, alice):
    mute(alice)
    assert api.delete(f"/open_channels/{lobby}/mute/alice") == {}
    refused = api.refusal("DELETE", f"/open_channels/{lobby}/mute/alice")
    assert refused == (400201, "Target user is not on muted user list.")


def test_a_users_mutes_are_channels(api, lobby, mute, alice):
    mute(alice)
    other = api.open(name="other")
    api.post(f"/open_channels/{other}/mute", user_id=alice)
    rows = api.walk("/users/alice/mute", "muted_channels", limit=1)
    assert [row["channel_url"] for row in rows] == [lobby, other] and rows[0]["name"] == "Lobby"


def test_a_muted_member_is_shown_as_muted_as_long_as_it_lasts(api, app, lunch):
    api.post(f"/group_channels/{lunch}/mute", user_id="bob", seconds=60)
    path = f"/group_channels/{lunch}/members"
    assert [member["is_muted"] for member in api.get(path)["members"]] == [False, True]
    app.clock.advance(minutes=1)
    assert [member["is_muted"] for member in api.get(path)["members"]] == [False, False]


def test_mutes_go_with_their_channel_and_their_user(api, lobby, mute, alice, bob):
    mute(alice)
    mute(bob)
    api.delete("/users/bob")
    assert muted(api, lobby) == ["alice"]
    api.delete(f"/open_channels/{lobby}")
    assert api.get("/users/alice/mute")["muted_channels"] == []


@pytest.mark.parametrize(
    "path", ["/open_channels/{lobby}/ban", "/open_channels/{lobby}/mute", "/users/alice/ban", "/users/alice/mute"]
)
def test_every_list_takes_up_to_a_hundred_and_its_own_token(api, lobby, alice, path):
    path = path.format(lobby=lobby)
    assert api.refusal("GET", path, limit=0)[0] == 400111
    assert api.refusal("GET", path, limit=101)[0] == 400111
    assert api.refusal("GET", path, token="x")[0] == 400111


def test_a_deleted_operator_operates_nothing(api, alice):
    url = api.open(operators=[alice])
    api.delete("/users/alice")
    api.user("alice")
    assert api.get(f"/open_channels/{url}")["operators"] == []
