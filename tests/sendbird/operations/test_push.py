"""Devices, when their owners want notifications, and what would be sent to them."""

import json
from datetime import datetime

import pytest


@pytest.fixture
def phone(api, alice):
    """Alice's telephone."""
    return api.post("/users/alice/push/gcm", gcm_reg_token="phone-1")["token"]


@pytest.fixture
def pushed(app):
    """Tokens and texts pushed since the last asking."""

    def take():
        found = [(e.facts["token"], e.facts["body"]) for e in app.journal if e.kind == "push"]
        app.journal.clear()
        return found

    return take


# --- devices ---


def test_a_device_is_registered_with_its_type_in_capitals(api, alice):
    made = api.post("/users/alice/push/gcm", gcm_reg_token="t")
    assert (made["token"], made["type"], made["user"]["user_id"]) == ("t", "GCM", "alice")
    assert api.post("/users/alice/push/apns", apns_device_token="t")["type"] == "APNS"


@pytest.mark.parametrize("body", [{}, {"apns_device_token": "t"}, {"gcm_reg_token": ""}])
def test_a_device_without_the_token_of_its_type_is_not_created(api, alice, body):
    code, message = api.refusal("POST", "/users/alice/push/gcm", body)
    assert code == 400601 and message.startswith("The push token create fail.")


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/users/alice/push/pigeon", {"gcm_reg_token": "t"}, 400111),
        ("/users/alice/push/GCM", {"gcm_reg_token": "t"}, 400111),
        ("/users/alice/push/gcm", {"gcm_reg_token": 1}, 400100),
        ("/users/nobody/push/gcm", {"gcm_reg_token": "t"}, 400201),
    ],
)
def test_a_wrong_device_is_refused(api, alice, path, body, code):
    assert api.refusal("POST", path, body)[0] == code


def test_a_device_is_removed_once(api, phone):
    removed = api.delete("/users/alice/push/gcm/phone-1")
    assert removed["token"] == "phone-1" and removed["user"]["user_id"] == "alice"
    code, message = api.refusal("DELETE", "/users/alice/push/gcm/phone-1")
    assert code == 400602 and message.startswith("The push token remove fail.")


def test_a_device_is_removed_under_its_own_type_only(api, phone):
    assert api.refusal("DELETE", "/users/alice/push/apns/phone-1")[0] == 400602
    assert api.refusal("DELETE", "/users/alice/push/pigeon/phone-1")[0] == 400111


def test_all_devices_are_removed_also_where_there_are_none(api, phone):
    api.post("/users/alice/push/apns", apns_device_token="pad")
    assert api.delete("/users/alice/push")["token"] == ["phone-1", "pad"]
    assert api.delete("/users/alice/push")["user"]["user_id"] == "alice"
    assert api.refusal("DELETE", "/users/alice/push/apns/pad")[0] == 400602


# --- preferences ---


def test_nobody_is_resting_in_the_beginning(api, alice):
    chosen = api.get("/users/alice/push_preference")
    recorded = {
        "start_hour": 0,
        "start_min": 0,
        "end_hour": 0,
        "end_min": 0,
        "timezone": "UTC",
        "do_not_disturb": False,
    }
    assert recorded.items() <= chosen.items()


def test_a_preference_changes_in_parts_and_is_reset(api, alice):
    before = api.get("/users/alice/push_preference")
    api.put("/users/alice/push_preference", do_not_disturb=True, start_hour=22)
    changed = api.put("/users/alice/push_preference", timezone="Asia/Seoul", push_trigger_option="false")
    assert changed == {
        **before,
        "do_not_disturb": True,
        "start_hour": 22,
        "timezone": "Asia/Seoul",
        "push_trigger_option": "off",
    }
    assert api.delete("/users/alice/push_preference") == {}
    assert api.get("/users/alice/push_preference") == before


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"timezone": "Mars/Olympus"}, 400111),
        ({"timezone": ""}, 400111),
        ({"timezone": "../etc/passwd"}, 400111),
        ({"timezone": 9}, 400100),
        ({"start_hour": 24}, 400111),
        ({"end_min": 60}, 400111),
        ({"start_hour": "late"}, 400101),
        ({"do_not_disturb": "yes"}, 400104),
    ],
)
def test_a_wrong_preference_is_refused_and_changes_nothing(api, alice, body, code):
    before = api.get("/users/alice/push_preference")
    assert api.refusal("PUT", "/users/alice/push_preference", {**body, "end_hour": 5})[0] == code
    assert api.get("/users/alice/push_preference") == before


