"""Announcements, exports of data, and requests for data protection."""

from typing import Any

from tests.sendbird.clients.server_sdks.stories.story import Rest, done, ids, told

MESSAGE = {"type": "MESG", "user_id": "alice", "content": "Soup!"}
SOUP = {"message": MESSAGE, "unique_id": "soup", "announcement_group": "food", "target_at": "sender_all_channels"}
THERE = {"unique_id": "soup", "announcement_group": "food", "data_type": "users"}
DAYS = {
    "start_date": "2026-11-28",
    "end_date": "2026-11-28",
    "start_week": "2026-W48",
    "end_week": "2026-W48",
    "start_month": "2026-11",
    "end_month": "2026-11",
}


def sent(rest: Rest) -> dict[str, Any]:
    rest.post("/announcements", **SOUP)
    rest.clock.advance(seconds=1)
    return THERE


def opened(rest: Rest) -> dict[str, Any]:
    sent(rest)
    rest.put("/group_channels/lunch/messages/mark_as_read", user_id="bob")
    return THERE


def planned(rest: Rest) -> dict[str, Any]:
    rest.post("/announcements", **SOUP, scheduled_at=rest.clock.now() + 600_000)
    return THERE


def exported(rest: Rest) -> dict[str, Any]:
    made = rest.post("/export/users", start_ts=0, end_ts=4_102_444_800_000)
    rest.clock.advance(seconds=1)
    return {**THERE, "request_id": made["request_id"]}


def asked(rest: Rest) -> dict[str, Any]:
    return {"request_id": rest.post("/privacy/gdpr", action="delete", user_ids=["bob"])["request_id"]}


STORIES = [
    done(
        "POST /announcements",
        lambda rest: rest.get("/announcements/soup")["message"]["content"] == "Soup!",
        body=SOUP,
    ),
    told("GET /announcements", lambda answer: answer["announcements"][0]["unique_id"] == "soup", before=sent),
    told("GET /announcements/{unique_id}", lambda answer: answer["open_count"] == 1, before=opened),
    done(
        "PUT /announcements/{unique_id}",
        lambda rest: rest.get("/announcements/soup")["status"] == "canceled",
        body={"action": "cancel"},
        before=planned,
    ),
    told("GET /announcement_group", lambda answer: answer["announcement_groups"] == ["food"], before=sent),
    told("GET /announcement_open_rate/{unique_id}", lambda answer: answer["open_counts"][0] == 1, before=opened),
    told(
        "GET /announcement_open_rate_by_group/{announcement_group}",
        lambda answer: answer["open_counts"][0] == 1,
        before=opened,
    ),
    told(
        "GET /announcement_open_status/{unique_id}", lambda answer: "bob" in ids(answer["open_status"]), before=opened
    ),
    told(
        "GET /announcement_stats/daily",
        lambda answer: answer["statistics"][0]["date_range"] == "2026-11-28",
        query=DAYS,
        before=sent,
    ),
    told("GET /announcement_stats/weekly", lambda answer: len(answer["statistics"]) == 1, before=sent),
    told("GET /announcement_stats/monthly", lambda answer: len(answer["statistics"]) == 1, before=sent),
    done(
        "POST /export/{data_type}",
        lambda rest: len(rest.get("/export/users")["exported_data"]) == 1,
        body={"start_ts": 0, "end_ts": 4_102_444_800_000},
        paths=THERE,
    ),
    told("GET /export/{data_type}", lambda answer: len(answer["exported_data"]) == 1, before=exported),
    told("GET /export/{data_type}/{request_id}", lambda answer: answer["status"] == "done", before=exported),
    done(
        "POST /privacy/gdpr",
        lambda rest: len(rest.get("/privacy/gdpr")["requests"]) == 1,
        body={"action": "delete", "user_ids": ["bob"]},
    ),
    told("GET /privacy/gdpr", lambda answer: len(answer["requests"]) == 1, before=asked),
    told("GET /privacy/gdpr/{request_id}", lambda answer: answer["action"] == "delete", before=asked),
    done(
        "DELETE /privacy/gdpr/{request_id}",
        lambda rest: rest.get("/privacy/gdpr")["requests"] == [],
        before=asked,
    ),
]
