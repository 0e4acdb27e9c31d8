"""Numbers about an application: connected and active users, messages by day."""

import pytest

DAILY = "/applications/messages/daily_count"


@pytest.fixture(autouse=True)
def monday(api):
    api.app.clock.freeze("2016-12-19T10:00:00Z")


def test_nobody_is_connected_at_first(api, alice):
    assert api.get("/applications/ccu") == {"ccu": 0}


def test_a_connected_user_counts_once(api, alice, bob):
    api.app.users["alice"].connections = 2
    assert api.get("/applications/ccu") == {"ccu": 1}


def test_nobody_was_active_at_first(api, alice):
    assert api.get("/applications/dau") == {"dau": 0}
    assert api.get("/applications/mau") == {"mau": 0}


def test_who_sends_is_active_once_a_day(api, lunch):
    for sender in ("bob", "bob", "alice"):
        api.say(sender, lunch)
    assert api.get("/applications/dau") == {"dau": 2}


def test_activity_belongs_to_its_day(api, lunch):
    api.say("bob", lunch)
    api.app.clock.advance(days=1)
    assert api.get("/applications/dau") == {"dau": 0}
    assert api.get("/applications/dau", date="2016-12-19") == {"dau": 1}


def test_a_month_is_the_thirty_days_up_to_a_day(api, lunch):
    api.say("bob", lunch)
    api.app.clock.advance(days=29)
    api.say("bob", lunch)
    api.say("alice", lunch)
    assert api.get("/applications/mau") == {"mau": 2}
    assert api.get("/applications/mau", date="2016-12-18") == {"mau": 0}
    api.app.clock.advance(days=29)
    assert api.get("/applications/mau", date="2017-01-16") == {"mau": 1}
    assert api.get("/applications/mau", date="2017-02-16") == {"mau": 0}


def test_a_deleted_user_was_active_all_the_same(api, lunch):
    api.say("bob", lunch)
    api.delete("/users/bob")
    assert api.get("/applications/dau") == {"dau": 1}


@pytest.mark.parametrize("date", ["2016-02-30", "2016-13-01", "19.12.2016", "today", "2016-12-9"])
def test_what_is_no_date_is_refused(api, date):
    assert api.refusal("GET", "/applications/dau", date=date)[0] == 400111
    assert api.refusal("GET", "/applications/mau", date=date) == (400111, 'Invalid value: "date".')
    assert api.refusal("GET", DAILY, start_date=date)[0] == 400111
    assert api.refusal("GET", DAILY, end_date=date)[0] == 400111


def test_the_earliest_date_has_a_month_too(api):
    assert api.get("/applications/mau", date="0001-01-01") == {"mau": 0}


def test_an_empty_date_is_today(api, lunch):
    api.say("bob", lunch)
    assert api.get("/applications/dau", date="") == {"dau": 1}


def test_messages_are_counted_by_day_with_zeros(api, lunch, lobby):
    api.say("bob", lunch)
    api.say("bob", lobby, kind="open_channels")
    api.app.clock.advance(days=2)
    api.say("bob", lunch)
    counted = api.get(DAILY, start_date="2016-12-18", end_date="2016-12-21")
    assert counted == {"message_count": {"2016-12-18": 0, "2016-12-19": 2, "2016-12-20": 0, "2016-12-21": 1}}


def test_a_deleted_message_was_sent_all_the_same(api, lunch):
    sent = api.say("bob", lunch)
    api.delete(f"/group_channels/{lunch}/messages/{sent['message_id']}")
    assert api.get(DAILY) == {"message_count": {"2016-12-19": 1}}


def test_a_span_without_end_goes_up_to_today(api):
    assert list(api.get(DAILY, start_date="2016-12-17")["message_count"]) == ["2016-12-17", "2016-12-18", "2016-12-19"]


def test_a_span_without_start_is_one_day(api):
    assert api.get(DAILY, end_date="2016-12-01") == {"message_count": {"2016-12-01": 0}}


