"""Invited, accepted, declined, joined."""

import pytest


def heard(app, event):
    """The facts of each event of a name from now on."""
    found = []
    app.bus.on(event, lambda **facts: found.append(facts))
    return found


@pytest.fixture
def asked(api, lunch, carol):
    """carol, who wants to be asked, is invited into lunch by bob."""
    api.put("/users/carol/channel_invitation_preference", auto_accept=False)
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"], inviter_id="bob")
    return f"/group_channels/{lunch}"


def test_an_invitation_makes_a_member_at_once_unless_the_user_says_otherwise(api, alice):
    path = "/users/alice/channel_invitation_preference"
    assert api.get(path) == {"auto_accept": True}
    assert api.put(path, auto_accept=False) == api.get(path) == {"auto_accept": False}


def test_an_application_has_a_default(api, alice, bob):
    path = "/applications/default_channel_invitation_preference"
    assert api.put(path, auto_accept=False) == api.get(path) == {"auto_accept": False}
    assert api.get("/users/alice/channel_invitation_preference") == {"auto_accept": False}
    assert [m["state"] for m in api.post("/group_channels", user_ids=["alice"])["members"]] == ["invited"]


def test_who_is_invited_is_a_member_who_has_not_joined(api, asked):
    channel = api.get(asked, show_member=True, show_read_receipt=True)
    assert (channel["member_count"], channel["joined_member_count"]) == (3, 2)
    assert [(m["user_id"], m["state"]) for m in channel["members"]][-1] == ("carol", "invited")
    assert "carol" not in channel["read_receipt"]
    assert api.get(f"{asked}/members/carol") == {"is_member": False, "state": "invited"}


def test_nothing_counts_for_who_is_invited(api, asked, lunch):
    api.say("bob", lunch)
    mine = api.get("/users/carol/my_group_channels")["channels"][0]
    assert (mine["member_state"], mine["unread_message_count"], mine["joined_ts"]) == ("invited", 0, 0)
    assert mine["inviter"]["user_id"] == "bob"
    assert api.unread("carol") == 0


def test_who_is_invited_cannot_write(api, asked):
    body = {"message_type": "MESG", "user_id": "carol", "message": "hi"}
    assert api.refusal("POST", f"{asked}/messages", body)[0] == 400108


def test_an_accepted_invitation_makes_a_member(api, asked, lunch):
    joined = heard(api.app, "member.joined")
    channel = api.put(f"{asked}/accept", user_id="carol")
    assert (channel["member_state"], channel["joined_member_count"]) == ("joined", 3)
    assert [user.user_id for user in joined[0]["users"]] == ["carol"]
    api.say("bob", lunch)
    assert api.unread("carol") == 1


def test_accepting_leaves_a_distinct_channel_distinct(api, alice, bob):
    api.put("/users/bob/channel_invitation_preference", auto_accept=False)
    url = api.group(alice, bob, is_distinct=True)
    api.put(f"/group_channels/{url}/accept", user_id="bob")
    assert api.group(alice, bob, is_distinct=True) == url


def test_a_declined_invitation_is_gone(api, asked):
    declined = heard(api.app, "member.declined")
    assert api.put(f"{asked}/decline", user_id="carol") == {}
    assert api.get(f"{asked}/members/carol")["state"] == "none"
    assert (declined[0]["user"].user_id, declined[0]["inviter"].user_id) == ("carol", "bob")


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_only_an_invitation_can_be_answered(api, lunch, carol, verb):
    for user_id in ("alice", "carol"):
        assert api.refusal("PUT", f"/group_channels/{lunch}/{verb}", {"user_id": user_id})[0] == 400201


def test_a_client_answers_for_itself(api, asked):
    bob, carol = api.client("bob"), api.client("carol")
    assert bob.refusal("PUT", f"{asked}/accept", {"user_id": "carol"})[0] == 400108
    assert carol.put(f"{asked}/accept")["member_state"] == "joined"


def test_a_status_beats_the_preference(api, lunch, carol):
    status = {"carol": "invited_by_non_friend"}
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"], invitation_status=status)
    assert api.get(f"/group_channels/{lunch}/members/carol")["state"] == "invited"


