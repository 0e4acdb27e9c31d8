"""What a server is asked for in a benchmark, and the people, channels and messages that are there for it."""

from __future__ import annotations

import json

from scripts.bench_parts.load import Job
from scripts.bench_parts.servers import HEADERS, ask

MEMBERS = 10
CROWD = 1_000
MESSAGES = 100
CHANNELS = 20
TEXT = "The quick brown fox jumps over the lazy dog. " * 2

VIEW_USER = "view a user"
VIEW_NUMBERED = "view a user, no two requests alike"
SEND = "send a message"
SEND_OF_FEW = "send a message, 10 members in turn"
SEND_OF_MANY = "send a message, 1,000 members in turn"
LIST = "list 100 messages"
MINE = "page of 20 group channels"
REFUSED = "a refused request: unknown user"
REFUSED_BODY = "a refused request: bad body"
COUNTER = "metacounter, 16 clients on one key"


def seed(url: str) -> list[Job]:
    """Put people, channels and messages on a chatmock server; gives the requests to measure."""
    people = [f"user-{number}" for number in range(CROWD)]
    users = people[:MEMBERS]
    for user in people:
        ask(url, "POST", "/v3/users", {"user_id": user, "nickname": user.title(), "profile_url": ""})
    urls = [
        ask(url, "POST", "/v3/group_channels", {"user_ids": users, "name": f"channel {number}"})["channel_url"]
        for number in range(CHANNELS)
    ]
    message = {
        "message_type": "MESG",
        "user_id": users[0],
        "message": TEXT,
    }
    for channel in urls:
        ask(url, "POST", f"/v3/group_channels/{channel}/messages", message)
    full, busy = f"/v3/group_channels/{urls[0]}/messages", f"/v3/group_channels/{urls[1]}/messages"
    for number in range(MESSAGES - 1):
        ask(url, "POST", full, message | {"user_id": users[number % MEMBERS]})
    ask(url, "POST", f"/v3/group_channels/{urls[0]}/metacounter", {"metacounter": {"likes": 0}})
    page = f"/v3/users/{users[3]}/my_group_channels?limit={CHANNELS}&show_member=true"
    return [
        Job(VIEW_USER, "GET", f"/v3/users/{users[3]}", HEADERS),
        Job(VIEW_NUMBERED, "GET", f"/v3/users/{users[3]}", HEADERS, numbers=CROWD),
        Job(SEND, "POST", busy, HEADERS, json.dumps(message).encode()),
        _in_turn(SEND_OF_FEW, url, users, message),
        _in_turn(SEND_OF_MANY, url, people, message),
        Job(LIST, "GET", f"{full}?message_ts=0&prev_limit={MESSAGES}&next_limit=0&include=false", HEADERS),
        Job(MINE, "GET", page, HEADERS),
        Job(REFUSED, "GET", "/v3/users/nobody", HEADERS, status=400),
        Job(REFUSED_BODY, "POST", "/v3/users", HEADERS, b'{"user_id": "zoe", "nickname": 5}', status=400),
        Job(
            COUNTER,
            "PUT",
            f"/v3/group_channels/{urls[0]}/metacounter",
            HEADERS,
            b'{"metacounter": {"likes": 1}, "mode": "increase"}',
        ),
    ]


def _in_turn(name: str, url: str, users: list[str], message: dict[str, str]) -> Job:
    """A message of each member of a new channel."""
    channel = ask(url, "POST", "/v3/group_channels", {"user_ids": users, "name": name})["channel_url"]
    first, *further = (json.dumps(message | {"user_id": user}).encode() for user in users)
    return Job(name, "POST", f"/v3/group_channels/{channel}/messages", HEADERS, first, further=tuple(further))
