"""Group channels as they are answered: what everybody sees alike is rendered once, and joined to what a viewer sees."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.members import present_member
from chatmock.providers.sendbird.message import Message
from chatmock.providers.sendbird.model import GroupChannel, Member, User
from chatmock.providers.sendbird.rendering import present_message

_project = schemas["group_channel"].project
_project_user = schemas["user.brief"].present


@schemas.presents("group_channel")
def present_group_channel(seen: With) -> orjson.Fragment:
    """A group channel together with the keys of its viewer."""
    return orjson.Fragment(b"".join(_pieces(seen)))


@schemas.presents("group_channel.page")
def present_page(page: dict[str, Any]) -> bytes:
    """A page of group channels, joined once: with their members they are long."""
    pieces = [b'{"channels":[']
    for seen in page["channels"]:
        pieces += _pieces(seen)
        pieces.append(b",")
    if page["channels"]:
        pieces.pop()
    rest = orjson.dumps({name: value for name, value in page.items() if name != "channels"})
    return b"".join((*pieces, b"],", rest[1:]))


def _pieces(seen: With) -> tuple[bytes, ...]:
    assert isinstance(seen.entity, GroupChannel)
    keys = seen.keys
    members = keys.pop("members") if type(keys.get("members")) is bytes else None
    own = orjson.dumps(keys, default=_entity, option=orjson.OPT_PASSTHROUGH_DATACLASS)
    if members is None:
        return _beginning(seen.entity), b",", own[1:]
    return _beginning(seen.entity), b',"members":', members, b",", own[1:]


def _beginning(channel: GroupChannel) -> bytes:
    """What everybody sees, but for the end of the object; rendered again after a change."""
    creator = channel.created_by
    state = (
        channel.revision,
        channel.is_distinct,
        len(channel.bots),
        creator.revision if creator is not None else 0,
        sum([user.revision for user in channel.operators_by_id.values()]),
    )
    if channel.rendered is None or channel.rendered[0] != state:
        channel.rendered = state, orjson.dumps(_project(channel))[:-1]
    beginning: bytes = channel.rendered[1]
    return beginning


def _entity(value: object) -> Any:
    """How an entity among a viewer's keys is shown."""
    if isinstance(value, Message):
        return present_message(value)
    if isinstance(value, User):
        return _project_user(value)
    if isinstance(value, Member | With):
        return present_member(value)
    raise TypeError(f"{type(value).__name__} is no part of a channel's answer")
