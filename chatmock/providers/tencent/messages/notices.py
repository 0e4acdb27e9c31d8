"""Notices of the application's server to a group, and messages to all live groups at once (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, member_of, sender_of, topic_named
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import App, Caller, Given, Message

MOST_RECIPIENTS = 500


@api.post("/group_open_http_svc/send_group_system_notification")
def send_group_system_notification(app: App, caller: Caller, given: Given) -> None:
    """Tell members of a group something, or all of them where nobody is named. It takes no number, and is not kept."""
    group = group_of(app, given["GroupId"])
    topic_named(group, given)
    named = tuple(dict.fromkeys(given.get("ToMembers_Account", ())))
    if len(named) > MOST_RECIPIENTS:
        raise errors.bad_group_value(field="ToMembers_Account")
    if len(given["Content"].encode()) > bodies.LONGEST:
        raise errors.group_message_too_big()
    for user_id in named:
        member_of(group, user_id)
    app.groups.notify(group, list(named) or list(group.members), given["Content"], caller)


@api.post("/group_open_http_svc/send_broadcast_msg")
def send_broadcast_msg(app: App, caller: Caller, given: Given) -> Given:
    """Say something in all live groups at once; gives its number among such messages."""
    sender = sender_of(app, caller, given, errors.no_group_account).user_id
    data, now = given.get("CloudCustomData", ""), app.clock.seconds()
    elements = bodies.check(given["MsgBody"], data, bad=errors.bad_group_value, too_big=errors.group_message_too_big)
    message = Message(sender, "", 0, given["Random"], now, elements, cloud_custom_data=data, client_time=now)
    return {"MsgSeq": app.broadcasts.send(message, caller).seq}
