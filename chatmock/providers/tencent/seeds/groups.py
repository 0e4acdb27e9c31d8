"""Groups, their members and their messages."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.finders import is_group_id
from chatmock.providers.tencent.model import MEMBER, OTHER_NAMES, OWNER, TYPES, App, Group, JoinRequest, Member
from chatmock.providers.tencent.seeds.loading import Loading
from chatmock.providers.tencent.seeds.topics import dump_topic, load_history, load_topic
from chatmock.providers.tencent.seeds.values import dump_message

_OWN = ("id", "type", "name", "serial", "created", "members", "messages", "last_seq", "last_time", "info_changed")
_BESIDE = ("requests", "pins", "recalls", "topics")
"""What a group has beside its profile, its members and its messages."""
_NOT_PLAIN = (
    *("group_id", "kind", "created", "info_changed", "members", "history", "placed", "managers", "silent", "pace"),
    *("attribute_pace", "orders", "topics", "requests", "pins"),
)


def load_groups(loading: Loading, document: Values) -> None:
    """Fill in the groups of an application."""
    for index, values in enumerate(document.get("groups", ())):
        _load_group(loading, values, ("groups", index))


def _load_group(loading: Loading, values: Values, spot: Spot) -> None:
    group_id = loading.once((*spot, "id"), "group", values["id"])
    if not is_group_id(group_id):
        raise loading.wrong((*spot, "id"), "it is no GroupId: those have up to 48 printable characters of ASCII")
    named: str = values["type"]
    kind = TYPES[OTHER_NAMES.get(named, named)]
    created = loading.seconds(values, spot, "created", loading.now // 1000)
    details: Values = {
        name: dict(value) if isinstance(value, dict) else value  # the document stays as it is
        for name, value in values.items()
        if name not in (*_OWN, *_BESIDE)
    }
    if "owner" in details:
        loading.user_id((*spot, "owner"), details["owner"])
    group = Group(
        group_id,
        loading.number(values, spot, "group by serial", "serial"),
        kind.name,
        values.get("name", group_id),
        created,
        **{"apply_option": "NeedPermission" if kind.asks else "FreeAccess", "max_members": kind.most, **details},
    )
    group.info_changed = loading.seconds(values, spot, "info_changed", created)
    group.pins = {pin["seq"]: pin["by"] for pin in values.get("pins", ())}
    loading.app.groups.add(group)
    for row in values.get("requests", ()):
        loading.app.groups.put_request(group, JoinRequest(**row))
    rows = [row if isinstance(row, dict) else {"user": row} for row in values.get("members", ())]
    if group.owner and group.owner not in {row["user"] for row in rows}:
        rows.insert(0, {"user": group.owner})
    for index, row in enumerate(rows):
        _load_member(loading, group, row, (*spot, "members", index))
    load_history(loading, group.group_id, group.history, values, spot)
    for seq in values.get("recalls", ()):
        if (recalled := group.history.get(seq)) is not None:
            group.history.recalls.append(recalled)
    for index, row in enumerate(values.get("topics", ())):
        load_topic(loading, group, row, (*spot, "topics", index))


def _load_member(loading: Loading, group: Group, row: Values, spot: Spot) -> None:
    user_id = loading.user_id((*spot, "user"), row["user"])
    loading.once((*spot, "user"), f"member of {group.group_id}", user_id)
    details = {name: value for name, value in row.items() if name not in ("user", "serial", "joined", "marks")}
    serial = loading.number(row, spot, "member by serial", "serial")
    joined = loading.seconds(row, spot, "joined", group.created)
    role = OWNER if user_id == group.owner else details.pop("role", MEMBER)
    member = Member(user_id, serial, joined, marks=tuple(row.get("marks", ())), **{**details, "role": role})
    loading.app.groups.put(group, member)


def dump_groups(app: App) -> list[Values]:
    return [_dump_group(group) for group in app.groups]


def _dump_group(group: Group) -> Values:
    own = plain_values(group, *_NOT_PLAIN)
    values: Values = {
        "id": group.group_id,
        "type": group.kind,
        "created": group.created * 1000,
        "info_changed": group.info_changed * 1000,
        "apply_option": group.apply_option,
        "max_members": group.max_members,
        **own,
        "last_seq": group.history.last_seq,
        "last_time": group.history.last_time,
    }
    values["requests"] = [plain_values(one, "number") for one in group.requests.values()]
    values["pins"] = [{"seq": seq, "by": user_id} for seq, user_id in group.pins.items()]
    values["recalls"] = [one.seq for one in group.history.recalls]
    values["members"] = [_dump_member(member) for member in group.members.values()]
    values["messages"] = [dump_message(message) for message in group.history]
    values["topics"] = [dump_topic(topic) for topic in group.topics.values()]
    return {name: value for name, value in values.items() if value not in ([], 0)}


def _dump_member(member: Member) -> Values:
    return {"user": member.user_id, "joined": member.joined * 1000, **plain_values(member, "user_id", "joined")}
