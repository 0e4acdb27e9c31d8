"""Rules by custom type, emoji, the whitelist, push services and their texts, and figures."""

from functools import partial
from operator import itemgetter
from typing import Any

from tests.sendbird.clients.server_sdks.stories.applications import pushing
from tests.sendbird.clients.server_sdks.stories.channels import operators
from tests.sendbird.clients.server_sdks.stories.story import Rest, done, ids, told

LUNCH, FOOD, PUSH = "/group_channels/lunch", "/applications/settings_by_channel_custom_type", "/applications/push"
TYPES = {"channel_custom_types": ["food"]}
SERVICES = {
    "fcm": {"api_key": "AIza-example", "push_sound": "ping"},
    "hms": {"huawei_app_id": "1", "huawei_app_secret": "s"},
}
PEAKS = {
    "time_dimension": "monthly",
    "start_year": 2026,
    "start_month": 1,
    "end_year": 2026,
    "end_month": 12,
    "start_day": 1,
    "end_day": 1,
}


def banned(rest: Rest) -> None:
    rest.post(f"{FOOD}/food/ban", banned_list=[{"user_id": "bob"}])


def muted(rest: Rest) -> None:
    rest.post(f"{FOOD}/food/mute", user_ids=["bob"])


def is_muted(rest: Rest) -> bool:
    return bool(rest.get(f"{LUNCH}/mute/bob")["is_muted"])


def banned_ids(rest: Rest) -> list[str]:
    return [row["user"]["user_id"] for row in rest.get(f"{FOOD}/food/ban")["banned_list"]]


def emoji(rest: Rest) -> dict[str, Any]:
    rows = [{"name": "Food", "url": "http://x.test/food"}]
    [category] = rest.post("/emoji_categories", emoji_categories=rows)["emoji_categories"]
    soup = {"key": "soup", "url": "http://x.test/soup"}
    rest.post("/emojis", emoji_category_id=category["id"], emojis=[soup])
    return {"emoji_key": "soup", "emoji_category_id": category["id"]}


def keys(rest: Rest) -> list[str]:
    return [row["key"] for row in rest.get("/emojis")["emojis"]]


def categories(rest: Rest) -> list[str]:
    return [row["url"] for row in rest.get("/emoji_categories")["emoji_categories"]]


def allowed(rest: Rest) -> None:
    rest.put("/applications/settings/ip_whitelist", ip_whitelist_addresses=["127.0.0.1", "192.0.2.7"])


def service(kind: str) -> Any:
    """What makes a configuration of a push service."""

    def make(rest: Rest) -> dict[str, Any]:
        [made] = rest.post(f"{PUSH}/{kind}", **SERVICES[kind])["push_configurations"]
        return {"push_type": kind, "provider_id": made["id"]}

    return make


def first(rest: Rest, kind: str) -> Any:
    return rest.get(f"{PUSH}/{kind}")["push_configurations"][0]


def has_one(kind: str, rest: Rest) -> bool:
    return len(rest.get(f"{PUSH}/{kind}")["push_configurations"]) == 1


def filtered(rest: Rest) -> dict[str, Any]:
    words = {"keywords": ["yuck"], "type": 1}
    rest.put("/applications/settings_global/food", profanity_filter=words)
    said = rest.post(f"{LUNCH}/messages", message_type="MESG", user_id="bob", message="yuck")
    return {"message_id": said["message_id"]}


