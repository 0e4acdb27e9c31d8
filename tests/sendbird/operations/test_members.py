"""Members of group channels: invited, listed, checked, leaving."""

import pytest


def path(channel, rest="members"):
    return f"/group_channels/{channel}/{rest}"


# --- coming and going ---


def test_an_invited_user_is_a_member_at_once(api, lunch, carol):
    channel = api.post(path(lunch, "invite"), user_ids=["carol"])
    assert api.members(channel) == ["alice", "bob", "carol"] and channel["member_count"] == 3


def test_inviting_a_member_changes_nothing(api, lunch):
    before = api.get(f"/group_channels/{lunch}", member="true")
    assert api.post(path(lunch, "invite"), user_ids=["bob", "bob"]) == before


def test_an_invitation_may_name_users_as_todays_sdks_do(api, lunch, carol):
    assert "carol" in api.members(api.post(path(lunch, "invite"), users=["carol"]))


def test_an_invitation_names_somebody(api, lunch):
    assert api.refusal("POST", path(lunch, "invite"), {}) == (400105, '"user_ids" must be required.')


def test_in_2016_an_invitation_names_somebody_who_exists(api_of_2016, lunch):
    api = api_of_2016
    assert api.refusal("POST", path(lunch, "invite"), {"user_ids": ["nobody"]}) == (400201, "User not found.")
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 2


def test_unknown_invited_users_are_dropped(api, lunch, carol):
    assert api.members(api.post(path(lunch, "invite"), user_ids=["nobody", "carol"])) == [
        "alice",
        "bob",
        "carol",
    ]


def test_who_invited_is_told_to_the_invited(api, lunch, carol):
    api.post(path(lunch, "invite"), user_ids=["carol"], inviter_id="bob")
    assert api.get(f"/group_channels/{lunch}", user_id="carol")["inviter"]["user_id"] == "bob"
    assert api.refusal("POST", path(lunch, "invite"), {"user_ids": ["carol"], "inviter_id": "nobody"})[0] == 400201


def test_a_channel_can_be_hidden_from_who_is_invited(api, lunch, carol):
    api.post(path(lunch, "invite"), user_ids=["carol"], hidden_status={"carol": "hidden_prevent_auto_unhide"})
    assert api.get(f"/group_channels/{lunch}", user_id="carol")["hidden_state"] == "hidden_prevent_auto_unhide"


def test_a_banned_user_cannot_be_invited(api, lunch):
    api.post(path(lunch, "ban"), user_id="bob")
    code, message = api.refusal("POST", path(lunch, "invite"), {"user_ids": ["bob"]})
    assert (code, message) == (400108, "Not authorized. User is banned.")


def test_who_leaves_has_the_channel_no_more(api, lunch):
    assert api.put(path(lunch, "leave"), user_ids=["bob"]) == {}
    assert api.members(api.get(path(lunch))) == ["alice"]
    assert api.get("/users/bob/my_group_channels", show_empty="true")["channels"] == []


def test_leaving_without_being_a_member_does_nothing(api, lunch, carol):
    assert api.put(path(lunch, "leave"), user_ids=["carol"]) == {}


def test_the_deprecated_spelling_names_one_user(api, lunch):
    api.put(path(lunch, "leave"), user_id="bob")
    assert api.members(api.get(path(lunch))) == ["alice"]


def test_today_everybody_can_be_made_to_leave(api, lunch):
    api.put(path(lunch, "leave"), should_leave_all=True)
    assert api.members(api.get(path(lunch))) == []


def test_leaving_names_somebody_who_exists(api, lunch):
    assert api.refusal("PUT", path(lunch, "leave"), {}) == (400105, '"user_ids" must be required.')
    assert api.refusal("PUT", path(lunch, "leave"), {"user_ids": ["bob", "nobody"]})[0] == 400201
    assert api.get(f"/group_channels/{lunch}")["member_count"] == 2


# --- listing them ---


def test_a_member_has_the_recorded_keys(api, lunch):
    page = api.get(path(lunch))
    assert page["next"] == "" and api.members(page) == ["alice", "bob"]
    assert page["members"][0].keys() >= {"user_id", "nickname", "profile_url", "last_seen_at", "is_online"}


