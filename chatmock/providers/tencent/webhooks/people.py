"""What is told of accounts: who is online, profiles, friends, block lists."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.providers.tencent.model import Account, App, Caller, Friend, Instance
from chatmock.providers.tencent.webhooks.posting import event_time, post

STATE = "State.StateChange"
ENDS = {
    "Unregister": ("Logout", "Unregister"),
    "LinkClose": ("Disconnect", "LinkClose"),
    "TimeOut": ("Disconnect", "TimeOut"),
    "Kicked": ("Logout", "Unregister"),
    "Expired": ("Disconnect", "LinkClose"),
}
"""Action and Reason, by why a login ended (docs, 2024; the last two are ruled)."""


PLATFORMS = {"iOS": "IOS", "iPhone": "IOS", "Mac": "macOS"}
"""Platforms that State.StateChange calls otherwise (docs, 2024)."""


def _tell_state(app: App, account: Account, how: tuple[str, str], by: Caller, **more: Any) -> None:
    action, reason = how
    info = {"Action": action, "To_Account": account.user_id, "Reason": reason}
    body = {"EventTime": event_time(app), "Info": info, **more}
    post(app, STATE, by, body, account.user_id, PLATFORMS.get(by.platform, by.platform))


def tell_of_login(app: App, *, account: Account, kicked: list[Instance], by: Caller, **_: Any) -> None:
    """A device has logged in; those that had to go for it are named."""
    if app.webhook.wants(STATE):
        gone = [{"Platform": PLATFORMS.get(one.platform, one.platform)} for one in kicked]
        _tell_state(app, account, ("Login", "Register"), by, **({"KickedDevice": gone} if gone else {}))


def tell_of_logout(app: App, *, account: Account, reason: str, by: Caller, **_: Any) -> None:
    """A login has ended. One that ends by another login is told with that one."""
    if app.webhook.wants(STATE) and not (reason == "Kicked" and not by.is_admin):
        _tell_state(app, account, ENDS[reason], by)


def tell_of_profile(app: App, *, account: Account, items: dict[str, Any], by: Caller) -> None:
    """Somebody's profile is another."""
    command = "Profile.CallbackPortraitSet"
    if app.webhook.wants(command):
        body = {
            "Operator_Account": by.user_id,
            "From_Account": account.user_id,
            "EventTime": event_time(app),
            "ProfileItem": [{"Tag": tag, "Value": value} for tag, value in items.items()],
        }
        post(app, command, by, body, account.user_id)


def tell_of_friend(app: App, *, user_id: str, friend: Friend, by: Caller) -> None:
    """Somebody is on somebody's list of friends."""
    command = "Sns.CallbackFriendAdd"
    if app.webhook.wants(command):
        starter = user_id if by.is_admin else by.user_id
        body = {
            "PairList": [{"From_Account": user_id, "To_Account": friend.user_id, "Initiator_Account": starter}],
            "ClientCmd": "friend_add",
            "Admin_Account": by.user_id if by.is_admin else "",
            "ForceFlag": int(by.is_admin),
        }
        post(app, command, by, body, user_id)


def _tell_pair(app: App, command: str, user_id: str, other: str, by: Caller) -> None:
    if app.webhook.wants(command):
        post(app, command, by, {"PairList": [{"From_Account": user_id, "To_Account": other}]}, user_id)


def tell_of_lost_friend(app: App, *, user_id: str, other: str, by: Caller) -> None:
    """Somebody is on somebody's list of friends no more."""
    _tell_pair(app, "Sns.CallbackFriendDelete", user_id, other, by)


def tell_of_block(app: App, *, user_id: str, other: str, by: Caller) -> None:
    """Somebody blocks somebody."""
    _tell_pair(app, "Sns.CallbackBlackListAdd", user_id, other, by)


def tell_of_lifted_block(app: App, *, user_id: str, other: str, by: Caller) -> None:
    """Somebody blocks somebody no more."""
    _tell_pair(app, "Sns.CallbackBlackListDelete", user_id, other, by)


LISTENERS: dict[str, Listener] = {
    "account.logged_in": tell_of_login,
    "account.logged_out": tell_of_logout,
    "profile.changed": tell_of_profile,
    "friend.added": tell_of_friend,
    "friend.removed": tell_of_lost_friend,
    "block.added": tell_of_block,
    "block.removed": tell_of_lifted_block,
}
"""Who is told what, by event."""
