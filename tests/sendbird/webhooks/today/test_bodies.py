"""What each webhook of today says."""

from typing import Any

import pytest

NOW = 1767268800000


def person(name: str) -> dict[str, Any]:
    return {"user_id": name, "nickname": name.title(), "profile_url": "", "metadata": {}}


ALICE, BOB, CAROL = person("alice"), person("bob"), person("carol")


def ch9(url, name, **more):
    flags = dict.fromkeys(("is_distinct", "is_public", "is_super", "is_ephemeral", "is_discoverable"), False)
    return {"name": name, "channel_url": url, "custom_type": "", "data": "", **flags, **more}


@pytest.fixture
def group(lunch):
    """The nine keys of the group channel."""
    return ch9(lunch, "lunch")


@pytest.fixture
def room(lobby):
    """The nine keys of the open channel."""
    return ch9(lobby, "Lobby", is_public=True, is_discoverable=True)


def times(body, *names):
    """The body without times, which have to be there, in milliseconds."""
    for name in names:
        assert NOW <= body.pop(name) < NOW + 1000
    return body


# --- channels ---


def test_a_group_channel_is_made_and_then_joined(api, told, alice, bob):
    api.post("/group_channels", user_ids=[alice, bob], inviter_id=alice, channel_url="tea", name="Tea")
    created, joined = told()
    tea = ch9("tea", "Tea")
    assert times(created, "created_at") == {
        "category": "group_channel:create",
        "app_id": "chatmock",
        "inviter": ALICE,
        "channel": tea,
    }
    assert times(joined, "joined_at") == {
        "category": "group_channel:join",
        "app_id": "chatmock",
        "users": [{**ALICE, "inviter": ALICE}, {**BOB, "inviter": ALICE}],
        "channel": tea,
    }


def test_an_open_channel_is_made_with_operators(api, told, alice):
    url = api.open(name="Lobby", operator_ids=[alice])
    body = times(told.one("open_channel:create"), "created_at")
    assert body == {"operators": [ALICE], "channel": ch9(url, "Lobby", is_public=True, is_discoverable=True)}


def test_a_deleted_channel_tells_who_was_in_it(api, quiet, with_members, group, lunch):
    with_members()
    api.delete(f"/group_channels/{lunch}")
    body = times(quiet.one("group_channel:remove"), "removed_at")
    assert [member["user_id"] for member in body.pop("members")] == ["alice", "bob"]
    assert body == {"channel": group}


def test_a_change_tells_old_and_new(api, quiet, group, lunch):
    api.put(f"/group_channels/{lunch}", name="dinner", data="d")
    body = times(quiet.one("group_channel:changed"), "changed_at")
    changes = [{"key": "name", "old": "lunch", "new": "dinner"}, {"key": "data", "old": "", "new": "d"}]
    assert body == {"changes": changes, "channel": {**group, "name": "dinner", "data": "d"}}


def test_a_change_of_nothing_is_not_told(api, quiet, lunch):
    api.put(f"/group_channels/{lunch}", name="lunch")
    assert quiet() == []


def test_freezing_is_told(api, quiet, group, lunch):
    api.put(f"/group_channels/{lunch}/freeze", freeze=True)
    assert quiet.one("group_channel:freeze_unfreeze") == {"freeze": True, "channel": group}  # ruled


# --- who comes and goes ---


def test_an_invitation_and_its_refusal_are_told(api, quiet, group, lunch, carol):
    api.put(f"/users/{carol}/channel_invitation_preference", auto_accept=False)
    api.post(f"/group_channels/{lunch}/invite", user_ids=[carol], inviter_id="alice")
    body = times(quiet.one("group_channel:invite"), "invited_at")
    assert body == {"inviter": ALICE, "invitees": [CAROL], "channel": group}
    api.put(f"/group_channels/{lunch}/decline", user_id=carol)
    body = times(quiet.one("group_channel:decline_invite"), "declined_invite_at")
    assert body == {"users": [CAROL], "channel": group}


def test_leaving_tells_what_was_unread(api, quiet, with_members, group, lunch, bob):
    with_members()
    api.say("alice", lunch)
    quiet()
    api.put(f"/group_channels/{lunch}/leave", user_ids=[bob])
    body = times(quiet.one("group_channel:leave"), "left_at")
    assert [member["user_id"] for member in body.pop("members")] == ["alice"]
    assert body == {"users": [{**BOB, "channel_unread_message_count": 1}], "channel": group}


def test_who_is_banned_has_left_too(api, quiet, lunch, bob):
    api.post(f"/group_channels/{lunch}/ban", user_id=bob, seconds=60)
    assert quiet.categories() == ["group_channel:leave", "user:ban"]  # ruled


# --- messages ---


