"""Users, their metadata, devices, preferences and blocks; bots."""

from typing import Any

from tests.sendbird.clients.server_sdks.stories.story import Rest, done, ids, refuses, told, urls

DEVICE = {"token_type": "gcm", "token": "phone"}


def with_device(rest: Rest) -> dict[str, Any]:
    rest.post("/users/alice/push/gcm", gcm_reg_token="phone")
    return DEVICE


def devices(rest: Rest) -> list[str]:
    found: list[str] = rest.get("/users/alice/push/gcm")["tokens"]
    return found


def preference(rest: Rest, of: str = "") -> dict[str, Any]:
    found: dict[str, Any] = rest.get(f"/users/alice/push_preference{of}")
    return found


STORIES = [
    done(
        "POST /users",
        lambda rest: rest.get("/users/zoe")["nickname"] == "Zoe",
        body={"user_id": "zoe", "nickname": "Zoe", "profile_url": ""},
    ),
    told("GET /users", lambda answer: ids(answer["users"]) == ["bob"], query={"user_ids": "bob", "limit": 1}),
    done("PUT /users/{user_id}", lambda rest: rest.get("/users/alice")["nickname"] == "Al", body={"nickname": "Al"}),
    told("GET /users/{user_id}", lambda answer: answer["nickname"] == "Alice"),
    done("DELETE /users/{user_id}", lambda rest: refuses(rest, "/users/alice")),
    done(
        "PUT /users/{user_id}/mark_as_read_all",
        lambda rest: rest.get("/users/alice/unread_message_count")["unread_count"] == 0,
        body={"channel_urls": ["lunch"]},
    ),
    done(
        "PUT /users/{user_id}/my_group_channels/leave",
        lambda rest: not rest.get("/group_channels/lunch/members/alice")["is_member"],
        body={"custom_type": "food"},
    ),
    told("GET /users/{user_id}/unread_channel_count", lambda answer: answer["unread_count"] == 1),
    told("GET /users/{user_id}/unread_message_count", lambda answer: answer["unread_count"] == 2),
    told(
        "GET /users/{user_id}/group_channel_count",
        lambda answer: answer["group_channel_count"] == 2,
        query={"state": "joined"},
    ),
    told(
        "GET /users/{user_id}/unread_item_count",
        lambda answer: answer["non_super_group_channel_unread_message_count"] == 2,
        query={"item_keys": "non_super_group_channel_unread_message_count"},
    ),
    told(
        "POST /users/{user_id}/token",
        lambda answer: answer["expires_at"] == 4_000_000_000_000,
        body={"expires_at": 4_000_000_000_000},
    ),
    done(
        "POST /users/{user_id}/metadata",
        lambda rest: rest.get("/users/bob/metadata") == {"team": "red"},
        body={"metadata": {"team": "red"}},
        paths={"user_id": "bob"},
    ),
    done("DELETE /users/{user_id}/metadata/{key}", lambda rest: rest.get("/users/alice/metadata") == {"diet": "none"}),
    done("DELETE /users/{user_id}/metadata", lambda rest: rest.get("/users/alice/metadata") == {}),
    done(
        "PUT /users/{user_id}/metadata/{key}",
        lambda rest: rest.get("/users/alice/metadata")["place"] == "roof",
        body={"value": "roof"},
    ),
    done(
        "PUT /users/{user_id}/metadata",
        lambda rest: rest.get("/users/alice/metadata")["size"] == "big",
        body={"metadata": {"size": "big"}, "upsert": True},
    ),
    told("GET /users/{user_id}/metadata/{key}", lambda answer: answer["place"] == "window"),
    told("GET /users/{user_id}/metadata", lambda answer: answer == {"place": "window", "diet": "none"}),
    done(
        "POST /users/{user_id}/push/{token_type}",
        lambda rest: devices(rest) == ["phone"],
        body={"gcm_reg_token": "phone"},
    ),
    done("DELETE /users/{user_id}/push/{token_type}/{token}", lambda rest: devices(rest) == [], before=with_device),
    done("DELETE /users/{user_id}/push", lambda rest: devices(rest) == [], before=with_device),
    done(
        "PUT /users/{user_id}/push/template",
        lambda rest: rest.get("/users/alice/push/template")["name"] == "alternative",
        body={"name": "alternative"},
    ),
    told("GET /users/{user_id}/push/{token_type}", lambda answer: answer["tokens"] == ["phone"], before=with_device),
    done("DELETE /push/device_tokens/{token_type}/{token}", lambda rest: devices(rest) == [], before=with_device),
    told("GET /push/device_tokens/{token_type}/{token}", lambda answer: ids(answer) == ["alice"], before=with_device),
    told("GET /users/{user_id}/push_preference", lambda answer: answer["do_not_disturb"] is False),
    done(
        "PUT /users/{user_id}/push_preference",
        lambda rest: preference(rest)["push_sound"] == "bell",
        body={"push_sound": "bell"},
    ),
    done(
        "DELETE /users/{user_id}/push_preference",
        lambda rest: preference(rest)["push_sound"] == "default",
        before=lambda rest: rest.put("/users/alice/push_preference", push_sound="bell") and None,
    ),
    told("GET /users/{user_id}/push_preference/{channel_url}", lambda answer: answer["enable"] is True),
    done(
        "PUT /users/{user_id}/push_preference/{channel_url}",
        lambda rest: preference(rest, "/lunch")["push_trigger_option"] == "mention_only",
        body={"push_trigger_option": "mention_only"},
        python={"enable": True},
    ),
    told("GET /users/{user_id}/channel_invitation_preference", lambda answer: answer["auto_accept"] is True),
    done(
        "PUT /users/{user_id}/channel_invitation_preference",
        lambda rest: rest.get("/users/alice/channel_invitation_preference")["auto_accept"] is False,
        body={"auto_accept": False},
    ),
    done(
        "PUT /users/{user_id}/count_preference/{channel_url}",
        lambda rest: rest.get("/users/alice/count_preference/lunch")["count_preference"] == "unread_message_count_only",
        body={"count_preference": "unread_message_count_only"},
    ),
    told("GET /users/{user_id}/count_preference/{channel_url}", lambda answer: answer["count_preference"] == "all"),
    done(
        "POST /users/{user_id}/block",
        lambda rest: ids(rest.get("/users/alice/block")["users"]) == ["bob"],
        body={"target_id": "bob"},
    ),
    told("GET /users/{user_id}/block", lambda answer: ids(answer["users"]) == ["mallory"], paths={"user_id": "carol"}),
    done(
        "DELETE /users/{user_id}/block/{target_id}",
        lambda rest: rest.get("/users/carol/block")["users"] == [],
        paths={"user_id": "carol", "target_id": "mallory"},
    ),
    told("GET /users/{user_id}/ban", lambda answer: urls(_channels(answer)) == ["lobby"], paths={"user_id": "mallory"}),
    told("GET /users/{user_id}/mute", lambda answer: urls(_channels(answer)) == ["lobby"], paths={"user_id": "carol"}),
    done(
        "POST /bots",
        lambda rest: rest.get("/bots/waiter")["bot"]["bot_nickname"] == "Waiter",
        body={
            "bot_userid": "waiter",
            "bot_nickname": "Waiter",
            "bot_profile_url": "",
            "bot_callback_url": "http://127.0.0.1:9/",
            "is_privacy_mode": False,
        },
        python={"bot_type": "assistant"},
    ),
    done(
        "POST /bots/{bot_userid}/send",
        lambda rest: _last(rest)["message"] == "Soup is out",
        body={"message": "Soup is out", "channel_url": "lunch"},
        before=lambda rest: rest.post("/bots/helper/channels", channel_urls=["lunch"]) and None,
        python={"message_type": "MESG"},
    ),
    told("GET /bots", lambda answer: [row["bot"]["bot_userid"] for row in answer["bots"]] == ["helper"]),
    told("GET /bots/{bot_userid}", lambda answer: answer["bot"]["bot_nickname"] == "Helper"),
    done("DELETE /bots/{bot_userid}", lambda rest: refuses(rest, "/bots/helper")),
    done(
        "POST /bots/{bot_userid}/channels",
        lambda rest: _is_inside(rest, "lunch"),
        body={"channel_urls": ["lunch"]},
    ),
    done("DELETE /bots/{bot_userid}/channels", lambda rest: not _is_inside(rest, "desk")),
    done(
        "DELETE /bots/{bot_userid}/channels/{channel_url}",
        lambda rest: not _is_inside(rest, "desk"),
        paths={"channel_url": "desk"},
    ),
    done(
        "PUT /bots/{bot_userid}",
        lambda rest: rest.get("/bots/helper")["bot"]["bot_nickname"] == "Maître",
        body={"bot_nickname": "Maître"},
        python={
            "bot_userid": "helper",
            "bot_profile_url": "",
            "bot_callback_url": "http://127.0.0.1:9/",
            "is_privacy_mode": False,
            "enable_mark_as_read": True,
            "show_member": False,
            "channel_invitation_preference": 0,
        },
    ),
]


def _channels(answer: Any) -> list[Any]:
    return [row.get("channel", row) for row in answer.get("banned_channels", answer.get("muted_channels"))]


def _last(rest: Rest) -> Any:
    return rest.get("/group_channels/lunch/messages?message_ts=0&next_limit=0&prev_limit=1")["messages"][-1]


def _is_inside(rest: Rest, channel_url: str) -> bool:
    return bool(rest.get(f"/group_channels/{channel_url}/members/helper")["is_member"])
