"""A Sendbird application filled from a seed document that is valid by ``schemas/fixture.json``."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chatmock.core.limits import Window, rate
from chatmock.core.seeds import Place, SeedError, Spot, moment
from chatmock.providers.sendbird.model import (
    ApiToken,
    App,
    Block,
    Bot,
    ChannelTypeSettings,
    Device,
    File,
    PushConfiguration,
    Settings,
    User,
)
from chatmock.providers.sendbird.seeds import changes, channels, polls, sessions

Values = dict[str, Any]


class Loading:
    """An application while it is filled: finds people, reads times, words what is wrong with its place."""

    def __init__(self, app: App, place: Place) -> None:
        self.app = app
        self.place = place
        self.now = app.clock.now()
        self.newest = 0
        self.former: dict[int, User] = {}

    def wrong(self, spot: Spot, sentence: str) -> SeedError:
        return SeedError(f"{self.place(spot)}: {sentence}")

    def time(self, spot: Spot, value: int | str) -> int:
        try:
            return moment(value, self.now)
        except ValueError as reason:
            raise self.wrong(spot, str(reason)) from None

    def past(self, spot: Spot, value: int | str) -> int:
        """A time something happened at: stamps given out later are later."""
        time = self.time(spot, value)
        if time > max(self.now, self.app.clock.present()):
            raise self.wrong(spot, f"{value!r} lies in the future of the application's clock")
        self.newest = max(self.newest, time)
        return time

    def given(self, values: Values, spot: Spot, name: str, default: Callable[[], int]) -> int:
        """The time under a name, or a default."""
        return self.past((*spot, name), values[name]) if name in values else default()

    def serial(self, values: Values) -> int:
        if "serial" not in values:
            return self.app.ids.serial()
        self.app.ids.after(values["serial"])
        return int(values["serial"])

    def user(self, spot: Spot, user_id: str | int) -> User:
        """A person by id, or a former one by serial."""
        found = self.former.get(user_id) if isinstance(user_id, int) else self.app.users.get(user_id)
        if found is None:
            known = ", ".join(user.user_id for user in self.app.users) or "none"
            raise self.wrong(spot, f"there is no user {user_id!r} in this document; there are {known}")
        return found

    @contextmanager
    def once(self, table: Any, spot: Spot, key: str) -> Iterator[None]:
        if key in table:
            raise self.wrong(spot, f"{key!r} stands twice")
        yield


def load(app: App, document: Values, place: Place) -> None:
    """Fill an empty application. Raises SeedError with the place of what is wrong."""
    _clock(app, document.get("clock"), place)
    loading = Loading(app, place)
    _application(loading, document.get("application", {}))
    if "settings" in document:
        app.settings = Settings(**document["settings"])
    for index, values in enumerate(document.get("channel_type_settings", ())):
        _type_settings(loading, values, ("channel_type_settings", index))
    for values in document.get("push_configurations", ()):
        certificate = b64decode(values.get("certificate", ""))
        app.push_configurations[values["id"]] = PushConfiguration(**{**values, "certificate": certificate})
    for index, values in enumerate(document.get("users", ())):
        _user(loading, values, ("users", index))
    for index, values in enumerate(document.get("users", ())):
        _blocks(loading, values, ("users", index))
    for index, values in enumerate(document.get("former_users", ())):
        former = {**values, "created": loading.given(values, ("former_users", index), "created", lambda: loading.now)}
        loading.former[values["serial"]] = User(**former)
        app.ids.after(values["serial"])
    polls.load_polls(loading, document.get("polls", ()))
    channels.load(loading, document)
    changes.load_rest(loading, document)
    sessions.load_sessions(loading, document.get("sessions", {}))
    for file_id, file in document.get("files", {}).items():
        app.files[file_id] = File(file["name"], file["content_type"], b64decode(file["content"]))
    statistics = document.get("statistics", {})
    app.sent |= statistics.get("sent", {})
    app.active |= {day: set(ids) for day, ids in statistics.get("active", {}).items()}
    app.clock.after(loading.newest)
    if "ids" in document:
        app.ids.restore(document["ids"])


def _clock(app: App, values: Any, place: Place) -> None:
    if isinstance(values, dict):
        app.clock.restore(values)
    elif values is not None:
        try:
            app.clock.freeze(moment(values, app.clock.now()))
        except ValueError as reason:
            raise SeedError(f"{place(('clock',))}: {reason}") from None


def _application(loading: Loading, values: Values) -> None:
    app = loading.app
    for name in ("name", "owner", "era", "auto_accept"):
        if name in values:
            setattr(app, name, values[name])
    for name, value in values.get("webhook", {}).items():
        setattr(app.webhook, name, value)
    limits = dict(values.get("limits", {}))
    for scope, text in limits.pop("rates", {}).items():
        try:
            app.limits.rates[scope] = rate(text)
        except ValueError as reason:
            raise loading.wrong(("application", "limits", "rates", scope), str(reason)) from None
    app.limits.windows = {key: Window(*window) for key, window in limits.pop("windows", {}).items()}
    for name, value in limits.items():
        setattr(app.limits, name, value)
    for index, token in enumerate(values.get("api_tokens", ())):
        spot = ("application", "api_tokens", index)
        created = loading.given(token, spot, "created", lambda: loading.now)
        app.api_tokens[token["token"]] = ApiToken(token["token"], created)


def _type_settings(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    created = loading.given(values, spot, "created", app.clock.stamp)
    with loading.once(app.channel_type_settings, (*spot, "custom_type"), values["custom_type"]):
        app.channel_type_settings.add(
            ChannelTypeSettings(**{**values, "created": created, "serial": loading.serial(values)})
        )


_PROFILE = ("profile_url", "access_token", "is_active", "has_ever_logged_in", "metadata", "discovery_keys")
_MORE = ("preferred_languages", "push_preference", "auto_accept", "push_template")


def _user(loading: Loading, values: Values, spot: Spot) -> None:
    app, user_id = loading.app, values["user_id"]
    details = {name: values[name] for name in (*_PROFILE, *_MORE) if name in values}
    if values.get("issue_access_token"):
        details["access_token"] = app.ids.hex(40)
    if "last_seen" in values:
        details |= {"last_seen_at": loading.past((*spot, "last_seen"), values["last_seen"]), "has_ever_logged_in": True}
    with loading.once(app.users, (*spot, "user_id"), user_id):
        user = app.add_user(
            User(
                user_id,
                loading.serial(values),
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


def _blocks(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    for index, block in enumerate(values.get("blocks", ())):
        block = {"user_id": block} if isinstance(block, str) else block
        where = (*spot, "blocks", index)
        target = loading.user(where, block["user_id"])
        at = loading.given(block, where, "at", app.clock.stamp)
        Block(app.users[values["user_id"]], target, loading.serial(block), at).impose()
