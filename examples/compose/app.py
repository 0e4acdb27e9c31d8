"""An app: sends a reminder, and asks how much bob has not read. It needs nothing but Python."""

import json
import os
from urllib.request import Request, urlopen


def ask(path: str, **body: str) -> dict[str, int]:
    """Call the Platform API; with a body by POST."""
    headers = {"Api-Token": os.environ["SENDBIRD_API_TOKEN"], "Content-Type": "application/json"}
    content = json.dumps(body).encode() if body else None
    with urlopen(Request(os.environ["SENDBIRD_API_URL"] + path, content, headers)) as answer:
        parsed: dict[str, int] = json.load(answer)
        return parsed


ask("/group_channels/lunch/messages", message_type="MESG", user_id="alice", message="Soup at noon?")
print("bob has not read", ask("/users/bob/unread_count")["unread_count"])
with urlopen(f"{os.environ['CHATMOCK_URL']}/_chatmock/health") as health:
    print("chatmock says", json.load(health)["status"])
