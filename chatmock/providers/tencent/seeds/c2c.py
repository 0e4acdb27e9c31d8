"""Messages between two."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.model import App, Pair, Side
from chatmock.providers.tencent.seeds.loading import Loading, message_of
from chatmock.providers.tencent.seeds.values import dump_message


def load_pairs(loading: Loading, document: Values) -> None:
    """Fill in what accounts have said to each other."""
    for index, values in enumerate(document.get("c2c", ())):
        _load_pair(loading, values, ("c2c", index))


def _load_pair(loading: Loading, values: Values, spot: Spot) -> None:
    people = [loading.user_id((*spot, "between", index), one) for index, one in enumerate(values["between"])]
    one, other = people[0], people[-1]
    loading.once((*spot, "between"), "pair", tuple(sorted((one, other))))
    pair = loading.app.c2c.between(one, other)
    for index, row in enumerate(values.get("messages", ())):
        here = (*spot, "messages", index)
        if row["from"] not in people:
            raise loading.wrong((*here, "from"), f"it is said by none of the two: {one} and {other}")
        message = message_of(loading, row, here, pair.peer(row["from"]), index + 1)
        if pair.get(message.key) is not None:
            raise loading.wrong(here, "another message has its seq, random and time; give it another seq")
        loading.app.c2c.keep(pair, message, read=not row.get("counted", True))
    for user_id, side in values.get("sides", {}).items():
        if user_id not in pair.sides:
            raise loading.wrong((*spot, "sides", user_id), f"{user_id} is none of the two: {one} and {other}")
        read_time = loading.seconds(side, (*spot, "sides", user_id), "read_time", 0)
        cleared, hidden = side.get("cleared", 0), set(side.get("hidden", ()))
        read, option = side.get("read", pair.numbers), side.get("receive_option", 0)
        loading.app.c2c.take_side(pair, user_id, Side(read, read_time, cleared, hidden, option))
        if "receive_option" in side:
            loading.app.c2c.note_option(pair, user_id, option)
    pair.numbers = max(pair.numbers, values.get("numbers", 0))


def dump_pairs(app: App) -> list[Values]:
    return [_dump_pair(pair) for pair in app.c2c]


def _dump_pair(pair: Pair) -> Values:
    values: Values = {"between": list(pair.people), "numbers": pair.numbers}
    values["messages"] = [
        {**dump_message(message), "counted": message.counted} for message in pair.in_order_of_coming()
    ]
    values["sides"] = {user_id: _dump_side(side) for user_id, side in pair.sides.items() if side != Side()}
    return {name: value for name, value in values.items() if value}


def _dump_side(side: Side) -> Values:
    values: Values = {"read": side.read, "read_time": side.read_time * 1000}
    more = {"cleared": side.cleared, "hidden": sorted(side.hidden), "receive_option": side.receive_option}
    return {**values, **{name: value for name, value in more.items() if value}}
