"""Channels: made, listed, changed; who is inside, who moderates, and what is kept with them."""

from typing import Any

from tests.sendbird.clients.server_sdks.stories.story import Rest, Story, done, ids, refuses, told, urls

LUNCH, LOBBY, CLUB = "/group_channels/lunch", "/open_channels/lobby", {"channel_url": "club"}


def state(rest: Rest, user_id: str, channel_url: str = "lunch") -> str:
    """What a user is to a group channel."""
    return str(rest.get(f"/group_channels/{channel_url}/members/{user_id}")["state"])


def seen(rest: Rest, user_id: str) -> dict[str, Any]:
    """The channel lunch as a member has it."""
    found: dict[str, Any] = rest.get(f"{LUNCH}?user_id={user_id}&show_member=true")
    return found


def operators(rest: Rest, channel: str) -> list[str]:
    return ids(rest.get(f"{channel}/operators")["operators"])


def invited(rest: Rest) -> None:
    rest.put("/users/carol/channel_invitation_preference", auto_accept=False)
    rest.post(f"{LUNCH}/invite", user_ids=["carol"])


def public(rest: Rest) -> dict[str, Any]:
    rest.post("/group_channels", channel_url="club", user_ids=["bob"], is_public=True)
    return CLUB


def hidden(rest: Rest) -> None:
    rest.put(f"{LUNCH}/hide", user_id="alice")


def banned(rest: Rest) -> None:
    for channel in (LUNCH, LOBBY):
        rest.post(f"{channel}/ban", user_id="bob", seconds=60, description="noise")


def muted(rest: Rest) -> None:
    for channel in (LUNCH, LOBBY):
        rest.post(f"{channel}/mute", user_id="bob", seconds=60)


def listening(rest: Rest) -> None:
    rest.sendbird.user("bob").connect()


def typing(rest: Rest) -> None:
    listening(rest)
    rest.post(f"{LUNCH}/typing", user_ids=["alice"])


def heard(rest: Rest) -> list[int]:
    """The kinds of the events that bob heard."""
    return [frame["cat"] for frame in rest.sendbird.user("bob").received("SYEV")]


OPEN = [
    done(
        "POST /open_channels",
        lambda rest: rest.get("/open_channels/hall")["name"] == "Hall",
        body={"channel_url": "hall", "name": "Hall"},
    ),
    told("GET /open_channels", lambda answer: urls(answer["channels"]) == ["lobby"], query={"name_contains": "obb"}),
    done("PUT /open_channels/{channel_url}", lambda rest: rest.get(LOBBY)["name"] == "Hall", body={"name": "Hall"}),
    done("DELETE /open_channels/{channel_url}", lambda rest: refuses(rest, LOBBY)),
    told("GET /open_channels/{channel_url}", lambda answer: answer["name"] == "Lobby"),
    told(
        "GET /open_channels/{channel_url}/participants",
        lambda answer: ids(answer["participants"]) == ["alice", "bob"],
    ),
    told("GET /open_channels/{channel_url}/operators", lambda answer: ids(answer["operators"]) == ["alice"]),
    done(
        "POST /open_channels/{channel_url}/operators",
        lambda rest: operators(rest, LOBBY) == ["alice", "bob"],
        body={"operator_ids": ["bob"]},
    ),
    done(
        "DELETE /open_channels/{channel_url}/operators",
        lambda rest: operators(rest, LOBBY) == [],
        query={"operator_ids": ["alice"]},
    ),
    done("PUT /open_channels/{channel_url}/freeze", lambda rest: rest.get(LOBBY)["freeze"], body={"freeze": True}),
]

