"""What a client has missed: messages between two that came while it was away, and what is unread."""

from __future__ import annotations

from itertools import islice

from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import OF_TWO, App, Caller, Given, Message, Pair
from chatmock.providers.tencent.views.rows import row_of_two

_MOST = 500
"""Messages that are given at once to a client that comes back; of more it pulls the rest by conversation."""
_NOTICE = 5
"""The event of notices."""


@api.command("openim.getmsg", accepts="frame.openim.getmsg", returns="openim.getmsg.answer")
def getmsg(app: App, caller: Caller, given: Given) -> Given:
    """Give what has come since the cookie, a time in seconds, and how much of each other's is unread.

    The first time there is no cookie: a client pulls conversations then, and this gives what is unread, and notices.
    """
    cookie = given.get("Cookie", "")
    since = int(cookie) if cookie.isascii() and cookie.isdecimal() and len(cookie) < 11 else None
    found = [] if since is None else _come_since(app, caller.user_id, since)
    notices = app.notices.since(caller.user_id, since or 0)
    unread = [{"From_Account": peer, "UnreadCount": count} for peer, count in app.c2c.unread.of(caller.user_id).items()]
    return {
        "Cookie": str(app.clock.seconds()),
        "SyncFlag": 2,
        "MsgList": [row_of_two(app, message, pair) for pair, message in found],
        "C2CPairUnreadCount": unread,
        "EventArray": [{"Event": _NOTICE, "GroupTips": notices}] if notices else [],
        "C2CRemainingUnreadCount": [],
    }


def _come_since(app: App, user_id: str, since: int) -> list[tuple[Pair, Message]]:
    found: list[tuple[Pair, Message]] = []
    for recent in app.recents.order(user_id).down():
        if recent.talk.position < since or len(found) >= _MOST:
            break
        if recent.type == OF_TWO and (pair := app.c2c.get(user_id, recent.peer)) is not None:
            found += [(pair, message) for message in islice(pair.after(None, since, seen_by=user_id), _MOST)]
    return sorted(found, key=lambda row: (row[1].time, row[1].number))


@api.command("openim.ws_msg_push_ack", accepts="frame.openim.ws_msg_push_ack", returns="frame.done")
def acknowledge_push() -> None:
    """Take a client's word that a push has come; nothing is answered, and nothing is pushed twice."""


@api.command("openim.deletemsg", accepts="frame.openim.deletemsg", returns="frame.done")
def delete_notices(app: App, caller: Caller, given: Given) -> None:
    """Delete notices about groups that were kept for the caller."""
    app.notices.delete(caller.user_id, {(row["MsgSeq"], row["MsgRandom"]) for row in given["DelMsgList"]})