def test_a_channel_pushes_until_its_member_says_no(api, lunch):
    path = f"/users/bob/push_preference/{lunch}"
    assert api.get(path)["enable"] is True
    assert api.put(path, enable=False)["enable"] is False
    assert api.get(f"/group_channels/{lunch}", user_id="bob")["is_push_enabled"] is False
    assert api.get(f"/users/alice/push_preference/{lunch}")["enable"] is True


@pytest.mark.parametrize(
    ("given", "shown"), [("mention_only", "mention_only"), ("off", "off"), ("false", "off"), ("default", "all")]
)
def test_a_channel_takes_todays_words_and_never_answers_default(api, lunch, given, shown):
    chosen = api.put(f"/users/bob/push_preference/{lunch}", push_trigger_option=given)
    assert (chosen["push_trigger_option"], chosen["enable"]) == (shown, shown != "off")


def test_a_channels_preference_is_its_members_own(api, lunch, lobby, carol):
    path = f"/users/carol/push_preference/{lunch}"
    assert api.refusal("GET", path)[0] == 400108
    assert api.refusal("PUT", path, {"enable": True})[0] == 400108
    assert api.refusal("GET", f"/users/carol/push_preference/{lobby}") == (400201, '"Channel" not found.')


@pytest.mark.parametrize(
    ("body", "code"), [({}, 400105), ({"enable": 2}, 400104), ({"push_trigger_option": "x"}, 400111)]
)
def test_a_wrong_channel_preference_is_refused(api, lunch, body, code):
    assert api.refusal("PUT", f"/users/bob/push_preference/{lunch}", body)[0] == code


# --- delivery ---


def test_a_message_reaches_every_device_of_a_member_who_is_away(api, app, lunch, phone):
    api.post("/users/alice/push/apns", apns_device_token="pad")
    message = api.say("bob", lunch, "soup?")
    facts = [entry.facts for entry in app.journal if entry.kind == "push"]
    assert [(f["token_type"], f["token"]) for f in facts] == [("gcm", "phone-1"), ("apns", "pad")]
    assert {"user_id": "alice", "channel_url": lunch, "message_id": message["message_id"]}.items() <= facts[0].items()
    assert (facts[0]["title"], facts[0]["body"]) == ("Bob", "soup?")


def payloads(app):
    """What the push services got, by service."""
    return {entry.facts["token_type"]: entry.json for entry in app.journal if entry.kind == "push"}


def test_each_service_gets_the_payload_of_its_kind(api, app, lunch, phone):
    api.post("/users/alice/push/apns", apns_device_token="pad")
    api.say("bob", api.group("alice", "bob"), "earlier")
    app.journal.clear()
    message = api.say("bob", lunch, "soup?", custom_type="food", mentioned_user_ids=["alice"])
    found = payloads(app)
    about = found["apns"].pop("sendbird")
    assert about == {
        "category": "messaging:offline_notification",
        "type": "MESG",
        "message": "soup?",
        "message_id": message["message_id"],
        "created_at": message["created_at"],
        "custom_type": "food",
        "app_id": "chatmock",
        "unread_message_count": 2,
        "channel": {"channel_url": lunch, "name": "lunch", "custom_type": "", "channel_unread_message_count": 1},
        "channel_type": "group_messaging",
        "sender": {"id": "bob", "name": "Bob", "profile_url": "", "require_auth_for_profile_image": False},
        "recipient": {"id": "alice", "name": "Alice", "push_template": "default"},
        "files": [],
        "mentioned_users": [
            {"user_id": "alice", "nickname": "Alice", "profile_url": "", "require_auth_for_profile_image": False}
        ],
        "translations": {},
        "push_title": None,
        "push_sound": "default",
        "audience_type": "only",
        "notification_action": "create",
    }  # recorded: 2022
    assert found["apns"] == {
        "aps": {"alert": {"title": "Bob", "body": "soup?"}, "badge": 2, "sound": "default"}
    }  # ruled
    data = found["gcm"]["data"]
    assert (data["message"], json.loads(data["sendbird"])) == ("Bob: soup?", about)  # recorded: 2020