GROUP = [
    told(
        "GET /users/{user_id}/my_group_channels",
        lambda answer: urls(answer["channels"]) == ["desk"],
        query={"show_empty": True, "channel_urls": "desk"},
    ),
    done(
        "POST /group_channels",
        lambda rest: rest.get("/group_channels/pair?show_member=true")["member_count"] == 2,
        body={"channel_url": "pair", "user_ids": ["alice", "bob"]},
        python={"users": []},
    ),
    told("GET /group_channels", lambda answer: urls(answer["channels"]) == ["lunch"], query={"custom_types": "food"}),
    done("PUT /group_channels/{channel_url}", lambda rest: seen(rest, "bob")["name"] == "Stew", body={"name": "Stew"}),
    done("DELETE /group_channels/{channel_url}", lambda rest: refuses(rest, LUNCH)),
    told("GET /group_channels/{channel_url}", lambda answer: answer["name"] == "Lunch", query={"show_member": True}),
    told("GET /group_channels/{channel_url}/members", lambda answer: ids(answer["members"]) == ["alice", "bob"]),
    told("GET /group_channels/{channel_url}/members/{user_id}", lambda answer: answer["is_member"] is True),
    done(
        "POST /group_channels/{channel_url}/invite",
        lambda rest: state(rest, "carol") == "joined",
        body={"user_ids": ["carol"]},
        python={"users": []},
    ),
    done(
        "PUT /group_channels/{channel_url}/hide",
        lambda rest: seen(rest, "alice")["hidden_state"] != "unhidden",
        body={"user_id": "alice"},
        python={"allow_auto_unhide": True, "hide_previous_messages": False, "should_hide_all": False},
    ),
    done(
        "DELETE /group_channels/{channel_url}/hide",
        lambda rest: seen(rest, "alice")["hidden_state"] == "unhidden",
        query={"user_id": "alice", "should_unhide_all": False},
        before=hidden,
    ),
    done(
        "PUT /group_channels/{channel_url}/leave",
        lambda rest: state(rest, "bob") == "none",
        body={"user_ids": ["bob"]},
        python={"should_leave_all": False},
    ),
    done(
        "PUT /group_channels/{channel_url}/accept",
        lambda rest: state(rest, "carol") == "joined",
        body={"user_id": "carol"},
        before=invited,
    ),
    done(
        "PUT /group_channels/{channel_url}/decline",
        lambda rest: state(rest, "carol") == "none",
        body={"user_id": "carol"},
        before=invited,
    ),
    done(
        "PUT /group_channels/{channel_url}/join",
        lambda rest: state(rest, "carol", "club") == "joined",
        body={"user_id": "carol"},
        before=public,
    ),
    told("GET /group_channels/{channel_url}/operators", lambda answer: ids(answer["operators"]) == ["alice"]),
    done(
        "POST /group_channels/{channel_url}/operators",
        lambda rest: operators(rest, LUNCH) == ["alice", "bob"],
        body={"operator_ids": ["bob"]},
    ),
    done(
        "DELETE /group_channels/{channel_url}/operators",
        lambda rest: operators(rest, LUNCH) == [],
        query={"operator_ids": ["alice"]},
    ),
    done(
        "PUT /group_channels/{channel_url}/reset_user_history",
        lambda rest: seen(rest, "alice")["unread_message_count"] == 0,
        body={"user_id": "alice"},
        python={"reset_all": False},
    ),
    done(
        "POST /group_channels/{channel_url}/typing",
        lambda rest: 10900 in heard(rest),
        body={"user_ids": ["alice"]},
        before=listening,
    ),
    done(
        "DELETE /group_channels/{channel_url}/typing",
        lambda rest: 10901 in heard(rest),
        body={"user_ids": ["alice"]},
        before=typing,
    ),
    done(
        "PUT /group_channels/{channel_url}/freeze",
        lambda rest: seen(rest, "alice")["freeze"] is True,
        body={"freeze": True},
    ),
]