def test_members_are_listed_by_their_state(api, asked):
    def ids(state):
        return [m["user_id"] for m in api.get(f"{asked}/members", member_state_filter=state)["members"]]

    assert ids("invited_only") == ids("invited_by_non_friend") == ["carol"]
    assert sorted(ids("joined_only")) == ["alice", "bob"] and ids("invited_by_friend") == []


def test_own_channels_are_listed_by_their_state(api, asked):
    def count(user, state):
        return len(api.get(f"/users/{user}/my_group_channels", member_state_filter=state, show_empty=True)["channels"])

    assert [count("carol", s) for s in ("all", "invited_only", "joined_only")] == [1, 1, 0]
    assert [count("bob", s) for s in ("all", "invited_only", "joined_only")] == [1, 0, 1]


def test_anybody_joins_a_public_channel(api, alice, carol):
    url = api.group(alice, is_public=True)
    assert api.client("carol").put(f"/group_channels/{url}/join")["joined_member_count"] == 2
    assert api.put(f"/group_channels/{url}/join", user_id="carol")["joined_member_count"] == 2


def test_nobody_joins_a_private_one(api, lunch, carol):
    assert api.refusal("PUT", f"/group_channels/{lunch}/join", {"user_id": "carol"})[0] == 400108


def test_an_access_code_is_asked_for(api, alice, carol):
    url = api.group(alice, is_public=True, access_code="soup")
    assert api.get(f"/group_channels/{url}")["is_access_code_required"] is True
    assert api.refusal("PUT", f"/group_channels/{url}/join", {"user_id": "carol"})[0] == 400108
    assert api.put(f"/group_channels/{url}/join", user_id="carol", access_code="soup")["member_state"] == "joined"


def test_a_banned_user_cannot_join(api, alice, carol):
    url = api.group(alice, is_public=True)
    api.post(f"/group_channels/{url}/ban", user_id="carol", seconds=10)
    assert api.refusal("PUT", f"/group_channels/{url}/join", {"user_id": "carol"})[0] == 400108


def test_a_user_leaves_all_channels_of_a_type(api, alice, bob, lunch):
    food = api.group(alice, bob, custom_type="food")
    api.put("/users/alice/my_group_channels/leave", custom_type="food")
    assert api.get(f"/group_channels/{food}/members/alice")["is_member"] is False
    assert api.get(f"/group_channels/{lunch}/members/alice")["is_member"] is True


def test_history_is_forgotten_for_one(api, lunch):
    api.say("bob", lunch)
    offset = api.put(f"/group_channels/{lunch}/reset_user_history", user_id="alice")["ts_message_offset"]
    channel = api.get(f"/group_channels/{lunch}", user_id="alice")
    assert (channel["ts_message_offset"], channel["unread_message_count"], channel["last_message"]) == (offset, 0, None)
    assert api.get(f"/group_channels/{lunch}", user_id="bob")["last_message"] is not None


def test_history_is_forgotten_for_all(api, lunch):
    api.say("bob", lunch)
    api.put(f"/group_channels/{lunch}/reset_user_history", reset_all=True)
    assert api.get(f"/group_channels/{lunch}", user_id="bob")["last_message"] is None


def test_hiding_with_the_history_answers_the_offset(api, lunch):
    assert api.put(f"/group_channels/{lunch}/hide", user_id="alice") == {}
    hidden = api.put(f"/group_channels/{lunch}/hide", user_id="alice", hide_previous_messages=True)
    assert hidden["ts_message_offset"] == api.get(f"/group_channels/{lunch}", user_id="alice")["ts_message_offset"]


def test_nothing_is_ever_purged(api, lunch):
    assert api.get(f"/group_channels/{lunch}/message_purge_offset") == {"message_purge_offset": 0}


def test_who_cannot_join_is_told_so_in_the_words_of_the_service(api, lunch, carol):
    # live
    sentence = 'Not authorized. "Can\'t join to non-public channel.".'
    assert api.refusal("PUT", f"/group_channels/{lunch}/join", {"user_id": carol}) == (400108, sentence)
