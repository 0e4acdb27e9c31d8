"""Scheduled messages: made, changed, canceled, and sent when the clock has come so far."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.core.clock import DAY, MINUTE
from tests.sendbird.conftest import new_api

NOON = "2026-11-28T12:00:00Z"


@pytest.fixture(autouse=True)
def noon(api):
    api.app.clock.freeze(NOON)


def path(channel, scheduled=None):
    own = f"/{scheduled['scheduled_message_id']}" if scheduled else ""
    return f"/group_channels/{channel}/scheduled_messages{own}"


def schedule(api, channel, minutes=10, sender="alice", text="Soup?", **more):
    body = {"message_type": "MESG", "user_id": sender, "message": text, **more}
    return api.post(path(channel), **body, scheduled_at=api.app.clock.now() + minutes * MINUTE)


def texts(api, channel):
    return [m["message"] for m in api.get(f"/group_channels/{channel}/messages", message_ts=0)["messages"]]


def status(api, channel, scheduled):
    return api.get(path(channel, scheduled))["scheduled_status"]


def test_a_scheduled_message_is_sent_at_its_time_and_not_before(api, lunch):
    made = schedule(api, lunch)
    api.app.clock.advance(minutes=9, seconds=59)
    assert texts(api, lunch) == [] and status(api, lunch, made) == "pending"
    api.app.clock.advance(seconds=1)
    assert texts(api, lunch) == ["Soup?"] and api.unread("bob") == 1
    seen = api.get(path(lunch, made))
    assert (seen["scheduled_status"], seen["sent_at"]) == ("sent", made["scheduled_at"])
    assert api.get(f"/group_channels/{lunch}/messages/{seen['message_id']}")["message"] == "Soup?"


def test_seconds_of_the_time_are_cut_off(api, lunch):
    # docs: messages are scheduled in minutes
    api.app.clock.advance(seconds=20)
    assert schedule(api, lunch)["scheduled_at"] % MINUTE == 0


@pytest.mark.parametrize("ahead", [-1, 0, 4 * MINUTE, 30 * DAY + 1, 10**15])
def test_a_time_too_near_or_too_far_is_refused(api, lunch, ahead):
    # docs: between 5 minutes and 30 days
    body = {"message_type": "MESG", "user_id": "alice", "message": "x", "scheduled_at": api.app.clock.now() + ahead}
    assert api.refusal("POST", path(lunch), body)[0] == 400111
    assert api.get("/scheduled_messages/count") == {"count": 0}


def test_one_who_is_no_member_schedules_nothing(api, lunch, carol):
    body = {"message_type": "MESG", "user_id": carol, "message": "x"}
    soon = api.app.clock.now() + 10 * MINUTE
    assert api.refusal("POST", path(lunch), {**body, "scheduled_at": soon})[0] == 400108


def test_what_waits_can_be_changed(api, lunch):
    made = schedule(api, lunch)
    later = made["scheduled_at"] + 5 * MINUTE
    seen = api.put(path(lunch, made), message="Stew?", scheduled_at=later, custom_type="food")
    assert (seen["message"], seen["scheduled_at"], seen["custom_type"]) == ("Stew?", later, "food")
    api.app.clock.advance(minutes=10)
    assert texts(api, lunch) == []
    api.app.clock.advance(minutes=5)
    assert texts(api, lunch) == ["Stew?"]


def test_its_type_stays(api, lunch):
    made = schedule(api, lunch)
    refused = api.refusal("PUT", path(lunch, made), {"message_type": "FILE", "url": "http://x.test/a"})
    assert refused[0] == 400111


def test_a_canceled_message_is_never_sent(api, lunch):
    made = schedule(api, lunch)
    assert api.delete(path(lunch, made)) == {}
    api.app.clock.advance(days=1)
    assert texts(api, lunch) == [] and status(api, lunch, made) == "canceled"


@pytest.mark.parametrize(("method", "end"), [("DELETE", ""), ("PUT", ""), ("POST", "/send_now")])
def test_what_waits_no_longer_is_left_alone(api, lunch, method, end):
    # ruled: 400108
    made = schedule(api, lunch)
    api.app.clock.advance(minutes=10)
    assert api.refusal(method, path(lunch, made) + end, {})[0] == 400108


def test_a_message_can_be_sent_at_once(api, lunch):
    made = schedule(api, lunch)
    assert api.post(path(lunch, made) + "/send_now") == {}
    assert texts(api, lunch) == ["Soup?"] and status(api, lunch, made) == "sent"
    api.app.clock.advance(minutes=10)
    assert texts(api, lunch) == ["Soup?"]


def test_a_file_and_a_message_of_the_administration_are_sent_too(api, lunch):
    soon = api.app.clock.now() + 6 * MINUTE
    details = {"url": "http://x.test/a.png", "file_name": "a.png", "scheduled_at": soon}
    api.post(path(lunch), message_type="FILE", user_id="alice", **details)
    api.post(path(lunch), message_type="ADMM", message="closed", scheduled_at=soon)
    api.app.clock.advance(minutes=6)
    sent = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    assert [(m["type"], m.get("message", "")) for m in sent] == [("FILE", ""), ("ADMM", "closed")]
    assert sent[0]["file"]["name"] == "a.png"


def test_what_is_refused_at_its_time_has_failed(api, lunch):
    # ruled: the word filter of then decides
    made = schedule(api, lunch, text="yuck")
    api.put("/applications/settings_global", profanity_filter={"keywords": "yuck", "type": 2})
    api.app.clock.advance(minutes=10)
    seen = api.get(path(lunch, made))
    assert (seen["scheduled_status"], seen["error"]) == ("failed", '"message" contains unusable word.')
    assert texts(api, lunch) == []


def test_sending_at_once_is_refused_for_the_reason_and_the_message_waits_on(api, lunch):
    made = schedule(api, lunch, text="yuck")
    api.put("/applications/settings_global", profanity_filter={"keywords": "yuck", "type": 2})
    assert api.refusal("POST", path(lunch, made) + "/send_now", {})[0] == 400151
    assert status(api, lunch, made) == "pending"


def test_what_waits_goes_with_its_sender(api, lunch):
    # docs: if a user leaves the channel before, the message is removed
    schedule(api, lunch), schedule(api, lunch, sender="bob")
    api.put(f"/group_channels/{lunch}/leave", user_ids=["alice"])
    left = api.get("/scheduled_messages")["scheduled_messages"]
    assert [row["sender_id"] for row in left] == ["bob"]
    api.post(f"/group_channels/{lunch}/ban", user_id="bob")
    assert api.get("/scheduled_messages/count") == {"count": 0}


def test_what_waits_goes_with_its_channel(api, lunch):
    schedule(api, lunch)
    api.delete(f"/group_channels/{lunch}")
    assert api.get("/scheduled_messages/count") == {"count": 0}
    api.app.clock.advance(minutes=10)


def test_lists_have_two_orders_and_filters(api, lunch):
    for minutes, sender in ((30, "alice"), (10, "bob"), (20, "alice")):
        schedule(api, lunch, minutes, sender, text=str(minutes))

    def rows(**query):
        return [r["message"] for r in api.walk("/scheduled_messages", "scheduled_messages", limit=2, **query)]

    assert rows() == ["20", "10", "30"] and rows(reverse=True) == ["30", "10", "20"]
    assert rows(order="scheduled_at") == ["10", "20", "30"]
    assert rows(order="scheduled_at", reverse=True) == ["30", "20", "10"]
    api.app.clock.advance(minutes=15)
    assert (rows(status=["sent"]), rows(status=["pending", "failed"])) == (["10"], ["20", "30"])
    assert rows(sender_id="bob") == ["10"] and rows(channel_url="other") == []
    assert rows(message_type="FILE") == [] and rows(channel_type="open_channels") == []
    assert api.get("/scheduled_messages/count", status=["pending"], sender_id="alice") == {"count": 2}


def test_a_client_has_its_own_only(api, lunch):
    made, other = schedule(api, lunch), schedule(api, lunch, sender="bob")
    client = api.client("alice")
    assert [r["scheduled_message_id"] for r in client.get("/scheduled_messages")["scheduled_messages"]] == [
        made["scheduled_message_id"]
    ]
    assert client.refusal("GET", path(lunch, other))[0] == 400201
    assert client.refusal("DELETE", path(lunch, other))[0] == 400201


def test_a_client_obeys_at_the_time_what_clients_obey(api, lunch):
    made = schedule(api.client("alice"), lunch)
    api.post(f"/group_channels/{lunch}/mute", user_id="alice")
    api.app.clock.advance(minutes=10)
    assert status(api, lunch, made) == "failed" and texts(api, lunch) == []


def test_a_client_does_not_speak_for_the_administration(api, lunch):
    body = {"message_type": "ADMM", "message": "x", "scheduled_at": api.app.clock.now() + 10 * MINUTE}
    assert api.client("alice").refusal("POST", path(lunch), body)[0] == 400108


def test_words_of_client_sdks_are_understood(api, lunch):
    # client: @sendbird/chat 4.22.12
    seen = schedule(api, lunch, push_option="suppress", target_langs=["de"], req_id="7")
    assert (seen["send_push"], seen["translation_target_langs"], seen["req_id"]) == (False, ["de"], "7")


def test_what_waits_waits_on_in_another_process(api, lunch):
    schedule(api, lunch)
    other = new_api(api.app.provider.dump(api.app))
    assert other.app.provider.dump(other.app) == api.app.provider.dump(api.app)
    for one in (api, other):
        one.app.clock.advance(minutes=10)
    assert texts(other, lunch) == ["Soup?"]
    assert other.app.provider.dump(other.app) == api.app.provider.dump(api.app)


def test_a_seed_may_have_scheduled_messages():
    waits = {"channel_url": "lunch", "from": "alice", "message": {"message_type": "MESG", "message": "Soup?"}}
    people = {"users": [{"user_id": "alice"}], "group_channels": [{"channel_url": "lunch", "members": ["alice"]}]}
    later = [{**waits, "scheduled_at": "in 1 hour"}]
    api = new_api({"chatmock": 1, "clock": NOON, **people, "scheduled_messages": later})
    api.app.clock.advance(hours=1)
    assert texts(api, "lunch") == ["Soup?"]


@given(
    st.lists(st.integers(5, 60), min_size=1, max_size=6),
    st.lists(st.integers(1, 40), max_size=6),
)
def test_each_is_sent_once_at_its_time_however_the_clock_jumps(minutes, jumps):
    api = new_api()
    api.app.clock.freeze(NOON)
    lunch = api.group(api.user("alice"))
    made = [schedule(api, lunch, ahead, text=str(n)) for n, ahead in enumerate(minutes)]
    for jump in [*jumps, 60]:
        api.app.clock.advance(minutes=jump)
    sent = api.get(f"/group_channels/{lunch}/messages", message_ts=0)["messages"]
    wanted = sorted(made, key=lambda row: (row["scheduled_at"], row["scheduled_message_id"]))
    assert [m["message"] for m in sent] == [row["message"] for row in wanted]
    assert [m["created_at"] // MINUTE for m in sent] == [row["scheduled_at"] // MINUTE for row in wanted]