def test_a_message_is_told_with_all_its_keys(api, quiet, group, lunch):
    said = api.say("alice", lunch, "hi", custom_type="c", mentioned_user_ids=["bob"])
    body = quiet.one("group_channel:message_send")
    assert body == {
        "sender": ALICE,
        "silent": False,
        "sender_ip_addr": "127.0.0.1",
        "custom_type": "c",
        "mention_type": "users",
        "mentioned_users": [BOB],
        "type": "MESG",
        "payload": {
            "message_id": said["message_id"],
            "custom_type": "c",
            "created_at": said["created_at"],
            "message": "hi",
            "data": "",
            "translations": {},
        },
        "channel": group,
        "sdk": "API",
        "message_events": said["message_events"],
    }


def test_a_file_has_other_names_than_over_http(api, quiet, lobby, room):
    file = {"url": "https://x.example/cat.png", "file_name": "cat.png", "file_type": "image/png", "file_size": 7}
    api.post(f"/open_channels/{lobby}/messages", message_type="FILE", user_id="alice", **file)
    body = quiet.one("open_channel:message_send")
    file = {"url": "https://x.example/cat.png", "filename": "cat.png", "content_type": "image/png", "content_size": 7}
    assert body["payload"].items() >= file.items() and body["channel"] == room


def test_an_announcement_of_nobody_has_no_sender(api, quiet, lunch):
    api.post(f"/group_channels/{lunch}/messages", message_type="ADMM", message="We close.")
    body = quiet.one("group_channel:message_send")
    assert "sender" not in body and body["type"] == "ADMM" and body["payload"]["message"] == "We close."


def test_an_announcement_tells_of_the_channel_it_makes_and_of_its_message(api, app, quiet, carol):
    made = api.post(
        "/announcements",
        message={"type": "MESG", "user_id": "alice", "content": "Soup!"},
        target_at="target_users_only_channels",
        target_list=["carol"],
        create_channel=True,
        announcement_group="kitchen",
    )
    app.clock.advance(seconds=10)
    bodies = {body["category"]: body for body in quiet()}
    about = {"announcement_id": made["unique_id"], "announcement_group": "kitchen"}
    channel, sent = bodies["announcement:create_channels"], bodies["announcement:send_messages"]
    assert channel.items() >= about.items() and sent.items() >= about.items()
    assert sent["channel"] == channel["channel"] == bodies["group_channel:create"]["channel"]
    assert sent["sender"] == ALICE and sent["message"] == bodies["group_channel:message_send"]["payload"]


def test_a_reply_names_its_parent(api, quiet, lunch):
    parent = api.say("alice", lunch)["message_id"]
    quiet()
    api.say("bob", lunch, "yes", parent_message_id=parent)
    bodies = {body["category"]: body for body in quiet()}
    assert bodies["group_channel:message_send"]["parent_message_id"] == parent


def test_an_edit_tells_what_has_changed(api, quiet, messages_path, lunch):
    said = api.say("alice", lunch, "hi")
    quiet()
    api.put(f"{messages_path}/{said['message_id']}", message_type="MESG", message="ho")
    body = quiet.one("group_channel:message_update")
    assert body["changes"] == [{"key": "message", "old": "hi", "new": "ho"}] and body["payload"]["message"] == "ho"


def test_a_translation_is_no_edit(api, quiet, messages_path, lunch):
    said = api.say("alice", lunch, "hi")
    quiet()
    api.post(f"{messages_path}/{said['message_id']}/translation", target_langs=["de"])
    assert quiet() == []  # ruled


def test_a_deleted_message_is_told(api, quiet, messages_path, lunch):
    said = api.say("alice", lunch, "hi")
    quiet()
    api.delete(f"{messages_path}/{said['message_id']}")
    assert quiet.one("group_channel:message_delete")["payload"]["message_id"] == said["message_id"]


def test_reading_is_told_once_nothing_is_left(api, quiet, group, messages_path, lunch):
    first = api.say("alice", lunch)
    api.say("alice", lunch)
    quiet()
    api.put(f"{messages_path}/mark_as_read", user_id="bob", timestamp=first["created_at"])
    assert quiet() == []
    api.put(f"{messages_path}/mark_as_read", user_id="bob")
    body = quiet.one("group_channel:message_read")
    [update] = body["read_updates"]
    assert times(update, "read_ts") == {
        "user_id": "bob",
        "channel_unread_message_count": 0,
        "total_unread_message_count": 0,
    }
    api.put(f"{messages_path}/mark_as_read", user_id="bob")
    assert body["channel"] == group and quiet() == []


