"""The names in a seed before anything is filled: all that stand twice, and all that name nobody, not the first alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from chatmock.core.filling import Values, nobody
from chatmock.core.seeds import MAX_FAULTS, SeedError, Spot
from chatmock.core.words import cut
from chatmock.providers.sendbird.seeds.loading import Loading

_KINDS = ("open_channels", "group_channels")
_PEOPLE = ("members", "participants", "operators", "bans", "mutes")


def check_names(loading: Loading, document: Values) -> None:
    """Refuse names that stand twice or name nobody: each with its place, and no more are looked for than are said."""
    faults = islice(chain(_twice(loading, document), _nobody(loading, document)), MAX_FAULTS)
    if said := "\n".join(dict.fromkeys(faults)):
        raise SeedError(said)


def _twice(loading: Loading, document: Values) -> Iterator[str]:
    users = [(values["user_id"], ("users", i, "user_id")) for i, values in enumerate(document.get("users", ()))]
    yield from _repeated(loading, users)
    channels = list(_channels(document))
    yield from _repeated(loading, [(values["channel_url"], (*spot, "channel_url")) for values, spot in channels])
    for values, spot in channels:
        for name in ("members", "participants"):
            yield from _repeated(loading, list(_people(values.get(name, ()), (*spot, name))))


def _repeated(loading: Loading, named: Iterable[tuple[Any, Spot]]) -> Iterator[str]:
    first: dict[Any, Spot] = {}
    for name, spot in named:
        if name in first:
            before = loading.place(first[name])
            yield f"{loading.place(spot)}: {cut(repr(name))} stands twice, first at {before}; take one away"
        first.setdefault(name, spot)


def _nobody(loading: Loading, document: Values) -> Iterator[str]:
    users = [values["user_id"] for values in document.get("users", ())]
    there = {*users, *(user.user_id for user in loading.app.users)}
    for name, spot in _named(document):
        if isinstance(name, str) and name not in there:
            yield f"{loading.place(spot)}: {nobody(name, there)}"


def _named(document: Values) -> Iterator[tuple[Any, Spot]]:
    """Whoever is named somewhere, and where."""
    for index, values in enumerate(document.get("users", ())):
        yield from _people(values.get("blocks", ()), ("users", index, "blocks"))
    for values, spot in _channels(document):
        for name in _PEOPLE:
            yield from _people(values.get(name, ()), (*spot, name))
        if "created_by" in values:
            yield values["created_by"], (*spot, "created_by")
        for index, member in enumerate(values.get("members", ())):
            if isinstance(member, dict) and "inviter" in member:
                yield member["inviter"], (*spot, "members", index, "inviter")
        for index, message in enumerate(values.get("messages", ())):
            senders = message.get("from", ())
            for name in senders if isinstance(senders, list | tuple) else [senders]:
                yield name, (*spot, "messages", index, "from")
            for name in message.get("mentions", ()):
                yield name, (*spot, "messages", index, "mentions")


def _channels(document: Values) -> Iterator[tuple[Values, Spot]]:
    for kind in _KINDS:
        for index, values in enumerate(document.get(kind, ())):
            yield values, (kind, index)


def addresses(document: Values) -> dict[str, str]:
    """The addresses of all channels, by their lower-case texts."""
    return {values["channel_url"].lower(): values["channel_url"] for values, _ in _channels(document)}


def _people(rows: Iterable[Any], spot: Spot) -> Iterator[tuple[Any, Spot]]:
    for index, row in enumerate(rows):
        yield (row["user_id"] if isinstance(row, dict) else row), (*spot, index)
