"""Reminds people of what they have not read. It takes its address and its token from the environment."""

import os
from typing import Any

import requests

TRIES = 3
TOO_MANY = 429


class Failed(Exception):
    """The service refused, and went on refusing."""


def call(method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Call the Platform API; try again where it asks too much at once."""
    url = f"{os.environ['SENDBIRD_API_URL']}{path}"
    headers = {"Api-Token": os.environ["SENDBIRD_API_TOKEN"]}
    for _attempt in range(TRIES):
        answer = requests.request(method, url, headers=headers, json=body, timeout=30)
        if answer.status_code != TOO_MANY:
            break
    if not answer.ok:
        raise Failed(answer.json()["message"])
    found: dict[str, Any] = answer.json()
    return found


def remind(channel_url: str) -> list[str]:
    """Say in a channel who has something to read; gives their ids."""
    members = call("GET", f"/group_channels/{channel_url}/members")["members"]
    waiting = [member["user_id"] for member in members if unread(member["user_id"], channel_url)]
    if waiting:
        text = f"Please read: {', '.join(waiting)}"
        call("POST", f"/group_channels/{channel_url}/messages", {"message_type": "ADMM", "message": text})
    return waiting


def unread(user_id: str, channel_url: str) -> int:
    """How many messages wait for somebody in a channel."""
    path = f"/users/{user_id}/my_group_channels?custom_types=&channel_urls={channel_url}&show_empty=true"
    return int(sum(channel["unread_message_count"] for channel in call("GET", path)["channels"]))
