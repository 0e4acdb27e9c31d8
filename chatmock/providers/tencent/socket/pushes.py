"""The schemas of what is pushed, by the number of the event; under ``strict`` each push is checked against its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from chatmock.providers.tencent.api import schemas
from chatmock.providers.tencent.model import App

SCHEMAS = {
    3: "push.group_messages",
    4: "push.tips",
    5: "push.notices",
    6: "push.passing_tips",
    9: "push.messages_of_two",
    10: "push.notices_of_two",
    11: "push.friends",
    13: "push.profiles",
    15: "push.conversations",
    16: "push.receipts",
    17: "push.modified_of_two",
    18: "push.modified_of_groups",
    19: "push.statuses",
    20: "push.extensions",
    21: "push.reactions",
    24: "push.do_not_disturb",
}
RELOGIN = "push.relogin"
"""Of the frame that has a client log in again."""


def check(app: App, schema: str, said: Mapping[str, Any]) -> None:
    """Report what is pushed where it breaks its schema and somebody wants to know it."""
    if app.report is not None and (found := schemas[schema].check(orjson.loads(orjson.dumps(said)))):
        app.report(f"what is pushed breaks its schema {schema}: {'; '.join(found[:5])}")
