"""The application in which each story happens, as a seed document."""

from typing import Any

WORLD: dict[str, Any] = {
    "application": {"webhook": {"url": "http://127.0.0.1:9/", "enabled": False}},
    "users": [
        {"user_id": "alice", "nickname": "Alice", "metadata": {"place": "window", "diet": "none"}},
        {"user_id": "bob", "nickname": "Bob"},
        {"user_id": "carol", "nickname": "Carol", "blocks": ["mallory"]},
        {"user_id": "mallory", "nickname": "Mallory"},
        {"user_id": "helper", "nickname": "Helper", "bot": {"bot_callback_url": "http://127.0.0.1:9/"}},
    ],
    "group_channels": [
        {
            "channel_url": "lunch",
            "name": "Lunch",
            "custom_type": "food",
            "operators": ["alice"],
            "members": ["alice", "bob"],
            "metadata": {"place": "roof", "chairs": "4"},
            "metacounters": {"place": 3, "cakes": 5},
            "messages": [
                {"from": "bob", "message": "Soup?", "message_id": 1001},
                {"from": "bob", "message": "Or bread?", "message_id": 1002},
            ],
        },
        {"channel_url": "desk", "members": ["alice", "helper"]},
    ],
    "open_channels": [
        {
            "channel_url": "lobby",
            "name": "Lobby",
            "operators": ["alice"],
            "participants": ["alice", "bob"],
            "bans": [{"user_id": "mallory", "seconds": 3600, "description": "throws peas"}],
            "mutes": [{"user_id": "carol", "seconds": 3600, "description": "sings"}],
            "messages": [{"from": "alice", "message": "Hello", "message_id": 2001}],
        }
    ],
}