def test_reactions_are_told(api, quiet, group, messages_path, lunch):
    path = f"{messages_path}/{(said := api.say('alice', lunch))['message_id']}/reactions"
    quiet()
    api.post(path, user_id="bob", reaction="tea")
    api.post(path, user_id="bob", reaction="tea")
    body = times(quiet.one("group_channel:reaction_add"), "ts")
    user = {name: BOB[name] for name in ("user_id", "nickname", "profile_url")}
    message = {"message_id": said["message_id"], "sender_id": "alice"}
    assert body == {"reaction": "tea", "user": user, "message": message, "channel": group}
    api.delete(path, user_id="bob", reaction="tea")
    assert quiet.categories() == ["group_channel:reaction_delete"]


# --- members ---


def test_members_have_state_counts_and_preferences(api, quiet, with_members, lunch, alice, bob):
    with_members()
    tea = api.group(alice, bob)
    api.say(alice, tea)
    quiet()
    api.post(f"/users/{bob}/block", target_id=alice)
    api.group(alice, bob)  # blocks keep messages from others in channels of two
    quiet()
    api.say("bob", lunch)
    other, own = quiet.one("group_channel:message_send")["members"]
    assert other == {
        **ALICE,
        "is_active": True,
        "is_online": False,
        "is_hidden": 0,
        "state": "joined",
        "unread_message_count": 1,
        "total_unread_message_count": 1,
        "channel_unread_message_count": 1,
        "channel_mention_count": 0,
        "push_enabled": True,
        "push_trigger_option": "default",
        "do_not_disturb": False,
        "is_blocking_sender": False,
        "is_blocked_by_sender": True,
    }
    assert own["unread_message_count"] == own["total_unread_message_count"] == 1
    assert own["channel_unread_message_count"] == 0


def test_counts_of_all_channels_can_be_left_out(api, quiet, with_members, lunch):
    with_members(include_unread_count=False)
    api.say("alice", lunch)
    member = quiet.one("group_channel:message_send")["members"][1]
    assert "total_unread_message_count" not in member and "unread_message_count" not in member
    assert member["channel_unread_message_count"] == 1


def test_a_supergroup_never_lists_its_members(api, told, with_members, alice):
    with_members()
    api.group(alice, is_super=True)
    assert not any("members" in body for body in told())


# --- people ---


def test_blocks_are_told(api, quiet):
    api.post("/users/alice/block", target_id="bob")
    assert quiet.one("user:block") == {"blocker": ALICE, "blockee": BOB}
    api.delete("/users/alice/block/bob")
    assert quiet.one("user:unblock") == {"unblocker": ALICE, "unblockee": BOB}


def test_choices_about_pushes_are_told(api, quiet, group, lunch):
    chosen = api.put("/users/alice/push_preference", push_trigger_option="mention_only")
    assert quiet.one("user:push_preference") == {"user_id": "alice", **chosen}  # ruled
    api.put(f"/users/alice/push_preference/{lunch}", enable=False)
    assert quiet.one("user:push_channel_preference") == {
        "user_id": "alice",
        "push_trigger_option": "off",
        "enable": False,
        "push_sound": "default",
        "channel": group,
    }  # ruled


def test_devices_are_told_as_they_come_and_go(api, quiet):
    body = {"user": ALICE, "token_type": "gcm", "device_token": "abc"}
    api.post("/users/alice/push/gcm", gcm_reg_token="abc")
    api.post("/users/alice/push/gcm", gcm_reg_token="abc")
    assert quiet.one("user:device_token_register") == body  # ruled
    api.delete("/users/alice/push/gcm/abc")
    assert quiet.one("user:device_token_unregister") == body  # ruled


def test_sanctions_are_told(api, quiet, group, lunch):
    api.post(f"/group_channels/{lunch}/mute", user_id="bob", seconds=60, description="loud")
    body = times(quiet.one("user:mute"), "muted_at")
    assert body == {"end_at": NOW + 60_000, "description": "loud", "user": BOB, "channel": group}  # ruled


def test_a_deactivated_account_is_told_once(api, quiet):
    api.put("/users/carol", is_active=False)
    api.put("/users/carol", is_active=False)
    assert times(quiet.one("user:deactivate"), "deactivated_at") == {"user": CAROL}  # ruled


def test_only_what_an_operators_client_does_is_told_of_operators(api, quiet, group, lunch):
    path = f"/group_channels/{lunch}/operators"
    api.post(path, operator_ids=["alice"])
    assert quiet() == []  # docs: not by the Platform API
    api.client("alice").post(path, operator_ids=["bob"])
    body = times(quiet.one("operators:register_by_operator"), "requested_at")
    cover = body["channel"].pop("cover_url")
    assert cover and body == {
        "requester": ALICE,
        "channel_type": "group_channel",
        "channel": group,
        "operators": [BOB],
    }
    api.client("alice").delete(path, operator_ids="bob")
    assert quiet.one("operators:unregister_by_operator")["operators"] == [BOB]


# --- moderation ---


