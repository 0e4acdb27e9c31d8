"""Users, their devices, blocks and friends, and the bots among them."""

from __future__ import annotations

from chatmock.core.filling import Values, differing
from chatmock.core.seeds import Spot
from chatmock.providers.sendbird.model import App, Block, Bot, Device, User
from chatmock.providers.sendbird.push.preferences import DEFAULTS
from chatmock.providers.sendbird.seeds.changes import dump_user_changes
from chatmock.providers.sendbird.seeds.friends import dump_friends, load_friends
from chatmock.providers.sendbird.seeds.loading import Loading

_PROFILE = ("profile_url", "access_token", "metadata", "discovery_keys", "preferred_languages", "push_preference")
_MORE = ("is_active", "has_ever_logged_in", "auto_accept", "push_template", "allow_friend_discovery")


def load_users(loading: Loading, document: Values) -> None:
    """Fill the users of an application, then whom they block and have as friends, and the former users who are named by their messages."""
    rows = document.get("users", ())
    for index, values in enumerate(rows):
        _load_user(loading, values, ("users", index))
    for index, values in enumerate(rows):
        _load_blocks(loading, values, ("users", index))
        load_friends(loading, values, ("users", index))
    for index, values in enumerate(document.get("former_users", ())):
        spot = ("former_users", index)
        created = loading.given(values, spot, "created", lambda: loading.now)
        serial = loading.serial(values, spot, "user")
        loading.former[serial] = User(**{**values, "created": created})


def _load_user(loading: Loading, values: Values, spot: Spot) -> None:
    app, user_id = loading.app, values["user_id"]
    loading.presented_as(
        "push_preference", {**DEFAULTS, **values.get("push_preference", {})}, (*spot, "push_preference")
    )
    details = {name: values[name] for name in (*_PROFILE, *_MORE) if name in values}
    if values.get("issue_access_token"):
        details["access_token"] = app.ids.hex(40)
    if "last_seen" in values:
        details |= {"last_seen_at": loading.time((*spot, "last_seen"), values["last_seen"]), "has_ever_logged_in": True}
    with loading.once(app.users, (*spot, "user_id"), user_id):
        user = app.add_user(
            User(
                user_id,
                loading.serial(values, spot, "user"),
                loading.given(values, spot, "created", app.clock.stamp),
                values.get("nickname", user_id.title()),
                **{
                    **details,
                    **({"has_ever_logged_in": values["has_ever_logged_in"]} if "has_ever_logged_in" in values else {}),
                },
            )
        )
    for index, device in enumerate(values.get("devices", ())):
        created = loading.given(device, (*spot, "devices", index), "created", lambda: loading.now)
        app.add_device(user, Device(device["token_type"], device["token"], created))
    if "bot" in values:
        bot = {"bot_token": "", "is_privacy_mode": False, **values["bot"]}
        app.add_bot(Bot(user=user, **{**bot, "bot_token": bot["bot_token"] or app.ids.hex(40)}))


def _load_blocks(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    for index, block in enumerate(values.get("blocks", ())):
        block = {"user_id": block} if isinstance(block, str) else block
        where = (*spot, "blocks", index)
        target = loading.user(where, block["user_id"])
        at = loading.given(block, where, "at", app.clock.stamp)
        user = app.users[values["user_id"]]
        with loading.once(user.blocks, where, target.user_id):
            Block(user, target, loading.serial(block, where, "block"), at).impose()


def dump_user(app: App, user: User) -> Values:
    values: Values = {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "created": user.created,
        "serial": user.serial,
    }
    values |= {name: value for name in _PROFILE if (value := getattr(user, name))}
    if not user.is_active:
        values["is_active"] = False
    if user.last_seen_at:
        values["last_seen"] = user.last_seen_at
    if user.has_ever_logged_in != bool(user.last_seen_at):
        values["has_ever_logged_in"] = user.has_ever_logged_in
    if user.bot is not None:
        values["bot"] = {"is_privacy_mode": user.bot.is_privacy_mode, **differing(user.bot, "user")}
    if user.devices:
        values["devices"] = [differing(device) for device in user.devices.values()]
    if len(user.blocks):
        values["blocks"] = [{"user_id": b.target.user_id, "at": b.at, "serial": b.serial} for b in user.blocks]
    if user.auto_accept is not None:
        values["auto_accept"] = user.auto_accept
    if user.push_template != "default":
        values["push_template"] = user.push_template
    return values | dump_friends(user) | dump_user_changes(app, user)


def dump_former(user: User) -> Values:
    """A deleted user, whose messages are still there."""
    plain = ("user_id", "nickname", "profile_url", "metadata", "is_active", "created", "serial")
    return {name: getattr(user, name) for name in plain}
