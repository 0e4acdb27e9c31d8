"""What a group has beside its members and messages: attributes, counters, bans; and broadcasts to all live groups."""

from __future__ import annotations

from chatmock.core.seed_values import Values
from chatmock.providers.tencent.model import App, Group
from chatmock.providers.tencent.seeds.loading import Loading, message_of
from chatmock.providers.tencent.seeds.values import dump_message


def load_values(group: Group, values: Values) -> None:
    """Fill in attributes, counters and bans of a group."""
    attributes, known = group.attributes, values.get("attributes", {})
    for key, value in known.items():
        row = value if isinstance(value, dict) else {"value": value}
        attributes.values[key] = (row["value"], row.get("seq", 1))
    newest = max((seq for _, seq in attributes.values.values()), default=0)
    attributes.seq = max(newest, values.get("attributes_seq", 0))
    group.counters.update(values.get("counters", {}))
    group.bans.update(values.get("bans", {}))


def dump_values(group: Group) -> Values:
    attributes = {key: {"value": value, "seq": seq} for key, (value, seq) in group.attributes.values.items()}
    values: Values = {
        "attributes": attributes,
        "attributes_seq": group.attributes.seq,
        "counters": dict(group.counters),
        "bans": dict(group.bans),
    }
    return {name: value for name, value in values.items() if value not in ({}, 0)}


def load_broadcasts(loading: Loading, document: Values) -> None:
    """Fill in messages to all live groups."""
    notices, values = loading.app.notices, document.get("broadcasts", {})
    for index, row in enumerate(values.get("messages", ())):
        notices.add(message_of(loading, row, ("broadcasts", "messages", index), "", notices.last_seq + 1))
    notices.last_seq = max(notices.last_seq, values.get("last_seq", 0))


def dump_broadcasts(app: App) -> Values:
    if not app.notices.last_seq:
        return {}
    rows = [dump_message(message) for message in app.notices.broadcasts]
    return {"last_seq": app.notices.last_seq, "messages": rows}
