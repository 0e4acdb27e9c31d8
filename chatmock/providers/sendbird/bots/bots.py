"""Bots: users of group channels that a program speaks for."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.channels.leaving import leave
from chatmock.providers.sendbird.errors import not_found, taken
from chatmock.providers.sendbird.finders import find_group_channel
from chatmock.providers.sendbird.messages.messages import send_message
from chatmock.providers.sendbird.model import App, Bot, Given, GroupChannel
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.users.users import delete_user, new_user
from chatmock.providers.sendbird.views.group_channels import channel_for

_OF_THE_USER = {"bot_nickname": "nickname", "bot_profile_url": "profile_url"}


@api.finder
def find_bot(app: App, bot_userid: str) -> Bot:
    bot = app.bots.get(bot_userid)
    if bot is None:
        raise not_found(thing="Bot")
    return bot


def identity(bot: Bot) -> dict[str, str]:
    """A bot's identity, with the token by which its callbacks can be told from others."""
    return {
        "bot_userid": bot.user.user_id,
        "bot_token": bot.bot_token,
        "bot_nickname": bot.user.nickname,
        "bot_profile_url": bot.user.profile_url,
    }


@schemas.presents("bot")
def present_bot(bot: Bot) -> dict[str, Any]:
    return {
        "bot": {**identity(bot), "bot_type": bot.bot_type, "bot_metadata": bot.user.metadata},
        "bot_callback_url": bot.bot_callback_url,
        "is_privacy_mode": bot.is_privacy_mode,
        "show_member": bot.show_member,
        "enable_mark_as_read": bot.enable_mark_as_read,
        "channel_invitation_preference": bot.channel_invitation_preference,
        "created_at": bot.created_at,
    }


@api.post("/bots", accepts="bot.create", returns="bot")
def create_bot(app: App, given: Given) -> Bot:
    """Create a bot, which is a user too.

    Errors: 400202 for an id that a bot or another user has.
    """
    if given["bot_userid"] in app.users:
        raise taken(field="bot_userid")
    user = new_user(app, given["bot_userid"])
    bot = app.add_bot(Bot(user, app.ids.hex(40), given["bot_callback_url"], given["is_privacy_mode"]))
    _set(bot, given)
    return bot


def _set(bot: Bot, given: Given) -> None:
    for name, value in given.items():
        if name in _OF_THE_USER:
            setattr(bot.user, _OF_THE_USER[name], value)
        elif name != "bot_userid":
            setattr(bot, name, value)
    bot.user.revision += 1


@api.get("/bots", accepts="page.list", returns="bot.page")
def list_bots(app: App, call: Call) -> dict[str, Any]:
    """List bots, the newest first, as users are."""
    return page(call, "bots", app.bots.order, newest_first=True)


@api.get("/bots/{bot_userid}", returns="bot")
def view_bot(bot: Bot) -> Bot:
    """View a bot."""
    return bot


@api.post("/bots/{bot_userid}", accepts="bot.update", returns="bot")
@api.put("/bots/{bot_userid}", accepts="bot.update", returns="bot")
def update_bot(app: App, bot: Bot, given: Given) -> Bot:
    """Change a bot (POST in 2016, PUT today); what is not given stays."""
    _set(bot, given)
    app.emit("user.updated", user=bot.user)
    return bot


@api.delete("/bots/{bot_userid}", returns="empty")
def delete_bot(app: App, bot: Bot) -> None:
    """Delete a bot and the user it is; its messages stay."""
    delete_user(app, bot.user)


@api.post("/bots/{bot_userid}/send", accepts="bot.send", returns="bot.message")
def send_bot_message(app: App, call: Call, bot: Bot, given: Given) -> dict[str, Any]:
    """Send a message in a bot's name to a group channel it is a member of.

    It counts as having read the channel unless ``enable_mark_as_read`` is off; ``mark_as_read`` says otherwise for one
    message (today).

    Errors: 400108 where the bot is no member.
    """
    said = {
        **given,
        "user_id": bot.user.user_id,
        "mentioned_user_ids": [*given.get("mentioned", ()), *given.get("mentioned_user_ids", ())],
        "mark_as_read": given.get("mark_as_read", bot.enable_mark_as_read),
    }
    return {"message": send_message(app, find_group_channel(app, given["channel_url"]), said, call)}


@api.post("/bots/{bot_userid}/channels", accepts="bot.join", returns="bot.channels")
def join_channels(app: App, bot: Bot, given: Given) -> With | dict[str, Any]:
    """Make a bot a member of group channels, all of them or, where one is unknown, none.

    Answers the channels and, beside them, the keys of the first one: today's Python SDK reads the answer as a channel.
    """
    channels = [find_group_channel(app, url) for url in dict.fromkeys(given["channel_urls"])]
    joined = app.clock.stamp()
    for channel in channels:
        if bot.user.user_id not in channel.members_by_id:
            app.places.join(channel, bot.user, joined)
            app.emit("member.joined", channel=channel, users=[bot.user])
    if not channels:
        return {"channels": []}
    shown = channel_for(app, channels[0])
    shown.keys |= {"members": list(channels[0].members_by_join), "channels": channels}
    return shown


@api.delete("/bots/{bot_userid}/channels", accepts="bot.leave", returns="empty")
def leave_channels(app: App, bot: Bot, given: Given) -> None:
    """Make a bot leave all its channels, or the one that is named (today)."""
    if "channel_url" in given:
        leave(app, find_group_channel(app, given["channel_url"]), bot.user)
        return
    for member in list(app.places.of(bot.user).memberships.values()):
        leave(app, member.channel, bot.user)


@api.delete("/bots/{bot_userid}/channels/{channel_url}", returns="empty")
def leave_channel(app: App, bot: Bot, channel: GroupChannel) -> None:
    """Make a bot leave a channel; nothing happens where it is no member."""
    leave(app, channel, bot.user)
