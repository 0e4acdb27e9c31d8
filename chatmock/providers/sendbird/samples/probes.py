"""Requests of a contract check to any server of Sendbird's API."""

from __future__ import annotations

from typing import Any

from chatmock.core.sample import Ask

_USER, _OTHER = "chatmock_check_alice", "chatmock_check_bob"
_OPEN, _GROUP = "chatmock_check_lobby", "chatmock_check_lunch"
_SAYS: dict[str, Any] = {"message_type": "MESG", "user_id": _USER, "message": "Soup at noon?"}

READING = (
    Ask("GET /v3/users?limit=5", keep={"user_id": "users/0/user_id"}),
    Ask("GET /v3/users/{user_id}"),
    Ask("GET /v3/users/{user_id}/unread_count"),
    Ask("GET /v3/users/{user_id}/block"),
    Ask("GET /v3/users/{user_id}/push_preference"),
    Ask("GET /v3/users/{user_id}/my_group_channels?limit=5&show_empty=true"),
    Ask("GET /v3/users/chatmock%20asks%20for%20nobody", code=400201),
    Ask("GET /v3/open_channels?limit=5", keep={"open_channel": "channels/0/channel_url"}),
    Ask("GET /v3/open_channels/{open_channel}"),
    Ask("GET /v3/open_channels/{open_channel}/participants"),
    Ask("GET /v3/open_channels/{open_channel}/messages?message_ts=0"),
    Ask("GET /v3/open_channels/{open_channel}/messages/total_count"),
    Ask("GET /v3/open_channels/{open_channel}/metadata"),
    Ask("GET /v3/open_channels/{open_channel}/metacounter"),
    Ask("GET /v3/open_channels/{open_channel}/ban"),
    Ask("GET /v3/open_channels/{open_channel}/mute"),
    Ask(
        "GET /v3/group_channels?limit=5&show_empty=true",
        keep={"group_channel": "channels/0/channel_url"},
    ),
    Ask("GET /v3/group_channels/{group_channel}?show_member=true&show_read_receipt=true"),
    Ask("GET /v3/group_channels/{group_channel}/members", keep={"member": "members/0/user_id"}),
    Ask("GET /v3/group_channels/{group_channel}/members/{member}"),
    Ask("GET /v3/users/{member}/my_group_channels?limit=5", keep={"spoken_in": "channels/0/channel_url"}),
    Ask("GET /v3/group_channels/{spoken_in}/messages?message_ts=0", keep={"message_id": "messages/0/message_id"}),
    Ask("GET /v3/group_channels/{spoken_in}/messages/{message_id}"),
    Ask("GET /v3/group_channels/{group_channel}/messages/total_count"),
    Ask("GET /v3/group_channels/{group_channel}/metadata"),
    Ask("GET /v3/group_channels/{group_channel}/metacounter"),
    Ask("GET /v3/bots?limit=5"),
    Ask("GET /v3/applications/ccu"),
    Ask("GET /v3/applications/settings/webhook"),
    Ask("GET /v3/users?limit=101", code=400111),
    Ask("GET /v3/there_is_no_such_thing", code=400404),
)
"""Changes nothing; goes on from what the lists show."""

WRITING = (
    Ask("POST /v3/users", {"user_id": _USER, "nickname": "Alice", "profile_url": ""}),
    Ask("POST /v3/users", {"user_id": _USER, "nickname": "Alice", "profile_url": ""}, code=400202),
    Ask("POST /v3/users", {"user_id": _OTHER, "nickname": "Bob", "profile_url": "", "issue_access_token": True}),
    Ask(f"PUT /v3/users/{_USER}", {"nickname": "Alice B."}),
    Ask(f"POST /v3/users/{_USER}/block", {"target_id": _OTHER}),
    Ask(f"GET /v3/users/{_USER}/block"),
    Ask(f"DELETE /v3/users/{_USER}/block/{_OTHER}"),
    Ask("POST /v3/group_channels", {"channel_url": _GROUP, "name": "Lunch", "user_ids": [_USER, _OTHER]}),
    Ask(f"PUT /v3/group_channels/{_GROUP}", {"data": "canteen"}),
    Ask(f"POST /v3/group_channels/{_GROUP}/messages", _SAYS, keep={"message_id": "message_id"}),
    Ask(f"GET /v3/group_channels/{_GROUP}/messages/{{message_id}}"),
    Ask(f"GET /v3/group_channels/{_GROUP}/messages?message_ts=0"),
    Ask(f"GET /v3/group_channels/{_GROUP}/messages/unread_count?user_ids={_OTHER}"),
    Ask(f"PUT /v3/group_channels/{_GROUP}/messages/mark_as_read", {"user_id": _OTHER}),
    Ask(f"POST /v3/group_channels/{_GROUP}/messages", {**_SAYS, "message": ""}, code=400110),
    Ask(f"POST /v3/group_channels/{_GROUP}/metadata", {"metadata": {"place": "canteen"}}),
    Ask(f"PUT /v3/group_channels/{_GROUP}/metadata/place", {"value": "roof", "upsert": True}),
    Ask(f"GET /v3/group_channels/{_GROUP}/metadata"),
    Ask(f"POST /v3/group_channels/{_GROUP}/metacounter", {"metacounter": {"soups": 12}}),
    Ask(f"PUT /v3/group_channels/{_GROUP}/metacounter", {"metacounter": {"soups": 1}, "mode": "increase"}),
    Ask(f"DELETE /v3/group_channels/{_GROUP}/messages/{{message_id}}"),
    Ask(f"PUT /v3/group_channels/{_GROUP}/leave", {"user_ids": [_OTHER]}),
    Ask(f"DELETE /v3/group_channels/{_GROUP}"),
    Ask("POST /v3/open_channels", {"channel_url": _OPEN, "name": "Lobby"}),
    Ask(f"POST /v3/open_channels/{_OPEN}/ban", {"user_id": _OTHER, "seconds": 60}),
    Ask(f"GET /v3/open_channels/{_OPEN}/ban/{_OTHER}"),
    Ask(f"DELETE /v3/open_channels/{_OPEN}/ban/{_OTHER}"),
    Ask(f"PUT /v3/open_channels/{_OPEN}/freeze", {"freeze": True}),
    Ask(f"DELETE /v3/open_channels/{_OPEN}"),
    Ask(f"DELETE /v3/users/{_OTHER}"),
    Ask(f"DELETE /v3/users/{_USER}"),
    Ask(f"GET /v3/users/{_USER}", code=400201),
)
"""Makes two users and two channels under names of its own, and deletes them in the end."""
