"""Sendbird's Api, and how what its paths name is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core import pages
from chatmock.core.api import Api
from chatmock.core.dispatch import Call
from chatmock.core.schema import Schemas
from chatmock.core.table import Order, take
from chatmock.providers.sendbird.errors import invalid_value, not_authorized, not_found, required, token_expired
from chatmock.providers.sendbird.message import Message
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, OpenChannel, User
from chatmock.resources import data_dir

schemas = Schemas(data_dir("schemas") / "sendbird")
api = Api(schemas, prefix="/v3", choices={"channel_type": ("open_channels", "group_channels")})


@api.finder
def find_user(app: App, user_id: str) -> User:
    user = app.users.get(user_id)
    if user is None:
        raise not_found(thing="User")
    return user


@api.finder
def find_group_channel(app: App, channel_url: str) -> GroupChannel:
    channel = app.group_channels.get(channel_url)
    if channel is None:
        raise not_found(thing="Channel")
    return channel


@api.finder
def find_open_channel(app: App, channel_url: str) -> OpenChannel:
    channel = app.open_channels.get(channel_url)
    if channel is None:
        raise not_found(thing="Channel")
    return channel


@api.finder
def find_channel(app: App, channel_type: str, channel_url: str) -> Channel:
    return (
        find_group_channel(app, channel_url)
        if channel_type == "group_channels"
        else find_open_channel(app, channel_url)
    )


@api.finder
def find_message(app: App, channel: Channel, message_id: str) -> Message:
    message = channel.messages.get(int(message_id)) if message_id.isdecimal() and len(message_id) < 20 else None
    if message is None or message.created_at <= app.since(channel):
        raise not_found(thing="Message")
    return message


def asking(call: Call) -> User | None:
    """The user whose client asks; None where a backend does."""
    return call.caller if isinstance(call.caller, User) else None


def acting(call: Call, given: Given, name: str = "user_id") -> User:
    """Who acts: a client's own user, or whom a backend names.

    Errors: 400108 for a client that names somebody else, 400105 for a backend that names nobody.
    """
    own, named = asking(call), given.get(name)
    if own is not None:
        if named and named != own.user_id:
            raise not_authorized(reason="A client acts for its own user only.")
        return own
    if not named:
        raise required(field=name)
    return find_user(call.app, named)


def found_users(app: App, user_ids: list[str]) -> dict[str, User]:
    """The users of a request's list, each once; unknown ones are refused."""
    return {user_id: find_user(app, user_id) for user_id in user_ids}


_ABOUT_THE_PAGE = ("token", "limit")


def about_page(call: Call) -> dict[str, Any]:
    """What a page token of this request is sealed with."""
    app = call.app if call.app is not None else call.hub
    return {
        "at": app.clock.now(),
        "secret": app.secret,
        "scope": f"{call.app.app_id if call.app is not None else call.caller} {call.operation} {call.path}",
        "filters": {name: value for name, value in call.given.items() if name not in _ABOUT_THE_PAGE},
    }


def page(
    call: Call, key: str, order: Order[Any], keep: Callable[[Any], bool] | None = None, *, newest_first: bool = False
) -> dict[str, Any]:
    """One page of a list under its documented key, with the token of the next one (empty at the end)."""
    app, given = call.app if call.app is not None else call.hub, call.given
    about = about_page(call)
    mark = None
    if token := given.get("token"):
        try:
            mark = pages.unseal(token, **about)
        except pages.Malformed:
            raise invalid_value(field="token") from None
        except pages.Expired:
            raise token_expired() from None
    rows, further = take(order, mark, given["limit"], newest_first=newest_first, keep=keep)
    token = pages.seal(further, **about) if further else ""
    return {key: rows, "next": pages.url_safe(token) if app.era == "today" else token}
