"""Change logs of channels and of users: mostly written by exports."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.providers.sendbird.model import App, Change, ChangeLog, Channel, Member, User
from chatmock.providers.sendbird.seeds.loading import Loading


def load_message_changes(loading: Loading, channel: Channel, values: Values, spot: Spot) -> None:
    for index, change in enumerate(values.get("message_changes", ())):
        at = loading.past((*spot, "message_changes", index), change["at"])
        _note(channel.message_changes, str(change["message_id"]), change["message_id"], at, change)


def dump_message_changes(channel: Channel) -> list[Values]:
    return [_change_row(change, "message_id", change.serial) for change in channel.message_changes]


def load_user_changes(loading: Loading, users: Iterable[Values]) -> None:
    """Fill the logs of users once their channels are there."""
    for index, values in enumerate(users):
        known: dict[int, str] = {}
        place = loading.app.places.of(loading.app.users[values["user_id"]])
        for number, change in enumerate(values.get("channel_changes", ())):
            spot = ("users", index, "channel_changes", number)
            at = loading.past(spot, change["at"])
            url = loading.url(change["channel_url"])
            if known.setdefault(change["serial"], url) != url:
                raise loading.wrong(spot, f"{change['serial']} stands twice: another channel has it, too")
            if change.get("deleted"):
                _note(place.gone, url, change["serial"], at, change)
            elif (member := place.standing(url)) is not None:
                loading.app.places.note(member, at)
            loading.app.ids.after(change["serial"])


def dump_user_changes(app: App, user: User) -> Values:
    place = app.places.of(user)
    # loading makes by itself the change that the user came into the channel
    seen = [_change(member) for member in place.by_change if member.changed != member.joined]
    changes = sorted([*seen, *place.gone], key=lambda change: (change.at, change.serial))
    return (
        {"channel_changes": [_change_row(change, "channel_url", change.key) for change in changes]} if changes else {}
    )


def _change(member: Member) -> Change:
    return Change(member.channel.channel_url, member.channel.serial, member.changed)


def _change_row(change: Change, name: str, key: str | int) -> Values:
    values: Values = {name: key, "at": change.at}
    if name == "channel_url":
        values["serial"] = change.serial
    return {**values, "deleted": True} if change.deleted else values


def _note(log: ChangeLog, key: str, serial: int, at: int, change: Values) -> None:
    log.note(key, serial, at, deleted=change.get("deleted", False))
