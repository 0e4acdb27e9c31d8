"""Change logs of channels and of users: mostly written by exports."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.seeds import Spot
from chatmock.providers.sendbird.model import App, Change, ChangeLog, Channel, Place, User
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.values import Values


def load_message_changes(loading: Loading, channel: Channel, values: Values, spot: Spot) -> None:
    for index, change in enumerate(values.get("message_changes", ())):
        at = loading.past((*spot, "message_changes", index), change["at"])
        _note(channel.message_changes, str(change["message_id"]), change["message_id"], at, change)


def dump_message_changes(channel: Channel) -> list[Values]:
    return [_row(change, "message_id", change.serial) for change in channel.message_changes]


def load_user_changes(loading: Loading, users: Iterable[Values]) -> None:
    """Fill the logs of users once their channels are there."""
    for index, values in enumerate(users):
        known: dict[int, str] = {}
        log = loading.app.places.of(loading.app.users[values["user_id"]]).channel_changes
        for number, change in enumerate(values.get("channel_changes", ())):
            spot = ("users", index, "channel_changes", number)
            at = loading.past(spot, change["at"])
            if known.setdefault(change["serial"], change["channel_url"]) != change["channel_url"]:
                raise loading.wrong(spot, f"{change['serial']} stands twice: another channel has it, too")
            _note(log, change["channel_url"], change["serial"], at, change)
            loading.app.ids.after(change["serial"])


def dump_user_changes(app: App, user: User) -> Values:
    place = app.places.of(user)
    changes = [_row(c, "channel_url", c.key) for c in place.channel_changes if not _follows(place, c)]
    return {"channel_changes": changes} if changes else {}


def _follows(place: Place, change: Change) -> bool:
    """Whether a change is no more than that the user came into the channel: loading makes it by itself."""
    member = place.memberships.get(change.key) or place.invitations.get(change.key)
    return member is not None and not change.deleted and change.at == member.joined


def _row(change: Change, name: str, key: str | int) -> Values:
    values: Values = {name: key, "at": change.at}
    if name == "channel_url":
        values["serial"] = change.serial
    return {**values, "deleted": True} if change.deleted else values


def _note(log: ChangeLog, key: str, serial: int, at: int, change: Values) -> None:
    log.note(key, serial, at, deleted=change.get("deleted", False))
