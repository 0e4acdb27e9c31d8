"""Polls: a message puts one to a channel, where users vote (today; client: version 4 of the SDKs)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.errors import invalid_value, not_authorized, not_found
from chatmock.providers.sendbird.finders import acting_user, asking_user, found_users
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Given,
    GroupChannel,
    Message,
    Poll,
    PollOption,
    User,
    rare_of,
)
from chatmock.providers.sendbird.paging import page

_OPTION = "/polls/{poll_id}/options/{option_id}"
_CHANGEABLE = ("title", "data", "close_at", "allow_user_suggestion", "allow_multiple_votes")


@api.finder
def find_poll(app: App, poll_id: str) -> Poll:
    poll = app.polls.get(poll_id)
    if poll is None or poll.deleted:
        raise not_found(thing="Poll")
    return poll


@api.finder
def find_option(poll: Poll, option_id: str) -> PollOption:
    option = poll.options.get(int(option_id)) if option_id.isdecimal() and len(option_id) < 20 else None
    if option is None:
        raise not_found(thing="Option")
    return option


# --- polls ---


@api.post("/polls", accepts="poll.create", returns="poll", by="anybody")
def create_poll(app: App, call: Call, given: Given) -> dict[str, Any]:
    """Make a poll; a message puts it to a channel (``poll_id``)."""
    by = _author(app, call, given)
    now = app.clock.stamp()
    poll = Poll(app.clock, app.ids.serial(), given["title"], now, now, by)
    _set(poll, given)
    for text in given["options"]:
        _add(app, poll, text, by)
    app.polls.add(poll)
    return poll.view(_viewer(call))


def _author(app: App, call: Call, given: Given) -> str:
    """The id of the poll's author: a client's own user, or whom a backend names; empty for none."""
    own, named = asking_user(call), given.get("created_by")
    if own is not None:
        return own.user_id
    return next(iter(found_users(app, [named]))) if named else ""


def _set(poll: Poll, given: Given) -> None:
    for name in _CHANGEABLE:
        if name in given:
            setattr(poll, name, given[name])


def _add(app: App, poll: Poll, text: str, by: str) -> PollOption:
    now = app.clock.stamp()
    option = PollOption(app.ids.serial(), text, by, now, now)
    poll.options[option.id] = option
    return option


@api.get("/polls", accepts="poll.list", returns="poll.page", by="anybody")
def list_polls(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List the polls of a channel, or all; the newest first."""
    only = given.get("channel_url")
    channel = app.channel(only) if only is not None else None
    if channel is not None:
        _check_inside(channel, asking_user(call))
    elif asking_user(call) is not None:
        raise not_authorized(reason="A client lists the polls of a channel.")
    there = app.polls.there if only is None else app.polls.of(channel.channel_url if channel is not None else only)
    found = page(call, "polls", there, newest_first=True)
    return {**found, "polls": [poll.view(_viewer(call)) for poll in found["polls"]]}


@api.get("/polls/{poll_id}", accepts="poll.view", returns="poll", by="anybody")
def view_poll(app: App, call: Call, poll: Poll) -> dict[str, Any]:
    """View a poll; a client is shown its own votes, too."""
    _may_see(app, call, poll)
    return poll.view(_viewer(call))


@api.put("/polls/{poll_id}", accepts="poll.update", returns="poll", by="anybody")
def update_poll(app: App, call: Call, poll: Poll, given: Given) -> dict[str, Any]:
    """Change a poll; what is not given stays."""
    _may_change(app, call, poll)
    _set(poll, given)
    return _note_change(app, call, poll)


@api.put("/polls/{poll_id}/close", returns="poll", by="anybody")
def close_poll(app: App, call: Call, poll: Poll) -> dict[str, Any]:
    """Close a poll: it takes no further votes."""
    _may_change(app, call, poll)
    poll.closed = True
    return _note_change(app, call, poll)


@api.delete("/polls/{poll_id}", returns="empty", by="anybody")
def delete_poll(app: App, call: Call, poll: Poll) -> None:
    """Delete a poll; the message that put it stays."""
    _may_change(app, call, poll)
    app.polls.delete(poll)
    _note_change(app, call, poll)


def _note_change(app: App, call: Call, poll: Poll) -> dict[str, Any]:
    app.polls.note_change(poll, app.clock.stamp())
    app.emit("poll.updated", poll=poll)
    return poll.view(_viewer(call))


# --- options ---


@api.post("/polls/{poll_id}/options", accepts="poll.option.create", returns="poll", by="anybody")
def add_poll_option(app: App, call: Call, poll: Poll, given: Given) -> dict[str, Any]:
    """Add an option. A client may do so in its own polls and in those that allow suggestions."""
    _may_see(app, call, poll)
    if not poll.allow_user_suggestion:
        _may_change(app, call, poll)
    _add(app, poll, given["text"], _author(app, call, given))
    return _note_change(app, call, poll)


