"""What seed documents keep of pins, change logs, invitations and reports: mostly written by exports."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from chatmock.core.seeds import Spot
from chatmock.providers.sendbird.model import App, Change, ChangeLog, Channel, Member, Place, Report, User

if TYPE_CHECKING:
    from chatmock.providers.sendbird.seeds.loading import Loading


Values = dict[str, Any]
_MEMBER_TIMES = (("read", "read_at"), ("delivered", "delivered_at"), ("offset", "offset"), ("invited_at", "invited_at"))
OF_A_MEMBER = ("state", "invited", *(name for _, name in _MEMBER_TIMES))
"""The fields of a member that are written here."""


# --- writing ---


def dump_user(app: App, user: User) -> Values:
    values: Values = {}
    if user.auto_accept is not None:
        values["auto_accept"] = user.auto_accept
    if user.push_template != "default":
        values["push_template"] = user.push_template
    place = app.places.of(user)
    if changes := [_shown(c, "channel_url", c.key) for c in place.channel_changes if not _follows(place, c)]:
        values["channel_changes"] = changes
    return values


def _follows(place: Place, change: Change) -> bool:
    """Whether a change is no more than that the user came into the channel: loading makes it by itself."""
    member = place.memberships.get(change.key) or place.invitations.get(change.key)
    return member is not None and not change.deleted and change.at == member.joined


def _shown(change: Change, name: str, key: str | int) -> Values:
    values: Values = {name: key, "at": change.at}
    if name == "channel_url":
        values["serial"] = change.serial
    return {**values, "deleted": True} if change.deleted else values


def dump_channel(channel: Channel) -> Values:
    values: Values = {}
    if channel.pins:
        values["pins"] = [{"message_id": message_id, "at": at} for message_id, at in channel.pins.items()]
    if len(channel.message_changes):
        values["message_changes"] = [_shown(c, "message_id", c.serial) for c in channel.message_changes]
    return values


def dump_member(member: Member) -> Values:
    values: Values = {name: value for name, field in _MEMBER_TIMES if (value := getattr(member, field))}
    return {**values, "state": "invited"} if member.invited else values


def dump_reports(app: App) -> list[Values]:
    return [asdict(report) for report in app.reports]


# --- reading ---


def load_member(loading: Loading, member: Member, values: Values, spot: Spot) -> None:
    for name, field in _MEMBER_TIMES:
        setattr(member, field, loading.given(values, spot, name, lambda: 0))


def load_channel(loading: Loading, channel: Channel, values: Values, spot: Spot) -> None:
    for index, pin in enumerate(values.get("pins", ())):
        where = (*spot, "pins", index)
        if channel.messages.get(pin["message_id"]) is None:
            raise loading.wrong(where, f"there is no message {pin['message_id']} in this channel")
        channel.pins[pin["message_id"]] = loading.given(pin, where, "at", loading.app.clock.stamp)
    for index, change in enumerate(values.get("message_changes", ())):
        at = loading.past((*spot, "message_changes", index), change["at"])
        _note(channel.message_changes, str(change["message_id"]), change["message_id"], at, change)


def load_rest(loading: Loading, document: Values) -> None:
    """What can be read once people and channels are there."""
    for index, values in enumerate(document.get("users", ())):
        user = loading.app.users[values["user_id"]]
        for number, change in enumerate(values.get("channel_changes", ())):
            at = loading.past(("users", index, "channel_changes", number), change["at"])
            _note(loading.app.places.of(user).channel_changes, change["channel_url"], change["serial"], at, change)
            loading.app.ids.after(change["serial"])
    for index, values in enumerate(document.get("reports", ())):
        loading.past(("reports", index), values["created_at"])
        loading.app.ids.after(values["serial"])
        loading.app.reports.add(Report(**values))


def _note(log: ChangeLog, key: str, serial: int, at: int, change: Values) -> None:
    log.note(key, serial, at, deleted=change.get("deleted", False))