def test_a_reversed_span_is_refused(api):
    assert api.refusal("GET", DAILY, start_date="2016-12-02", end_date="2016-12-01") == (
        400111,
        'Invalid value: "end_date".',
    )


def test_a_span_has_at_most_366_days(api):
    assert len(api.get(DAILY, start_date="2016-01-01", end_date="2016-12-31")["message_count"]) == 366
    assert api.refusal("GET", DAILY, start_date="2015-12-31", end_date="2016-12-31")[0] == 400111


def test_without_dates_it_is_about_today(api, lunch):
    # ruled
    api.say("bob", lunch)
    today = {"date": "2016-12-19"}
    assert api.get("/applications/dau") == api.get("/applications/dau", **today) == {"dau": 1}
    assert api.get("/applications/mau") == api.get("/applications/mau", **today) == {"mau": 1}
    assert api.get(DAILY) == {"message_count": {"2016-12-19": 1}}


def test_what_is_past_its_retention_happened_all_the_same(api, lunch):
    # ruled
    api.put("/applications/settings_global", message_retention_hours=1)
    api.say("bob", lunch)
    api.app.clock.advance(hours=2)
    assert api.get(f"/group_channels/{lunch}/messages/total_count") == {"total": 0}
    assert api.get(f"/group_channels/{lunch}/messages/unread_count", user_ids="alice") == {"unread": {"alice": 0}}
    assert (api.unread("alice"), api.get("/applications/dau"), api.get("/applications/mau")) == (
        0,
        {"dau": 1},
        {"mau": 1},
    )
    assert api.get(DAILY) == {"message_count": {"2016-12-19": 1}}


def test_a_migrated_message_was_sent_elsewhere(api, lunch):
    # ruled
    migrated = {"user_id": "bob", "message": "old", "timestamp": api.app.clock.now() - 1}
    api.post(f"/migration/{lunch}", messages=[migrated])
    assert (api.get(DAILY), api.get("/applications/dau")) == ({"message_count": {"2016-12-19": 0}}, {"dau": 0})


# --- today ---

SPAN = {"start_year": 2026, "start_month": 11, "end_year": 2026, "end_month": 12}


def test_the_most_users_at_once_are_told_by_day_and_by_month(api, alice, bob):
    acts = api.app.provider.acts()
    api.app.clock.freeze("2026-11-28T12:00:00Z")
    for user in (alice, bob, alice):
        acts["connect"](api.hub, api.app, user, {})
    for connection in list(api.app.connections.of(bob)):
        connection.close(why="test")
        api.app.provider.closed(api.hub, connection)
    api.app.clock.advance(days=4)
    days = api.get("/applications/peak_connections", time_dimension="daily", **SPAN, start_day=27, end_day=2)
    rows = {row["date"]: row["peak_connections"] for row in days["peak_connections"]}
    assert len(rows) == 6 and {day: peak for day, peak in rows.items() if peak} == {"2026-11-28": 2, "2026-12-02": 1}
    months = api.get("/applications/peak_connections", time_dimension="monthly", **SPAN)["peak_connections"]
    assert months == [
        {"date": "2026-11", "peak_connections": 2},
        {"date": "2026-12", "peak_connections": 1},
    ]


@pytest.mark.parametrize("wrong", [{"end_day": 31, "end_month": 11}, {"end_year": 2025}, {"end_year": 2030}])
def test_spans_of_peaks_that_are_none_are_refused(api, wrong):
    query = {"time_dimension": "daily", **SPAN, **wrong}
    assert api.refusal("GET", "/applications/peak_connections", **query)[0] == 400111


def test_a_metric_is_told_day_by_day(api, lunch):
    api.app.clock.freeze("2026-11-28T12:00:00Z")
    api.say("alice", lunch)
    told = api.get("/statistics/metric", start_date="2026-11-27", end_date="2026-11-28")
    assert [row["value"] for row in told["statistics"]] == [0, 1]
    assert (told["date"], told["value"]) == ("2026-11-28", 1)
    assert api.get("/statistics/metric", metric_type="active_users")["value"] == 1