@api.get(_OPTION, accepts="poll.view", returns="poll.option", by="anybody")
def view_poll_option(app: App, call: Call, poll: Poll, option: PollOption) -> dict[str, Any]:
    """View one option of a poll."""
    _may_see(app, call, poll)
    return option.view(poll)


@api.put(_OPTION, accepts="poll.option.update", returns="poll", by="anybody")
def update_poll_option(app: App, call: Call, poll: Poll, option: PollOption, given: Given) -> dict[str, Any]:
    """Change the text of an option."""
    _may_change(app, call, poll, option)
    option.text, option.updated = given["text"], app.clock.stamp()
    return _note_change(app, call, poll)


@api.delete(_OPTION, returns="empty", by="anybody")
def delete_poll_option(app: App, call: Call, poll: Poll, option: PollOption) -> None:
    """Delete an option with its votes."""
    _may_change(app, call, poll, option)
    del poll.options[option.id]
    _note_change(app, call, poll)


@api.get(_OPTION + "/voters", accepts="poll.voter.list", returns="poll.voter.page", by="anybody")
def list_poll_voters(app: App, call: Call, poll: Poll, option: PollOption) -> dict[str, Any]:
    """List who voted for an option, in the order of voting, and how many did."""
    _may_see(app, call, poll)
    order: Order[User] = Order(lambda user: option.voters[user.user_id])
    for user_id in option.voters:
        if (user := app.users.get(user_id)) is not None:
            order.add(user)
    return {**page(call, "voters", order), "vote_count": len(option.voters)}


# --- votes ---


@api.put("/polls/{poll_id}/vote", accepts="poll.vote", returns="poll", by="anybody")
def vote_in_poll(app: App, call: Call, poll: Poll, given: Given) -> dict[str, Any]:
    """Vote for options in place of those voted for before; none takes the vote back."""
    user = acting_user(call, given)
    vote(app, poll, user, given["option_ids"])
    return poll.view(user.user_id)


def vote(app: App, poll: Poll, user: User, option_ids: list[int]) -> None:
    """Replace a user's votes in a poll.

    Errors: 400108 for a poll that is closed, or in no channel of the user's; 400111 for options it does not have, or for
    several where one is allowed.
    """
    channel = app.channel(poll.channel_url)
    if channel is None or not poll.is_open:
        raise not_authorized(reason="The poll is not open.")
    _check_inside(channel, user)
    if not set(option_ids) <= set(poll.options) or (len(set(option_ids)) > 1 and not poll.allow_multiple_votes):
        raise invalid_value(field="option_ids")
    now, changed = app.clock.stamp(), []
    for option in poll.options.values():
        if (option.id in option_ids) != (user.user_id in option.voters):
            changed.append(option)
            if option.voters.pop(user.user_id, None) is None:
                option.voters[user.user_id] = now
    app.polls.note_change(poll, now)
    app.emit("poll.voted", poll=poll, user=user, options=changed, at=now)


# --- who may, and messages ---


def _viewer(call: Call) -> str:
    own = asking_user(call)
    return own.user_id if own is not None else ""


def _check_inside(channel: Channel, user: User | None) -> None:
    if user is not None and isinstance(channel, GroupChannel):
        membership(channel, user)


def _may_see(app: App, call: Call, poll: Poll) -> None:
    if (channel := app.channel(poll.channel_url)) is not None:
        _check_inside(channel, asking_user(call))


def _may_change(app: App, call: Call, poll: Poll, option: PollOption | None = None) -> None:
    """Refuse a client that neither made it (or the option) nor is an operator of its channel. Errors: 400108."""
    own, channel = asking_user(call), app.channel(poll.channel_url)
    if own is None or own.user_id == poll.created_by or (option is not None and own.user_id == option.created_by):
        return
    if channel is None or own.user_id not in channel.operators_by_id:
        raise not_authorized(reason="The poll is somebody else's.")


def checked_poll(app: App, given: Given) -> Poll | None:
    """The poll a message puts. Errors: 400201; 400111 for one that another message has put."""
    if not given.get("poll_id"):
        return None
    poll = find_poll(app, str(given["poll_id"]))
    if poll.message_id:
        raise invalid_value(field="poll_id")
    return poll


def put_poll(app: App, message: Message) -> None:
    """Put the poll of a message to its channel, if it has one."""
    if (poll := rare_of(message).poll) is not None:
        app.polls.put(poll, message.channel_url, message.message_id)
