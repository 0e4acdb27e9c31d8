"""An application while it is filled from a seed document."""

from __future__ import annotations

from orjson import dumps

from chatmock.core import seed_loading
from chatmock.core.filling import Values, nobody
from chatmock.core.jsontext import exact
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.model import App, Body, Message


class Loading(seed_loading.Loading[App]):
    """An application while it is filled: finds people, too."""

    def user_id(self, spot: Spot, named: str) -> str:
        """The UserID of somebody who is there."""
        if named not in self.app.accounts:
            raise self.wrong(spot, nobody(named, list(self.app.accounts.rows)))
        return named

    def seconds(self, values: Values, spot: Spot, name: str, default: int) -> int:
        """The time under a name in seconds, or a default."""
        return self.past((*spot, name), values[name]) // 1000 if name in values else default


def body_of(values: Values) -> Body:
    """The elements of a message: those that are written, or one with its text."""
    if "body" in values:
        return list(values["body"])
    return [{"MsgType": "TIMTextElem", "MsgContent": {"Text": values.get("text", "")}}]


OWN = ("from", "to", "sent", "text", "body", "seq", "random", "number")
"""Keys of a message that are no fields of ``Message`` by their names."""


def message_of(loading: Loading, values: Values, spot: Spot, target: str, seq: int) -> Message:
    """The message that a document says."""
    time = loading.seconds(values, spot, "sent", loading.now // 1000)
    details = {name: value for name, value in values.items() if name not in OWN}
    for name in ("control", "mentions", "recipients", "audience"):
        if name in details:
            details[name] = tuple(details[name])
    if "hidden_from" in details:
        details["hidden_from"] = dict.fromkeys(details["hidden_from"])
    if "reactions" in details:
        details["reactions"] = {name: dict.fromkeys(people) for name, people in details["reactions"].items()}
    if "extensions" in details:
        details["extensions"] = {key: (row["value"], row["seq"]) for key, row in details["extensions"].items()}
    return Message(
        values["from"],
        target,
        values.get("seq", seq),
        values.get("random", seq),
        time,
        exact(dumps(loading.kept((*spot, "body"), body_of(values)))),
        number=values.get("number", 0),
        **{"client_time": time, **details},
    )
