"""Pushes: who subscribes, what causes one. The journal has them; nothing is sent."""

import pytest

PHONE = {"platform": "android", "udid": "phone-1"}
TOKEN = {"environment": "development", "client_identification_sequence": "a-token-of-a-phone"}


def subscribe(user, channel="gcm", **more):
    return user.post("/subscriptions", notification_channel=channel, push_token=TOKEN, device={**PHONE, **more})


@pytest.fixture
def phone(bob):
    return subscribe(bob)[0]["subscription"]


def test_a_device_is_subscribed_once_on_each_channel(bob, phone):
    assert phone["notification_channel"] == {"name": "gcm"}
    assert phone["device"] == {"udid": "phone-1", "platform": {"name": "android"}}
    assert subscribe(bob)[0]["subscription"]["id"] == phone["id"]
    subscribe(bob, udid="phone-2")
    assert len(bob.get("/subscriptions")) == 2


def test_a_browser_has_an_endpoint(bob):
    given = {"notification_channel": "web", "device": {"platform": "web", "udid": "b"}}
    web = {"environment": "production", "web_endpoint": "https://x", "web_auth": "a", "web_p256dh": "p"}
    assert bob.post("/subscriptions", **given, push_token=web)
    assert bob.refusal("POST", "/subscriptions", {**given, "push_token": {"environment": "production"}}) == "blank"


def test_one_removes_ones_own(ann, bob, phone):
    line = f"/subscriptions/{phone['id']}"
    assert ann.refusal("DELETE", line) == "missing"
    bob.delete(line)
    assert bob.get("/subscriptions") == [] and bob.refusal("DELETE", line) == "missing"


def test_who_is_away_gets_a_push(ann, bob, lunch, phone):
    ann.say(lunch, "Soup?", send_to_chat=1)
    [push] = ann.pushes()
    assert (push["user_id"], push["dialog_id"], push["body"], push["channel"]) == (
        bob.id,
        lunch,
        "Ann @ Lunch: Soup?",
        "gcm",
    )


def test_each_device_gets_one_and_the_sender_none(ann, bob, lunch, phone):
    subscribe(bob, udid="phone-2")
    subscribe(ann)
    ann.say(lunch, send_to_chat=1)
    assert [push["udid"] for push in ann.pushes()] == ["phone-1", "phone-2"]


def test_what_is_only_stored_causes_none(ann, lunch, phone):
    ann.say(lunch)
    assert ann.pushes() == []


def test_who_is_connected_gets_none_unless_all_connections_are_inactive(ann, bob, lunch, phone):
    user = ann.app.users.rows[bob.id]
    ann.app.users.connect(user)
    ann.say(lunch, send_to_chat=1)
    assert ann.pushes() == []
    user.inactive = 1
    ann.say(lunch, send_to_chat=1)
    assert len(ann.pushes()) == 1


def test_silence_by_the_sender_or_by_the_receiver(ann, bob, lunch, phone):
    ann.say(lunch, send_to_chat=1, silent=1)
    bob.put(f"/chat/Dialog/{lunch}/notifications", enabled=0)
    ann.say(lunch, send_to_chat=1)
    assert ann.pushes() == []


@pytest.mark.parametrize(
    "whom",
    [
        {"user": {"ids": "{bob}"}},
        {"user": {"tags": {"any": ["cooks", "x"]}}},
        {"user": {"tags": {"all": "cooks,early"}}},
        {"external_user": {"ids": "e-1"}},
    ],
)
def test_a_push_that_is_asked_for(ann, bob, phone, whom):
    bob.put(f"/users/{bob.id}", user={"tag_list": "cooks,early", "external_id": "e-1"})
    if whom.get("user", {}).get("ids"):
        whom = {"user": {"ids": [bob.id]}}
    given = {"notification_type": "push", "environment": "development", "message": "SGk=", **whom}
    [row] = ann.post("/events", event=given)
    event = row["event"]
    assert (event["message"], event["user_id"], event["event_type"], event["kind"]) == (
        "SGk=",
        ann.id,
        "one_shot",
        "API",
    )
    assert [(push["user_id"], push["body"]) for push in ann.pushes()] == [(bob.id, "SGk=")]
    assert ann.get(f"/events/{event['id']}")["event"] == event
    assert ann.get("/events")["items"] == [{"event": event}] and bob.get("/events")["items"] == []
    assert bob.refusal("DELETE", f"/events/{event['id']}") == "missing"
    ann.delete(f"/events/{event['id']}")
    assert ann.refusal("GET", f"/events/{event['id']}") == "missing"


def test_people_with_a_tag_may_be_left_out(ann, bob, phone):
    bob.put(f"/users/{bob.id}", user={"tag_list": "cooks,late"})
    tags = {"any": ["cooks"], "exclude": ["late"]}
    given = {"notification_type": "push", "environment": "production", "message": "SGk=", "user": {"tags": tags}}
    ann.post("/events", event=given)
    assert ann.pushes() == []


def test_a_push_for_nobody_is_refused(ann):
    given = {"notification_type": "push", "environment": "production", "message": "SGk="}
    assert ann.refusal("POST", "/events", {"event": given}) == "blank"


@pytest.mark.parametrize(
    ("environment", "push_type", "pushes"),
    [("development", "gcm", 1), ("production", "gcm", 0), ("development", "web", 0)],
)
def test_a_push_is_for_devices_of_its_environment_and_channel(ann, bob, phone, environment, push_type, pushes):
    given = {"notification_type": "push", "message": "SGk=", "user": {"ids": [bob.id]}}
    ann.post("/events", event={**given, "environment": environment, "push_type": push_type})
    assert len(ann.pushes()) == pushes
