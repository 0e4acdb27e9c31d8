"""Messages, reactions, emoji, and the reports about them."""

from typing import Any

from sendbird_platform_sdk.models import MigrateMessagesTextMessageRequest

from tests.sendbird.clients.server_sdks.stories.story import Rest, done, ids, refuses, told

LUNCH, ONE = "/group_channels/lunch", "/{channel_type}/{channel_url}/messages"
SOUP = {"sorted_metaarray": [{"key": "dishes", "value": ["soup"]}]}
HEART = {"reaction": "sendbird_emoji_heart_eyes", "user_id": "alice"}
OLD = {"user_id": "alice", "message": "old", "timestamp": 1_000}
REPORT = {"report_category": "spam", "reporting_user_id": "alice", "report_description": "again"}


def message(rest: Rest) -> dict[str, Any]:
    found: dict[str, Any] = rest.get(f"{LUNCH}/messages/1001?with_sorted_meta_array=true&include_reactions=true")
    return found


def dishes(rest: Rest) -> list[Any]:
    return [row["value"] for row in message(rest)["sorted_metaarray"]]


def seasoned(rest: Rest) -> None:
    rest.post(f"{LUNCH}/messages/1001/sorted_metaarray", **SOUP)


def loved(rest: Rest) -> None:
    rest.post(f"{LUNCH}/messages/1001/reactions", **HEART)


def unread(rest: Rest) -> int:
    return int(rest.get("/users/alice/unread_message_count")["unread_count"])


def reported(rest: Rest) -> None:
    rest.post(f"/report{LUNCH}/messages/1001", offending_user_id="bob", **REPORT)
    rest.post("/report/users/bob", **REPORT)
    rest.post(f"/report{LUNCH}", **REPORT)


def reports(rest: Rest) -> list[str]:
    return [row["report_type"] for row in rest.get("/report")["report_logs"]]


STORIES = [
    done(
        f"POST {ONE}",
        lambda rest: rest.get(f"{LUNCH}/messages/total_count")["total"] == 3,
        body={"message_type": "MESG", "user_id": "alice", "message": "Stew!"},
    ),
    told(
        f"GET {ONE}",
        lambda answer: [row["message_id"] for row in answer["messages"]] == [1001, 1002],
        query={"message_ts": 0, "prev_limit": 2, "next_limit": 0},
        python={"message_id": 0},
    ),
    done(f"DELETE {ONE}/{{message_id}}", lambda rest: refuses(rest, f"{LUNCH}/messages/1001")),
    told(f"GET {ONE}/{{message_id}}", lambda answer: answer["message"] == "Soup?"),
    done(
        f"PUT {ONE}/{{message_id}}",
        lambda rest: message(rest)["message"] == "Stew?",
        body={"message_type": "MESG", "message": "Stew?"},
    ),
    done(
        "PUT /group_channels/{channel_url}/messages/mark_as_read",
        lambda rest: unread(rest) == 0,
        body={"user_id": "alice"},
    ),
    told(f"GET {ONE}/total_count", lambda answer: answer["total"] == 2),
    told(
        "GET /group_channels/{channel_url}/messages/unread_count",
        lambda answer: answer["unread"] == {"alice": 2},
        query={"user_ids": "alice"},
    ),
    done(
        "PUT /group_channels/{channel_url}/messages/mark_as_delivered",
        lambda rest: rest.get(f"{LUNCH}?show_delivery_receipt=true")["delivery_receipt"]["alice"] > 0,
        body={"user_id": "alice"},
    ),
    done(f"POST {ONE}/{{message_id}}/sorted_metaarray", lambda rest: dishes(rest) == [["soup"]], body=SOUP),
    done(
        f"PUT {ONE}/{{message_id}}/sorted_metaarray",
        lambda rest: dishes(rest) == [["soup", "stew"]],
        body={"sorted_metaarray": [{"key": "dishes", "value": ["stew"]}], "mode": "add", "upsert": True},
        before=seasoned,
    ),
    done(
        f"DELETE {ONE}/{{message_id}}/sorted_metaarray",
        lambda rest: dishes(rest) == [],
        query={"keys": ["dishes"]},
        before=seasoned,
    ),
    told(
        f"POST {ONE}/{{message_id}}/translation",
        lambda answer: answer["translations"].keys() == {"de"},
        body={"target_langs": ["de"]},
    ),
    done(
        f"POST {ONE}/{{message_id}}/reactions",
        lambda rest: [row["user_ids"] for row in message(rest)["reactions"]] == [["alice"]],
        body=HEART,
    ),
    told(f"GET {ONE}/{{message_id}}/reactions", lambda answer: HEART["reaction"] in answer, before=loved),
    done(
        f"DELETE {ONE}/{{message_id}}/reactions",
        lambda rest: not message(rest).get("reactions"),
        query=HEART,
        before=loved,
    ),
    told("GET /emojis", lambda answer: len(answer["emojis"]) > 2),
    told(
        "GET /emojis/{emoji_key}",
        lambda answer: answer["url"].endswith(f"/{HEART['reaction']}.svg"),
        paths={"emoji_key": HEART["reaction"]},
    ),
    told("GET /emoji_categories", lambda answer: len(answer["emoji_categories"]) == 1),
    told("GET /emoji_categories/{emoji_category_id}", lambda answer: answer["id"] == 1, paths={"emoji_category_id": 1}),
    done(
        "POST /migration/{target_channel_url}",
        lambda rest: rest.get(f"{LUNCH}/messages/total_count")["total"] == 3,
        body={"messages": [{**OLD, "message_type": "MESG"}]},
        python={"messages": [MigrateMessagesTextMessageRequest(**OLD)]},
    ),
    told("GET /report", lambda answer: len(answer["report_logs"]) == 3, before=reported),
    told(
        "GET /report/{channel_type}/{channel_url}",
        lambda answer: answer["report_logs"][0]["report_description"] == "again",
        before=reported,
    ),
    told(
        "GET /report/{channel_type}/{channel_url}/messages/{message_id}",
        lambda answer: answer["report_logs"][0]["report_category"] == "spam",
        before=reported,
    ),
    told(
        "GET /report/users/{offending_user_id}",
        lambda answer: ids([answer["report_logs"][0]["offending_user"]]) == ["bob"],
        before=reported,
    ),
    done("POST /report/{channel_type}/{channel_url}", lambda rest: reports(rest) == ["channel"], body=REPORT),
    done(
        "POST /report/{channel_type}/{channel_url}/messages/{message_id}",
        lambda rest: reports(rest) == ["message"],
        body={**REPORT, "offending_user_id": "bob"},
    ),
    done(
        "POST /report/users/{offending_user_id}",
        lambda rest: reports(rest) == ["user"],
        body={**REPORT, "channel_type": "group_channels", "channel_url": "lunch"},
    ),
]
