"""What the vendor's chat widget asks before it logs in: how it looks, and whom it is to be (client: chat-ai-widget)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.group_channels import make_group_channel
from chatmock.providers.sendbird.finders import find_user
from chatmock.providers.sendbird.model import App, Bot, Given, GroupChannel, User
from chatmock.providers.sendbird.users.users import new_user

CUSTOM_TYPE = "SB_@I_@GENT"
"""That of the widget's channels (client: a receiver of webhooks, 2025)."""
_STYLE: dict[str, Any] = {
    "color": {"theme": "light", "accent_color": "#742DDD", "bot_message_color": "#EEEEEE"},
    "toggle_button_url": None,
    "auto_open": False,
}
"""How the widget looks (ruled); the vendor's dashboard sets it there."""


@api.get("/bots/{bot_userid}/{app_id}/widget_setting", accepts="widget.query", returns="widget", auth="open")
def view_widget_setting(app: App, bot: Bot, given: Given) -> dict[str, Any]:
    """View how a bot's widget looks, and make the user and the channel it asks for.

    Nobody has to be known for it: the widget stands on public pages. Errors: 400201 for an unknown user.
    """
    answer: dict[str, Any] = {"bot_style": _STYLE, "bot": {"reply_to_file": False}}
    if given["create_user_and_channel"]:
        user = new_user(app, app.ids.hex(32))
        token = app.sessions.issue(user, None)
        answer["user"] = {"user_id": user.user_id, "session_token": token.token, "expire_at": token.expires_at}
        answer["channel"] = {"channel_url": _make_channel(app, bot, user).channel_url}
    elif "user_id" in given:
        user = find_user(app, given["user_id"])
        channel = _channel_of(app, bot, user)
        if channel is None and given["create_channel"]:
            channel = _make_channel(app, bot, user)
        if channel is not None:
            answer["channel"] = {"channel_url": channel.channel_url}
    return answer


def _make_channel(app: App, bot: Bot, user: User) -> GroupChannel:
    people = {user.user_id: user, bot.user.user_id: bot.user}
    about = {"name": bot.user.nickname, "cover_url": "", "data": "", "custom_type": CUSTOM_TYPE, "is_distinct": False}
    return make_group_channel(app, people, user, about)


def _channel_of(app: App, bot: Bot, user: User) -> GroupChannel | None:
    """The last channel of a user with a bot's widget."""
    rows = (member.channel for member in app.places.of(user).memberships.values())
    return next((c for c in rows if c.custom_type == CUSTOM_TYPE and bot.user.user_id in c.members_by_id), None)