@pytest.mark.parametrize(
    ("flags", "kind"),
    [({"is_distinct": True}, "messaging"), ({}, "group_messaging"), ({"is_public": True}, "chat")],
)
def test_a_payload_tells_the_kind_of_channel(api, app, phone, bob, flags, kind):
    api.say("bob", api.group("alice", "bob", **flags))
    assert json.loads(payloads(app)["gcm"]["data"]["sendbird"])["channel_type"] == kind  # docs: the SDKs' guides


def test_a_payload_of_a_file_has_the_file_and_one_of_nobody_no_sender(api, app, lunch, phone):
    path = f"/group_channels/{lunch}/messages"
    api.post(path, message_type="FILE", user_id="bob", url="https://example.com/a.png", file_name="a.png")
    told = payloads(app)["gcm"]["data"]
    about = json.loads(told["sendbird"])
    assert (told["message"], about["message"], about["files"][0]["url"]) == (
        "a.png",
        "a.png",
        "https://example.com/a.png",
    )
    api.post(path, message_type="ADMM", message="closing")
    assert json.loads(payloads(app)["gcm"]["data"]["sendbird"])["sender"] is None  # ruled


def test_a_payload_of_an_alternative_template_hides_the_text_that_is_shown(api, app, lunch, phone):
    api.put("/users/alice/push/template", name="alternative")
    api.say("bob", lunch, "secret soup")
    data = payloads(app)["gcm"]["data"]
    assert (
        "secret" not in data["message"] and json.loads(data["sendbird"])["recipient"]["push_template"] == "alternative"
    )


def test_ones_own_messages_push_nothing(api, lunch, phone, pushed):
    api.say("alice", lunch)
    assert pushed() == []


def test_open_channels_push_nothing(api, lobby, bob, phone, pushed):
    api.say("bob", lobby, kind="open_channels")
    assert pushed() == []


def test_who_is_online_gets_no_push(api, app, lunch, phone, pushed):
    app.users["alice"].connections = 1
    api.say("bob", lunch)
    assert pushed() == []


def test_a_removed_device_gets_nothing(api, lunch, phone, pushed):
    api.delete("/users/alice/push/gcm/phone-1")
    api.say("bob", lunch)
    assert pushed() == []


@pytest.mark.parametrize("quiet", [{"is_silent": True}, {"send_push": False}, {"push_option": "suppress"}])
def test_a_quiet_message_pushes_nothing(api, lunch, phone, pushed, quiet):
    api.say("bob", lunch, **quiet)
    assert pushed() == []


def test_who_is_blocked_pushes_nothing(api, lunch, phone, pushed):
    api.post("/users/alice/block", target_id="bob")
    api.say("bob", lunch)
    assert pushed() == []


def test_a_channel_switched_off_pushes_nothing(api, lunch, phone, pushed):
    api.put(f"/users/alice/push_preference/{lunch}", enable=False)
    api.say("bob", lunch)
    assert pushed() == []


@pytest.mark.parametrize("path", ["/users/alice/push_preference", "/users/alice/push_preference/{lunch}"])
def test_only_mentions_push_where_that_is_wanted(api, lunch, phone, pushed, path):
    api.put(path.format(lunch=lunch), push_trigger_option="mention_only")
    api.say("bob", lunch, "all")
    api.say("bob", lunch, "you", mentioned_user_ids=["alice"])
    api.say("bob", lunch, "everybody", mention_type="channel")
    assert [text for _, text in pushed()] == ["you", "everybody"]


@pytest.mark.parametrize(
    ("at", "pushes"), [("21:59", 1), ("22:00", 0), ("00:30", 0), ("06:29", 0), ("06:30", 1), ("12:00", 1)]
)
def test_nobody_is_disturbed_at_night_in_the_own_time_zone(api, app, lunch, phone, pushed, at, pushes):
    night = {"start_hour": 22, "start_min": 0, "end_hour": 6, "end_min": 30}
    api.put("/users/alice/push_preference", do_not_disturb=True, timezone="Asia/Seoul", **night)
    app.clock.freeze(datetime.fromisoformat(f"2030-01-15T{at}:00+09:00"))
    api.say("bob", lunch)
    assert len(pushed()) == pushes


def test_without_hours_there_is_no_disturbing_at_all(api, lunch, phone, pushed):
    api.put("/users/alice/push_preference", do_not_disturb=True)
    api.say("bob", lunch)
    assert pushed() == []