def sanctions(kind: str, channel: str) -> list[Story]:
    """Bans and mutes, which both kinds of channels have at like addresses."""
    rows = lambda rest, what: ids(row.get("user", row) for row in rest.get(f"{channel}/{what}")[f"{_LISTS[what]}"])  # noqa: E731
    ban, mute = f"{kind}/{{channel_url}}/ban", f"{kind}/{{channel_url}}/mute"
    return [
        done(
            f"POST {ban}",
            lambda rest: "bob" in rows(rest, "ban"),
            body={"user_id": "bob", "seconds": 60, "description": "noise"},
        ),
        told(
            f"GET {ban}",
            lambda answer: "bob" in [row["user"]["user_id"] for row in answer["banned_list"]],
            before=banned,
        ),
        done(
            f"PUT {ban}/{{banned_user_id}}",
            lambda rest: rest.get(f"{channel}/ban/bob")["description"] == "song",
            body={"seconds": 90, "description": "song"},
            before=banned,
        ),
        done(f"DELETE {ban}/{{banned_user_id}}", lambda rest: "bob" not in rows(rest, "ban"), before=banned),
        told(f"GET {ban}/{{banned_user_id}}", lambda answer: answer["description"] == "noise", before=banned),
        done(f"POST {mute}", lambda rest: "bob" in rows(rest, "mute"), body={"user_id": "bob", "seconds": 60}),
        told(f"GET {mute}", lambda answer: "bob" in ids(answer["muted_list"]), before=muted),
        done(f"DELETE {mute}/{{muted_user_id}}", lambda rest: "bob" not in rows(rest, "mute"), before=muted),
        told(f"GET {mute}/{{muted_user_id}}", lambda answer: answer["is_muted"] is True, before=muted),
    ]


_LISTS = {"ban": "banned_list", "mute": "muted_list"}
VALUES = "/{channel_type}/{channel_url}"
KEPT = [
    done(
        f"POST {VALUES}/metadata",
        lambda rest: rest.get(f"{LUNCH}/metadata")["size"] == "big",
        body={"metadata": {"size": "big"}, "include_ts": True},
        python={"include_ts": False},
    ),
    told(f"GET {VALUES}/metadata", lambda answer: answer["place"] == "roof"),
    told(f"GET {VALUES}/metadata/{{key}}", lambda answer: answer["place"] == "roof"),
    done(
        f"PUT {VALUES}/metadata",
        lambda rest: rest.get(f"{LUNCH}/metadata")["place"] == "cellar",
        body={"metadata": {"place": "cellar"}, "upsert": True},
    ),
    done(
        f"PUT {VALUES}/metadata/{{key}}",
        lambda rest: rest.get(f"{LUNCH}/metadata")["place"] == "cellar",
        body={"value": "cellar", "upsert": True},
    ),
    done(f"DELETE {VALUES}/metadata", lambda rest: rest.get(f"{LUNCH}/metadata") == {}),
    done(f"DELETE {VALUES}/metadata/{{key}}", lambda rest: rest.get(f"{LUNCH}/metadata") == {"chairs": "4"}),
    done(
        f"POST {VALUES}/metacounter",
        lambda rest: rest.get(f"{LUNCH}/metacounter")["pies"] == 1,
        body={"metacounter": '{"pies": 1}'},
    ),
    told(f"GET {VALUES}/metacounter", lambda answer: answer["cakes"] == 5),
    told(f"GET {VALUES}/metacounter/{{key}}", lambda answer: answer["place"] == 3),
    done(
        f"PUT {VALUES}/metacounter",
        lambda rest: rest.get(f"{LUNCH}/metacounter")["cakes"] == 7,
        body={"metacounter": '{"cakes": 2}', "mode": "increase"},
    ),
    done(
        f"PUT {VALUES}/metacounter/{{key}}",
        lambda rest: rest.get(f"{LUNCH}/metacounter")["place"] == 2,
        body={"value": 1, "mode": "decrease"},
    ),
    done(f"DELETE {VALUES}/metacounter", lambda rest: rest.get(f"{LUNCH}/metacounter") == {}),
    done(f"DELETE {VALUES}/metacounter/{{key}}", lambda rest: rest.get(f"{LUNCH}/metacounter") == {"cakes": 5}),
]
STORIES = [*OPEN, *GROUP, *sanctions("/group_channels", LUNCH), *sanctions("/open_channels", LOBBY), *KEPT]
