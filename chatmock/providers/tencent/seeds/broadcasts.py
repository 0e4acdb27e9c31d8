"""Messages to all live groups."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.seeds.loading import Loading, message_of
from chatmock.providers.tencent.seeds.values import dump_message


def load_broadcasts(loading: Loading, document: Values) -> None:
    """Fill in messages to all live groups."""
    broadcasts, values = loading.app.broadcasts, document.get("broadcasts", {})
    for index, row in enumerate(values.get("messages", ())):
        broadcasts.add(message_of(loading, row, ("broadcasts", "messages", index), "", broadcasts.last_seq + 1))
    broadcasts.last_seq = max(broadcasts.last_seq, values.get("last_seq", 0))


def dump_broadcasts(app: App) -> Values:
    if not app.broadcasts.last_seq:
        return {}
    rows = [dump_message(message) for message in app.broadcasts.rows]
    return {"last_seq": app.broadcasts.last_seq, "messages": rows}