@pytest.mark.parametrize(("at", "pushes"), [("2030-01-14T09:30", 0), ("2030-01-14T11:00", 1), ("2030-01-15T09:30", 1)])
def test_single_days_have_quiet_hours_of_their_own(api, app, lunch, phone, pushed, at, pushes):
    windows = [{"start_hour": 9, "start_min": 0, "end_hour": 10, "end_min": 0}]
    week = [{"day_of_week": "monday", "time_windows": windows}]
    api.put("/users/alice/push_preference", do_not_disturb=True, dnd_schedules=week)
    assert api.get("/users/alice/push_preference")["dnd_schedules"] == week
    app.clock.freeze(datetime.fromisoformat(f"{at}:00+00:00"))
    api.say("bob", lunch)
    assert len(pushed()) == pushes


def test_what_was_chosen_for_a_channel_goes_before_what_was_chosen_in_general(api, lunch, phone, pushed):
    api.put("/users/alice/push_preference", push_trigger_option="off")
    for option in ("default", "all"):
        api.put(f"/users/alice/push_preference/{lunch}", push_trigger_option=option)
        api.say("bob", lunch, option)
    assert [text for _, text in pushed()] == ["all"]


def test_a_snooze_ends_by_the_clock(api, app, lunch, phone, pushed):
    now = app.clock.now()
    api.put("/users/alice/push_preference", snooze_enabled=True, snooze_start_ts=now, snooze_end_ts=now + 3_600_000)
    api.say("bob", lunch, "early")
    app.clock.advance(hours=1)
    api.say("bob", lunch, "late")
    assert [text for _, text in pushed()] == ["late"]


def test_a_file_is_pushed_by_its_name_and_an_admin_message_by_the_channels(api, app, lunch, phone):
    path = f"/group_channels/{lunch}/messages"
    api.post(path, message_type="FILE", user_id="bob", url="https://example.com/a.png", file_name="a.png")
    api.post(path, message_type="ADMM", message="closing")
    facts = [(e.facts["title"], e.facts["body"]) for e in app.journal if e.kind == "push"]
    assert facts == [("Bob", "a.png"), ("lunch", "closing")]


def test_a_deleted_users_devices_get_nothing(api, lunch, phone, pushed):
    api.delete("/users/alice")
    api.say("bob", lunch)
    assert pushed() == []


def window(start, end):
    (start_hour, start_min), (end_hour, end_min) = start, end
    return {"start_hour": start_hour, "start_min": start_min, "end_hour": end_hour, "end_min": end_min}


def test_quiet_hours_that_pass_midnight_are_split(api, alice):
    # live: the vendor's own test of its TypeScript SDK
    night, lunch = window((22, 0), (7, 0)), window((12, 0), (13, 0))
    week = [{"day_of_week": "monday", "time_windows": [night]}, {"day_of_week": "tuesday", "time_windows": [lunch]}]
    shown = api.put("/users/alice/push_preference", dnd_schedules=week)["dnd_schedules"]
    assert shown == [
        {"day_of_week": "monday", "time_windows": [window((22, 0), (23, 59))]},
        {"day_of_week": "tuesday", "time_windows": [window((0, 0), (7, 0)), lunch]},
    ]
    assert api.put("/users/alice/push_preference", dnd_schedules=shown)["dnd_schedules"] == shown


def test_quiet_hours_of_a_sunday_night_go_on_on_monday(api, alice):
    week = [{"day_of_week": "sunday", "time_windows": [window((23, 0), (1, 0)), window((22, 0), (0, 0))]}]
    sunday, monday = api.put("/users/alice/push_preference", dnd_schedules=week)["dnd_schedules"]
    assert [row["end_min"] for row in sunday["time_windows"]] == [59, 59]
    assert monday == {"day_of_week": "monday", "time_windows": [window((0, 0), (1, 0))]}


def test_a_client_is_told_default_before_any_choice(api, alice, lunch):
    # live for clients; ruled: a backend is told what comes of it, for its SDK takes no `default`
    path, client = f"/users/alice/push_preference/{lunch}", api.client("alice")
    assert (client.get(path)["push_trigger_option"], api.get(path)["push_trigger_option"]) == ("default", "all")
    assert client.put(path, push_trigger_option="mention_only")["push_trigger_option"] == "mention_only"
    assert client.put(path, push_trigger_option="default")["push_trigger_option"] == "default"
