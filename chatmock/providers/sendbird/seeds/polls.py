"""Polls."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import asdict

from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.providers.sendbird.model import App, Poll, PollOption
from chatmock.providers.sendbird.seeds.loading import Loading

_PLAIN = [name for name in Poll.__struct_fields__ if name not in ("clock", "options")]


def dump_polls(app: App) -> list[Values]:
    """Dump all polls, also deleted ones, which change logs know."""
    return [
        {
            **{name: getattr(poll, name) for name in _PLAIN},
            "options": [{**asdict(option), "voters": dict(option.voters)} for option in poll.options.values()],
        }
        for poll in app.polls
    ]


def load_polls(loading: Loading, polls: Iterable[Values]) -> None:
    """Fill the polls of an application; messages name them by id."""
    for index, values in enumerate(polls):
        spot = ("polls", index)
        loading.serial(values, spot, "poll", "id")
        given = {name: values[name] for name in _PLAIN if name in values}
        if "channel_url" in given:
            given["channel_url"] = loading.url(given["channel_url"])
        poll = Poll(loading.app.clock, **{**given, **_times(loading, values, spot)})
        for number, option in enumerate(values["options"]):
            where = (*spot, "options", number)
            loading.serial(option, where, "option", "id")
            own = {**option, "voters": dict(option.get("voters", {}))}
            poll.options[option["id"]] = PollOption(**{**own, **_times(loading, option, where)})
        loading.app.polls.add(poll)


def _times(loading: Loading, values: Values, spot: Spot) -> Values:
    return {name: loading.past((*spot, name), values[name]) for name in ("created", "updated")}


def poll_of(loading: Loading, spot: Spot, poll_id: int) -> Poll:
    """The poll of an id. Raises SeedError where there is none."""
    poll = loading.app.polls.get(str(poll_id))
    if poll is None:
        raise loading.wrong(spot, f"there is no poll {poll_id} in this document")
    return poll
