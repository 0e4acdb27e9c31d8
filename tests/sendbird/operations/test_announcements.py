"""Announcements: scheduled, sent by the clock, held, paused and ended; who opens them, and their statistics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.core.clock import HOUR, MINUTE
from tests.sendbird.conftest import new_api

NOON = "2026-11-28T12:00:00Z"


@pytest.fixture(autouse=True)
def noon(api):
    api.app.clock.freeze(NOON)


def announce(api, text="Soup!", sender="alice", **more):
    return api.post("/announcements", message={"type": "MESG", "user_id": sender, "content": text}, **more)


def texts(api, channel):
    rows = api.get(f"/group_channels/{channel}/messages", message_ts=0)["messages"]
    return [row["message"] for row in rows]


def view(api, made):
    return api.get(f"/announcements/{made['unique_id']}")


def act(api, made, action):
    return api.put(f"/announcements/{made['unique_id']}", action=action)["status"]


def advance(api, **parts):
    api.app.clock.advance(**parts)


def in_minutes(api, minutes):
    return api.app.clock.now() + minutes * MINUTE


# --- when it is sent ---


def test_time_that_passes_while_it_is_made_refuses_none(api, lunch):
    api.app.clock.real()
    assert {announce(api)["status"] for _ in range(300)} == {"running"}


def test_an_announcement_runs_and_is_then_complete(api, lunch):
    made = announce(api)
    assert (made["status"], made["target_channel_count"], made["target_user_count"]) == ("running", 1, 1)
    assert texts(api, lunch) == []
    advance(api, seconds=1)
    seen = view(api, made)
    assert (seen["status"], seen["sent_channel_count"], seen["sent_user_count"]) == ("completed", 1, 1)
    assert texts(api, lunch) == ["Soup!"] and seen["completed_at"] > 0 and api.unread("bob") == 1


def test_a_scheduled_one_waits_for_its_time(api, lunch):
    made = announce(api, scheduled_at=in_minutes(api, 10))
    advance(api, minutes=9, seconds=59)
    assert view(api, made)["status"] == "scheduled"
    advance(api, seconds=1)
    assert view(api, made)["status"] == "running"
    advance(api, seconds=1)
    assert texts(api, lunch) == ["Soup!"]


def test_a_hundred_channels_take_a_second(api, alice):
    # ruled
    channels = [api.group(alice) for _ in range(150)]
    made = announce(api)
    advance(api, seconds=1)
    assert (view(api, made)["status"], view(api, made)["sent_channel_count"]) == ("running", 100)
    advance(api, seconds=1)
    assert (view(api, made)["status"], texts(api, channels[-1])) == ("completed", ["Soup!"])


def test_a_canceled_one_is_never_sent(api, lunch):
    made = announce(api, scheduled_at=in_minutes(api, 10))
    assert act(api, made, "cancel") == "canceled"
    advance(api, days=1)
    assert texts(api, lunch) == []


def test_a_paused_one_goes_on_when_it_is_resumed(api, lunch):
    made = announce(api)
    assert act(api, made, "pause") == "paused"
    advance(api, days=1)
    assert texts(api, lunch) == [] and act(api, made, "resume") == "running"
    advance(api, seconds=1)
    assert texts(api, lunch) == ["Soup!"]


def test_a_stopped_one_stays_so(api, lunch):
    made = announce(api)
    assert act(api, made, "stop") == "stopped"
    advance(api, days=1)
    assert texts(api, lunch) == []
    assert api.refusal("PUT", f"/announcements/{made['unique_id']}", {"action": "resume"})[0] == 400108


def test_it_is_held_each_day_from_one_time_to_another(api, lunch):
    # docs: on-hold from cease_at to resume_at
    made = announce(api, cease_at="1130", resume_at="1300")
    assert view(api, made)["status"] == "on-hold"
    advance(api, minutes=59)
    assert view(api, made)["status"] == "on-hold"
    advance(api, minutes=1, seconds=1)
    assert texts(api, lunch) == ["Soup!"]


def test_the_hold_may_pass_midnight(api, lunch):
    made = announce(api, scheduled_at=in_minutes(api, 15 * 60), cease_at="2200", resume_at="0600")
    advance(api, hours=15)
    assert view(api, made)["status"] == "on-hold"
    advance(api, hours=3, seconds=1)
    assert texts(api, lunch) == ["Soup!"]


def test_at_its_end_it_ends_though_not_all_have_it(api, lunch):
    made = announce(api, end_at=in_minutes(api, 10))
    act(api, made, "pause")
    advance(api, minutes=10)
    assert view(api, made)["status"] == "incompleted" and texts(api, lunch) == []


# --- to whom ---


def test_it_goes_to_all_channels_of_its_sender(api, alice, bob, carol):
    mine, other = [api.group(alice, bob), api.group(alice, carol)], api.group(bob, carol)
    announce(api)
    advance(api, seconds=1)
    assert [texts(api, url) for url in (*mine, other)] == [["Soup!"], ["Soup!"], []]


def test_it_goes_to_the_channels_that_are_named(api, alice, bob):
    first, second = api.group(alice, bob), api.group(bob)
    said = {"type": "ADMM", "content": "closed"}
    made = api.post("/announcements", message=said, target_at="target_channels", target_list=[second, "nowhere"])
    advance(api, seconds=1)
    assert (texts(api, first), texts(api, second)) == ([], ["closed"])
    assert view(api, made)["target_channel_count"] == 1


@pytest.mark.parametrize(
    ("target_at", "kind", "reached"),
    [
        ("target_users_only_channels", "distinct", ["pair"]),
        ("target_users_only_channels", "non-distinct", ["other"]),
        ("target_users_only_channels", "all", ["pair", "other"]),
        ("target_users_included_channels", "all", ["pair", "other", "three"]),
        ("target_users_included_channels", "distinct", ["pair"]),
    ],
)
def test_it_goes_to_channels_with_certain_users(api, alice, bob, carol, target_at, kind, reached):
    api.group(alice, bob, channel_url="pair", is_distinct=True)
    api.group(alice, bob, channel_url="other")
    api.group(alice, bob, carol, channel_url="three")
    announce(api, target_at=target_at, target_list=[bob], target_channel_type=kind)
    advance(api, seconds=1)
    assert [url for url in ("pair", "other", "three") if texts(api, url)] == reached


def test_a_channel_is_made_where_there_is_none(api, alice, bob):
    options = {"name": "News", "data": "x", "custom_type": "news"}
    target = {"target_at": "target_users_only_channels", "target_list": [bob], "create_channel": True}
    more = {"create_channel_options": options, "assign_sender_as_channel_inviter": True}
    announce(api, **target, **more)
    advance(api, seconds=1)
    [channel] = api.get("/group_channels", show_empty=True)["channels"]
    assert (channel["name"], channel["custom_type"], channel["is_distinct"]) == ("News", "news", True)
    assert channel["created_by"]["user_id"] == alice and texts(api, channel["channel_url"]) == ["Soup!"]
    announce(api, "More!", **target, **more)
    advance(api, seconds=1)
    assert texts(api, channel["channel_url"]) == ["Soup!", "More!"]


def test_the_sender_need_not_see_the_channel(api, alice, bob):
    target = {"target_at": "target_users_only_channels", "target_list": [bob], "create_channel": True}
    announce(api, **target, keep_channel_hidden_for_sender=True)
    advance(api, seconds=1)
    seen = [api.get(f"/users/{user}/my_group_channels")["channels"] for user in (alice, bob)]
    assert list(map(len, seen)) == [0, 1]


def test_only_channels_of_a_custom_type_and_none_that_are_frozen(api, alice):
    urls = [api.group(alice, custom_type=kind) for kind in ("food", "drinks", "food")]
    api.put(f"/group_channels/{urls[2]}/freeze", freeze=True)
    announce(api, target_custom_type="food", send_to_frozen_channels=False)
    advance(api, seconds=1)
    assert [texts(api, url) for url in urls] == [["Soup!"], [], []]


def test_a_channel_that_refuses_it_is_left_out(api, alice, bob):
    urls = [api.group(alice, bob), api.group(alice)]
    made = announce(api)
    api.put(f"/group_channels/{urls[0]}/leave", user_ids=[alice])
    advance(api, seconds=1)
    assert [texts(api, url) for url in urls] == [[], ["Soup!"]]
    assert view(api, made)["sent_channel_count"] == 1


def test_pushes_can_be_left_out(api, lunch):
    api.post("/users/bob/push/gcm", gcm_reg_token="APA91bE")
    announce(api, enable_push=False)
    advance(api, seconds=1)
    assert [entry.kind for entry in api.app.journal if entry.kind == "push"] == []
    announce(api)
    advance(api, seconds=1)
    assert [entry.kind for entry in api.app.journal if entry.kind == "push"] == ["push"]


# --- what is refused ---

TEXT = {"message": {"type": "MESG", "user_id": "alice", "content": "x"}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"message": {"type": "MESG", "user_id": "alice"}}, 400105),
        ({"message": {"type": "MESG", "content": "x"}}, 400105),
        ({"message": {"type": "MESG", "user_id": "nobody", "content": "x"}}, 400201),
        ({"message": {"type": "ADMM", "content": "x"}}, 400111),
        ({**TEXT, "target_at": "target_channels"}, 400105),
        ({**TEXT, "target_at": "everybody"}, 400111),
        ({**TEXT, "scheduled_at": 1}, 400111),
        ({**TEXT, "end_at": 1}, 400111),
        ({**TEXT, "cease_at": "2200"}, 400105),
        ({**TEXT, "cease_at": "2200", "resume_at": "2200"}, 400111),
        ({**TEXT, "cease_at": "2460", "resume_at": "0600"}, 400111),
        ({**TEXT, "unique_id": "first"}, 400202),
    ],
)
def test_what_could_not_be_sent_is_refused(api, lunch, body, code):
    announce(api, unique_id="first")
    before = api.app.provider.dump(api.app)
    assert api.refusal("POST", "/announcements", body)[0] == code
    assert api.app.provider.dump(api.app) == before


def test_only_what_has_not_begun_is_changed(api, lunch):
    made = announce(api, scheduled_at=in_minutes(api, 10))
    path = f"/announcements/{made['unique_id']}"
    seen = api.put(path, message={"content": "Stew!"}, announcement_group="food", scheduled_at=in_minutes(api, 20))
    assert (seen["message"]["content"], seen["announcement_group"]) == ("Stew!", "food")
    advance(api, minutes=15)
    assert texts(api, lunch) == []
    advance(api, minutes=6)
    assert texts(api, lunch) == ["Stew!"]
    assert api.refusal("PUT", path, {"message": {"content": "Bread!"}})[0] == 400108


def test_flat_names_are_understood(api, lunch):
    # client: the JavaScript and TypeScript SDKs
    flat = {"message_type": "MESG", "user_id": "alice", "content": "Soup!", "message.data": "x"}
    seen = api.post("/announcements", **flat, **{"create_channel_options.name": "News"})
    assert seen["message"] == {"type": "MESG", "user_id": "alice", "content": "Soup!", "data": "x", "custom_type": ""}
    assert seen["create_channel_options"] == {"name": "News"}


def test_lists_and_groups(api, lunch):
    for number, group in enumerate(["food", "news", "food", ""]):
        announce(api, unique_id=f"a{number}", announcement_group=group, scheduled_at=in_minutes(api, 10))
    act(api, {"unique_id": "a0"}, "cancel")

    def ids(**query):
        return [row["unique_id"] for row in api.walk("/announcements", "announcements", limit=2, **query)]

    assert ids() == ["a3", "a2", "a1", "a0"] and ids(announcement_group="food") == ["a2", "a0"]
    assert (ids(status="canceled"), ids(order="-created_at")) == (["a0"], ["a0", "a1", "a2", "a3"])
    assert api.walk("/announcement_group", "announcement_groups", limit=1) == ["food", "news"]


# --- who opens it ---


def test_who_reads_the_channel_has_opened_it(api, alice, bob, carol):
    lunch = api.group(alice, bob, carol)
    made = announce(api, announcement_group="food")
    advance(api, seconds=1)
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id=bob)
    assert (view(api, made)["open_count"], view(api, made)["open_rate"]) == (1, 0.5)
    advance(api, hours=1)
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id=carol)
    for path in (f"announcement_open_rate/{made['unique_id']}", "announcement_open_rate_by_group/food"):
        rates = api.get(f"/{path}")
        assert (rates["open_counts"][:3], rates["cumulative_open_rates"][:3]) == ([1, 1, 0], [0.5, 1.0, 1.0])
    assert len(api.get("/announcement_open_rate_by_group/food", days=2)["open_rates"]) == 48


def test_who_reads_another_channel_of_the_same_address_has_opened_nothing(api, alice, bob):
    url = api.group(alice, bob, channel_url="lunch")
    made = announce(api)
    advance(api, seconds=1)
    api.delete(f"/group_channels/{url}")
    api.group(alice, bob, channel_url="lunch")
    api.put("/group_channels/lunch/messages/mark_as_read", user_id=bob)
    assert view(api, made)["open_count"] == 0


def test_the_status_of_each_receiver_is_listed(api, alice, bob, carol):
    lunch = api.group(alice, bob, carol)
    made = announce(api)
    advance(api, seconds=1)
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id=bob)
    path = f"/announcement_open_status/{made['unique_id']}"

    def users(**query):
        return [row["user_id"] for row in api.get(path, **query)["open_status"]]

    assert (users(has_opened=True), users(has_opened=False)) == ([bob], [carol])
    assert (users(unique_ids=[carol]), users(channel_urls=["other"])) == ([carol], [])
    first = api.get(path, limit=1)
    assert [row["user_id"] for row in api.get(path, limit=1, next=first["next"])["open_status"]] == [carol]


def test_what_is_read_before_does_not_count_and_is_noted_for_thirty_days(api, lunch):
    # docs: tracked for 30 days
    made = announce(api)
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id="bob")
    advance(api, seconds=1)
    assert view(api, made)["open_count"] == 0
    advance(api, days=31)
    api.put(f"/group_channels/{lunch}/messages/mark_as_read", user_id="bob")
    assert view(api, made)["open_count"] == 0


def test_statistics_count_by_the_day_of_the_end(api, lunch):
    announce(api, announcement_group="food")
    act(api, announce(api, scheduled_at=in_minutes(api, 10)), "cancel")
    advance(api, seconds=1)
    days = api.get("/announcement_stats/daily", start_date="2026-11-27", end_date="2026-11-28")["statistics"]
    assert [row["total_announcement_count"] for row in days] == [0, 2]
    assert (days[1]["completed_announcement_count"], days[1]["canceled_announcement_count"]) == (1, 1)
    for path, name in (("weekly", "2026-W48"), ("monthly", "2026-11")):
        [row] = api.get(f"/announcement_stats/{path}", announcement_group="food")["statistics"]
        assert (row["date_range"], row["total_announcement_count"], row["sent_user_count"]) == (name, 1, 1)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("daily", {"start_date": "2026-02-30", "end_date": "2026-03-01"}),
        ("daily", {"start_date": "2026-11-28", "end_date": "2026-11-27"}),
        ("daily", {"start_date": "2026-10-01", "end_date": "2026-11-28"}),
        ("daily", {"start_date": "2026-11-28", "end_date": "9999-12-31"}),
        ("weekly", {"start_week": "2026-W60", "end_week": "2026-W61"}),
        ("weekly", {"start_week": "2026-W1", "end_week": "2026-W9"}),
        ("monthly", {"start_month": "2026-13", "end_month": "2026-13"}),
        ("monthly", {"start_month": "2024-01", "end_month": "2026-01"}),
    ],
)
def test_spans_that_are_none_or_too_long_are_refused(api, path, query):
    assert api.refusal("GET", f"/announcement_stats/{path}", **query)[0] == 400111


def test_months_and_weeks_follow_each_other(api):
    months = api.get("/announcement_stats/monthly", start_month="2026-01", end_month="2026-12")["statistics"]
    assert [row["date_range"] for row in months] == [f"2026-{n:02}" for n in range(1, 13)]
    weeks = api.get("/announcement_stats/weekly", start_week="2026-W52", end_week="2027-W2")["statistics"]
    assert [row["date_range"] for row in weeks] == ["2026-W52", "2026-W53", "2027-W1", "2027-W2"]


# --- keeping it ---


def test_what_runs_runs_on_in_another_process(api, alice, bob):
    channels = [api.group(alice, bob) for _ in range(101)]
    announce(api)
    announce(api, "Later!", scheduled_at=in_minutes(api, 10))
    advance(api, seconds=1)
    api.put(f"/group_channels/{channels[0]}/messages/mark_as_read", user_id=bob)
    other = new_api(api.app.provider.dump(api.app))
    assert other.app.provider.dump(other.app) == api.app.provider.dump(api.app)
    for one in (api, other):
        advance(one, minutes=11)
        one.put(f"/group_channels/{channels[1]}/messages/mark_as_read", user_id=bob)
    assert texts(other, channels[-1]) == ["Soup!", "Later!"]
    assert other.app.provider.dump(other.app) == api.app.provider.dump(api.app)


actions = st.sampled_from(["pause", "resume", "stop", "cancel"])


@given(
    st.lists(st.tuples(st.integers(0, 3), actions), max_size=6),
    st.integers(0, 5),
    st.sampled_from(["", "1130", "1201"]),
)
def test_each_channel_has_it_once_or_not_at_all_however_the_clock_jumps(steps, ahead, cease):
    api = new_api()
    api.app.clock.freeze(NOON)
    urls = [api.group(api.user("alice")), api.group("alice")]
    made = announce(
        api, scheduled_at=in_minutes(api, ahead), end_at=in_minutes(api, 90), cease_at=cease, resume_at=cease and "1205"
    )
    for minutes, action in steps:
        advance(api, minutes=minutes)
        api.send("PUT", f"/announcements/{made['unique_id']}", {"action": action})
    api.app.clock.advance(milliseconds=2 * HOUR)
    seen = view(api, made)
    assert seen["status"] in ("completed", "incompleted", "stopped", "canceled")
    wanted = ["Soup!"] if seen["status"] == "completed" else []
    assert [texts(api, url) for url in urls] == [wanted, wanted]
    assert seen["sent_channel_count"] == 2 * len(wanted)