def test_a_member_has_todays_keys(api, lunch):
    member = api.get(path(lunch))["members"][0]
    expected = {"is_active": True, "state": "joined", "role": "", "metadata": {}, "is_muted": False}
    assert member.items() >= expected.items()
    assert (member["is_blocked_by_me"], member["is_blocking_me"]) == (False, False)


def test_members_are_listed_in_the_order_they_joined_page_by_page(api):
    people = [api.user(name) for name in ["zoe", "yan", "xenia"]]
    lunch = api.group(*people)
    assert [member["user_id"] for member in api.walk(path(lunch), "members", limit=2)] == people


def test_a_filter_finds_operators_or_the_others(api, alice, bob):
    lunch = api.group(alice, bob, operator_ids=["bob"])
    assert api.members(api.get(path(lunch), operator_filter="operator")) == ["bob"]
    assert api.members(api.get(path(lunch), operator_filter="nonoperator")) == ["alice"]
    assert api.get(path(lunch), operator_filter="operator")["members"][0]["role"] == "operator"


def test_a_filter_finds_who_is_muted(api, lunch):
    api.post(path(lunch, "mute"), user_id="bob", seconds=60, description="loud")
    [muted] = api.get(path(lunch), muted_member_filter="muted")["members"]
    assert (muted["user_id"], muted["is_muted"], muted["muted_description"]) == ("bob", True, "loud")
    assert api.members(api.get(path(lunch), muted_member_filter="unmuted")) == ["alice"]
    api.app.clock.advance(minutes=2)
    assert api.members(api.get(path(lunch), muted_member_filter="muted")) == []


def test_a_filter_finds_who_is_out_of_use(api, lunch):
    api.put("/users/bob", is_active=False, leave_all_when_deactivated=False)
    assert api.members(api.get(path(lunch), member_active_mode_filter="deactivated")) == ["bob"]
    assert api.members(api.get(path(lunch), member_active_mode_filter="activated")) == ["alice"]


def test_a_filter_finds_nicknames_by_their_beginning_in_any_case(api, lunch):
    assert api.members(api.get(path(lunch), nickname_startswith="bO")) == ["bob"]


@pytest.mark.parametrize(("state", "found"), [("joined_only", 2), ("all", 2), ("invited_only", 0)])
def test_whom_the_platform_api_invites_has_joined(api, lunch, state, found):
    assert len(api.get(path(lunch), member_state_filter=state)["members"]) == found


def test_receipts_and_push_settings_are_shown_on_demand_only(api, lunch):
    sent = api.say("bob", lunch)["created_at"]
    asked = ("read_ts", "delivered_ts", "push_enabled", "push_trigger_option", "do_not_disturb")
    assert api.get(path(lunch))["members"][1].keys().isdisjoint(asked)
    query = dict.fromkeys(("show_read_receipt", "show_delivery_receipt", "include_push_preference"), "true")
    bob = api.get(path(lunch), **query)["members"][1]
    assert [bob[name] for name in asked] == [sent, sent, True, "all", False]


def test_who_blocks_whom_is_told_to_who_asks(api, lunch):
    api.post("/users/alice/block", target_id="bob")
    assert api.get(path(lunch), user_id="alice")["members"][1]["is_blocked_by_me"] is True
    assert api.get(path(lunch), user_id="bob")["members"][0]["is_blocking_me"] is True
    shown = api.get(f"/group_channels/{lunch}", user_id="alice", show_member="true")
    assert shown["members"][1]["is_blocked_by_me"] is True
    assert api.client("alice").get(path(lunch))["members"][1]["is_blocked_by_me"] is True


# --- checking them ---


def test_a_member_is_one_and_a_stranger_is_none(api, lunch, carol):
    assert api.get(path(lunch, "members/bob")) == {"is_member": True, "state": "joined"}
    assert api.get(path(lunch, "members/carol")) == {"is_member": False, "state": "none"}


def test_who_is_checked_has_to_exist(api, lunch):
    assert api.refusal("GET", path(lunch, "members/nobody")) == (400201, '"User" not found.')
    assert api.refusal("GET", path("nowhere", "members/nobody"))[0] == 400201