def test_a_reported_message_is_told(api, quiet, lunch):
    said = api.say("bob", lunch, "spam spam")
    quiet()
    why = {"report_category": "spam", "report_description": "too much", "reporting_user_id": "alice"}
    api.post(f"/report/group_channels/{lunch}/messages/{said['message_id']}", **why)
    body = quiet.one("message:report")
    assert NOW // 1000 <= body.pop("created_at") < NOW // 1000 + 2  # seconds (docs)
    reported = body.pop("reported_message")
    assert (reported["sender"], reported["payload"]["message"]) == (BOB, "spam spam")
    assert body == {
        "report_type": "message",
        "report_category": "spam",
        "report_description": "too much",
        "reporting_user": ALICE,
        "offending_user": BOB,
        "channel": {"name": "lunch", "channel_url": lunch, "custom_type": "", "data": ""},
    }


def test_reported_users_and_channels_are_told(api, quiet, lunch, lobby):
    why = {"report_category": "spam", "reporting_user_id": "alice"}
    api.post("/report/users/bob", **why)
    api.post(f"/report/group_channels/{lunch}", **why)
    api.post(f"/report/open_channels/{lobby}", **why)
    assert sorted(quiet.categories()) == ["group_channel:report", "open_channel:report", "user:report"]


def test_masked_words_are_told_as_they_were_written(api, quiet, messages_path, lunch):
    api.put("/applications/settings_global", profanity_filter={"keywords": "yuck", "type": 1})
    said = api.say("alice", lunch, "yuck soup")
    sent, masked = quiet()
    assert sent["payload"]["message"] == masked["payload"]["message"] == "**** soup"
    assert (masked["category"], masked["replaced_text"]) == ("profanity_filter:replace", "yuck soup")
    api.put(f"{messages_path}/{said['message_id']}", message_type="MESG", message="yuck tea")
    assert quiet.one("profanity_filter:replace")["replaced_text"] == "yuck tea"


def test_a_blocked_message_is_told(api, quiet, messages_path):
    api.put("/applications/settings_global", profanity_filter={"keywords": "yuck", "type": 2})
    assert api.refusal("POST", messages_path, {"message_type": "MESG", "user_id": "alice", "message": "yuck"})
    told = times(quiet.one("profanity_filter:block"), "blocked_at")
    assert (told["sender"], told["message"], told["channel"]["name"]) == (ALICE, "yuck", "lunch")


def test_a_rate_that_is_exceeded_is_told(api, app, quiet, messages_path):
    app.limits.rates = {"user": (1, 1)}
    api.say("alice", messages_path.split("/")[2])
    quiet()
    assert api.refusal("POST", messages_path, {"message_type": "MESG", "user_id": "alice", "message": "hi"})
    assert quiet.one("alert:user_message_rate_limit_exceeded") == {"user": ALICE}


# --- what the application does by itself ---


def test_a_scheduled_message_that_is_due_is_told_as_any_message(api, app, quiet, alice, lunch, group):
    at = app.clock.now() + 600_000
    api.post(
        f"/group_channels/{lunch}/scheduled_messages", message_type="MESG", user_id=alice, message="Hi", scheduled_at=at
    )
    assert quiet() == []  # that it was made, changed or canceled nothing tells
    app.clock.advance(minutes=10)
    sent = quiet.one("group_channel:message_send")
    assert (sent["sender"]["user_id"], sent["payload"]["message"], sent["channel"], sent["sdk"]) == (
        alice,
        "Hi",
        group,
        "API",
    )
    assert sent["payload"]["created_at"] >= at


def test_a_scheduled_message_that_fails_or_is_canceled_tells_nothing(api, app, quiet, alice, lunch):
    at = app.clock.now() + 600_000
    path = f"/group_channels/{lunch}/scheduled_messages"
    about = {"message_type": "MESG", "user_id": alice, "scheduled_at": at}
    one = api.post(path, message="Hi", **about)["scheduled_message_id"]
    api.delete(f"{path}/{one}")
    api.post(path, message="yuck", **about)
    api.put("/applications/settings_global", profanity_filter={"keywords": "yuck", "type": 2})
    app.clock.advance(minutes=10)
    assert quiet.categories() == ["profanity_filter:block"]


def test_who_is_moderated_by_the_word_filter(api, quiet, bob, lunch):
    rule = {"count": 1, "duration": 60, "action": 1}
    api.put(
        "/applications/settings_global",
        profanity_filter={"keywords": "yuck", "type": 1},
        profanity_triggered_moderation=rule,
    )
    api.say(bob, lunch, "yuck")
    moderated = quiet.one("profanity_filter:moderate")
    assert times(moderated, "moderated_at") == {
        "moderation_action": "mute",
        "sender": BOB,
        "channel": {"name": "lunch", "channel_url": lunch, "custom_type": "", "data": ""},
    }