STORIES = [
    done(
        f"POST {FOOD}/{{custom_type}}/ban",
        lambda rest: banned_ids(rest) == ["bob"],
        body={"banned_list": [{"user_id": "bob"}]},
    ),
    told(
        f"GET {FOOD}/{{custom_type}}/ban",
        lambda answer: [row["user"]["user_id"] for row in answer["banned_list"]] == ["bob"],
        before=banned,
    ),
    done(
        f"DELETE {FOOD}/{{custom_type}}/ban",
        lambda rest: banned_ids(rest) == [],
        query={"user_ids": ["bob"]},
        before=banned,
    ),
    done(f"POST {FOOD}/{{custom_type}}/mute", is_muted, body={"user_ids": ["bob"]}),
    told(f"GET {FOOD}/{{custom_type}}/mute", lambda answer: ids(answer["muted_list"]) == ["bob"], before=muted),
    done(
        f"DELETE {FOOD}/{{custom_type}}/mute",
        lambda rest: not is_muted(rest),
        query={"user_ids": ["bob"]},
        before=muted,
    ),
    done(
        "POST /users/{user_id}/banned_channel_custom_types",
        lambda rest: banned_ids(rest) == ["bob"],
        body=TYPES,
        paths={"user_id": "bob"},
    ),
    done("POST /users/{user_id}/muted_channel_custom_types", is_muted, body=TYPES, paths={"user_id": "bob"}),
    done(
        "POST /users/{user_id}/operating_channel_custom_types",
        lambda rest: "bob" in operators(rest, LUNCH),
        body=TYPES,
        paths={"user_id": "bob"},
    ),
    done(
        "PUT /applications/settings_global/{custom_type}",
        lambda rest: _masks(rest, "spam.example"),
        body={"domain_filter": {"domains": ["spam.example"], "type": 1}},
    ),
    told(
        "GET /report/{channel_type}/{channel_url}/profanity_messages/{message_id}",
        lambda answer: answer["message"] == "yuck",
        before=filtered,
    ),
    done(
        "POST /emoji_categories",
        lambda rest: "http://x.test/food" in categories(rest),
        body={"emoji_categories": [{"name": "Food", "url": "http://x.test/food"}]},
    ),
    done(
        "POST /emojis",
        lambda rest: "bread" in keys(rest),
        body={
            "emoji_category_id": itemgetter("emoji_category_id"),
            "emojis": [{"key": "bread", "url": "http://x.test/bread"}],
        },
        before=emoji,
    ),
    done(
        "PUT /emojis/{emoji_key}",
        lambda rest: rest.get("/emojis/soup")["url"] == "http://x.test/stew",
        body={"url": "http://x.test/stew"},
        before=emoji,
    ),
    done(
        "PUT /emoji_categories/{emoji_category_id}",
        lambda rest: "http://x.test/stew" in categories(rest),
        body={"url": "http://x.test/stew"},
        before=emoji,
    ),
    done("DELETE /emojis/{emoji_key}", lambda rest: "soup" not in keys(rest), before=emoji),
    done(
        "DELETE /emoji_categories/{emoji_category_id}",
        lambda rest: "http://x.test/food" not in categories(rest),
        before=emoji,
    ),
    done(
        "PUT /applications/settings/use_default_emoji",
        lambda rest: keys(rest) == ["soup"],
        body={"use_default_emoji": False},
        before=emoji,
    ),
    told("PUT /applications/settings/reactions", lambda answer: answer["reactions"] is False, body={"enabled": False}),
    done(
        "PUT /applications/settings/ip_whitelist",
        lambda rest: rest.get("/applications/settings/ip_whitelist")["ip_whitelist_addresses"] == ["127.0.0.1"],
        body={"ip_whitelist_addresses": ["127.0.0.1"]},
    ),
    told(
        "GET /applications/settings/ip_whitelist",
        lambda answer: answer["ip_whitelist_addresses"] == ["127.0.0.1", "192.0.2.7"],
        before=allowed,
    ),
    done(
        "DELETE /applications/settings/ip_whitelist",
        lambda rest: rest.get("/applications/settings/ip_whitelist")["ip_whitelist_addresses"] == ["127.0.0.1"],
        query={"ip_whitelist_addresses": ["192.0.2.7"]},
        before=allowed,
    ),
    told("GET /applications/settings/auto_event_message", lambda answer: "auto_event_message" in answer),
    told(
        "PUT /applications/settings/auto_event_message",
        lambda answer: "auto_event_message" in answer,
        body={"auto_event_message": {}},
    ),
    *(
        done(
            f"POST {PUSH}/{kind}",
            partial(has_one, kind),
            body=body,
        )
        for kind, body in SERVICES.items()
    ),
    done(
        f"PUT {PUSH}/fcm/{{provider_id}}",
        lambda rest: first(rest, "fcm")["push_sound"] == "pong",
        body={"push_sound": "pong"},
        before=service("fcm"),
    ),
    done(
        f"PUT {PUSH}/hms/{{provider_id}}",
        lambda rest: first(rest, "hms")["huawei_app_id"] == "2",
        body={"huawei_app_id": "2"},
        before=service("hms"),
    ),
    done(
        f"PUT {PUSH}/apns/{{provider_id}}",
        lambda rest: first(rest, "apns")["push_sound"] == "pong",
        body={"push_sound": "pong"},
        before=pushing,
    ),
    told(
        f"GET {PUSH}/{{push_type}}/{{provider_id}}",
        lambda answer: len(answer["push_configurations"]) == 1,
        before=service("fcm"),
    ),
    done(
        f"DELETE {PUSH}/apns/cert/{{provider_id}}",
        lambda rest: rest.get(f"{PUSH}/apns")["push_configurations"] == [] or not first(rest, "apns").get("apns_cert"),
        before=pushing,
    ),
    told(f"GET {PUSH}/message_templates", lambda answer: len(answer["push_message_templates"]) == 2),
    told(
        f"GET {PUSH}/message_templates/{{template_name}}",
        lambda answer: answer["push_message_templates"][0]["template_name"] == "default",
        paths={"template_name": "default"},
    ),
    done(
        f"PUT {PUSH}/message_templates/{{template_name}}",
        lambda rest: _news(rest) == "News",
        body={"template": {"MESG": "News"}},
        paths={"template_name": "default"},
    ),
    told("GET /applications/peak_connections", lambda answer: "peak_connections" in answer, query=PEAKS),
    told("GET /statistics/metric", lambda answer: answer["value"] >= 0),
]


def _masks(rest: Rest, text: str) -> bool:
    said = rest.post(f"{LUNCH}/messages", message_type="MESG", user_id="bob", message=text)
    return bool(said["message"] == "*" * len(text))


def _news(rest: Rest) -> str:
    [found] = rest.get(f"{PUSH}/message_templates/default")["push_message_templates"]
    return str(found["template"]["MESG"])
