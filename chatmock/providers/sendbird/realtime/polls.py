"""Polls over sockets: votes, and frames about them."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.connection import Connection
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.messages.polls import find_poll, vote
from chatmock.providers.sendbird.model import App, Given, Poll, PollOption, User
from chatmock.providers.sendbird.realtime.commands import check_sender, find_channel
from chatmock.providers.sendbird.realtime.post import connections_inside, send
from chatmock.providers.sendbird.views.frames import channel_keys


def _push_poll(app: App, poll: Poll, **_: Any) -> None:
    if (channel := app.channel(poll.channel_url)) is not None:
        body = {**channel_keys(channel), "poll": poll.view(), "ts": app.clock.present()}
        send(app, "PEDI", body, connections_inside(app, channel))


def _push_vote(app: App, poll: Poll, options: list[PollOption], at: int, **_: Any) -> None:
    if (channel := app.channel(poll.channel_url)) is not None:
        send(app, "VOTE", _vote(app, poll, options, at), connections_inside(app, channel))


def _vote(app: App, poll: Poll, options: list[PollOption], at: int) -> dict[str, Any]:
    channel = app.channel(poll.channel_url)
    assert channel is not None
    counts = [{"option_id": option.id, "vote_count": len(option.voters)} for option in options]
    return {
        **channel_keys(channel),
        "poll_id": poll.id,
        "message_id": poll.message_id,
        "ts": at,
        "updated_vote_counts": counts,
        "voter_count": len(poll.voters),
    }


@api.command("VOTE", accepts="frame.vote", returns="frame.voted")
def vote_by_command(app: App, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Vote in a poll of a channel. Errors: 400201 for an unknown one; those of a vote over HTTP."""
    channel, poll = find_channel(app, given), find_poll(app, str(given["poll_id"]))
    check_sender(channel, caller, connection)
    if poll.channel_url != channel.channel_url:
        raise errors.not_found(thing="Poll")
    before = {option.id: len(option.voters) for option in poll.options.values()}
    vote(app, poll, caller, given["option_ids"])
    changed = [option for option in poll.options.values() if len(option.voters) != before[option.id]]
    return {**_vote(app, poll, changed, poll.updated), "voted_option_ids": poll.votes_of(caller.user_id)}


LISTENERS: dict[str, Listener] = {
    "poll.updated": _push_poll,
    "poll.voted": _push_vote,
}
"""By event: push events of polls to the members of their channels."""
