"""Members of groups and topics who may say nothing for a while."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, member_of, topic_named
from chatmock.providers.tencent.model import FOR_EVER, App, Caller, Given, Group

MOST = 500
"""Members of one call."""


def muted_until(app: App, group: Group, seconds: int) -> int:
    """Until when somebody is silent who is so for some seconds. Errors: no_right, bad_group_value."""
    if not group.type.mutes:
        raise errors.no_right(reason="nobody is silenced in this type of group")
    if seconds > FOR_EVER:
        raise errors.bad_group_value(field="MuteTime")
    return 0 if seconds == 0 else min(FOR_EVER, app.clock.seconds() + seconds)


@api.post("/group_open_http_svc/forbid_send_msg")
def forbid_send_msg(app: App, caller: Caller, given: Given) -> None:
    """Silence members for some seconds in a group or in one of its topics, or let them speak again."""
    group = group_of(app, given["GroupId"])
    topic, until = topic_named(group, given), muted_until(app, group, given["MuteTime"])
    named = dict.fromkeys(given["Members_Account"])
    if len(named) > MOST:
        raise errors.too_many_members()
    members = [member_of(group, one) for one in named]
    if topic is None:
        app.groups.silence(group, members, until, caller)
    else:
        app.topics.change_members(group, topic, named, {"muted_until": until}, caller)


@api.post("/group_open_http_svc/get_group_shutted_uin")
@api.post("/group_open_http_svc/get_group_muted_account")
def get_group_muted_account(app: App, given: Given) -> Given:
    """Give the members who are silent in a group or in one of its topics, and until when."""
    group, now = group_of(app, given["GroupId"]), app.clock.seconds()
    topic = topic_named(group, given)
    rows = group.silent if topic is None else topic.silent
    found = {user_id: one.muted_until for user_id, one in rows.items() if one.muted_until > now}
    new = [{"Member_Account": user_id, "MutedUntil": until} for user_id, until in found.items()]
    old = [{"Member_Account": user_id, "ShuttedUntil": until} for user_id, until in found.items()]
    return {"GroupId": group.group_id, "MutedAccountList": new, "ShuttedUinList": old}
