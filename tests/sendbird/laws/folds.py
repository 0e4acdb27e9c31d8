"""What a client makes of a frame about a channel it holds, by command and by category of event.

A handler gives why the frame may change nothing; nothing where it has to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.sendbird.laws.known import PROFILE, Known, Row, said, sanction, thread

if TYPE_CHECKING:
    from tests.sendbird.laws.folding import Knowledge

TYPING, ANSWER, NOT_MINE, FETCHED, UNSEEN = "typing", "answer", "not mine", "fetched", "unseen"
"""Why a frame may leave everything as it was: nothing is kept of who types; the client has asked for it; users hear of
sanctions in channels they are not in; the channel was fetched or left after the frame was sent; the message was said
before the receiver came, or is hidden from the receiver."""


# --- messages ---


def hear_of(knows: Knowledge, known: Known, person: Row) -> None:
    """Frames of messages bring the sender's profile, those of who comes that one's."""
    if (member := known.members.get(person["user_id"])) is not None:
        member.update({name: person[name] for name in PROFILE})
        knows.old_profiles.discard((known.url, person["user_id"]))


def say(knows: Knowledge, known: Known, frame: Row, kind: str) -> None:
    hear_of(knows, known, frame.get("user", {"user_id": ""}))
    found = known.messages[frame["msg_id"]] = said(frame, kind, frame["msg_id"], frame)
    if not found["silent"] and found["sender"] != knows.me and not known.is_open:
        known.unread.add(found["message_id"])


def edit(knows: Knowledge, known: Known, frame: Row, kind: str) -> str:
    hear_of(knows, known, frame.get("user", {"user_id": ""}))
    if (before := known.messages.get(frame["msg_id"])) is None:
        return UNSEEN
    same = {name: before[name] for name in ("reactions", "thread")}
    known.messages[frame["msg_id"]] = said(frame, kind, frame["msg_id"], frame) | same
    return ""


def delete(knows: Knowledge, known: Known, frame: Row) -> str:
    number = frame["msg_id"]
    if number not in known.messages and number not in known.deleted:
        return UNSEEN
    known.messages.pop(number, None)
    known.unread.discard(number)
    known.deleted.add(number)
    return ""


def react(knows: Knowledge, known: Known, frame: Row) -> str:
    if (message := known.messages.get(frame["msg_id"])) is None:
        return UNSEEN
    users, _ = message["reactions"].pop(frame["reaction"], (set(), 0))
    who = {frame["user_id"]}
    users = users | who if frame["operation"] == "ADD" else users - who
    if users:
        message["reactions"][frame["reaction"]] = users, frame["updated_at"]
    return ""


def reply(knows: Knowledge, known: Known, frame: Row) -> str:
    if (message := known.messages.get(frame["parent_message_id"])) is None:
        return UNSEEN
    message["thread"] = thread(frame["thread_info"])
    return ""


def pin(knows: Knowledge, known: Known, frame: Row) -> None:
    if frame["ts"] > known.pinned_at:  # the v4 SDK believes no other
        known.pins, known.pinned_at = frame["data"]["pinned_message_ids"], frame["ts"]


def read(knows: Knowledge, known: Known, frame: Row) -> None:
    """Marks only go forward. A client whose user has read counts what is later."""
    reader, at, marks = frame["user"]["user_id"], frame["ts"], known.row["read_receipt"]
    marks[reader] = max(at, marks.get(reader, 0))
    if reader == knows.me:
        known.unread = {number for number in known.unread if known.messages[number]["created_at"] > at}


def deliver(knows: Knowledge, known: Known, frame: Row) -> None:
    marks = known.row["delivery_receipt"]
    marks.update({user_id: max(at, marks.get(user_id, 0)) for user_id, at in frame["updated"].items()})


# --- people ---


def join(knows: Knowledge, known: Known, frame: Row) -> None:
    for person in frame["data"]["users"]:
        known.add(person, "joined")
        known.row["read_receipt"][person["user_id"]] = known.row["delivery_receipt"][person["user_id"]] = 0
        hear_of(knows, known, person)
    known.count(frame["data"])


def invite(knows: Knowledge, known: Known, frame: Row) -> None:
    for person in frame["data"]["invitees"]:
        known.add(person, "invited")
        hear_of(knows, known, person)
    known.count(frame["data"])


def leave(knows: Knowledge, known: Known, frame: Row) -> None:
    gone = frame["data"].get("invitee", frame["data"])["user_id"]
    if gone == knows.me:
        forget(knows, known)
    else:
        known.remove(gone)
        known.count(frame["data"])


def forget(knows: Knowledge, known: Known, frame: Row | None = None) -> None:
    del knows.channels[known.url]
    knows.settled.add(known.url)


def come_or_go(knows: Knowledge, known: Known, frame: Row) -> None:
    known.row["participant_count"] = frame["data"]["participant_count"]


def operate(knows: Knowledge, known: Known, frame: Row) -> None:
    known.operators = {user["user_id"] for user in frame["data"]["operators"]}
    for user_id, member in known.members.items():
        member["role"] = "operator" if user_id in known.operators else ""
    if not known.is_open:
        known.row["my_role"] = "operator" if knows.me in known.operators else "none"


def mute(knows: Knowledge, known: Known, frame: Row) -> None:
    who, muted = frame["data"]["user_id"], frame["cat"] == 10201
    known.mutes.pop(who, None)
    if muted:
        known.mutes[who] = sanction(frame["data"])
    if who in known.members:
        known.members[who]["is_muted"] = muted
    if who == knows.me and not known.is_open:
        known.row["is_muted"] = muted


def ban(knows: Knowledge, known: Known, frame: Row) -> None:
    """Who is banned is out; that others are v4 hears by another frame, as of everybody who leaves."""
    who, banned = frame["data"]["user_id"], frame["cat"] == 10601
    known.bans.pop(who, None)
    if banned:
        known.bans[who] = sanction(frame["data"])
    if banned and who == knows.me:
        forget(knows, known)
    elif known.is_open:
        come_or_go(knows, known, frame)


# --- the channel ---


def freeze(knows: Knowledge, known: Known, frame: Row) -> None:
    known.row["freeze"] = frame["data"]["freeze"]


def change(knows: Knowledge, known: Known, frame: Row) -> None:
    """The SDKs fetch the channel; metadata is not among what they ask for."""
    knows.refresh(known, knows.fetch(frame))
    knows.old_profiles = {old for old in knows.old_profiles if old[0] != known.url}
    knows.settled.add(known.url)


def describe(knows: Knowledge, known: Known, frame: Row) -> None:
    data, at = frame["data"], frame["ts"]
    for key, text in {**data.get("created", {}), **data.get("updated", {})}.items():
        if known.metadata.get(key, ("", 0))[1] <= at:
            known.metadata[key] = text, at
    for key in data.get("deleted", ()):
        if known.metadata[key][1] < at:
            known.metadata[key] = None, at


def counts(knows: Knowledge, known: Known, frame: Row) -> None:
    data = frame["data"]
    known.counters |= data.get("created", {}) | data.get("updated", {})
    for key in data.get("deleted", ()):
        known.counters.pop(key, None)


def hide(knows: Knowledge, known: Known, frame: Row) -> None:
    data, offset = frame["data"], frame["ts_message_offset"]
    state = "allow" if data["allow_auto_unhide"] else "prevent"
    known.row |= {"is_hidden": True, "hidden_state": f"hidden_{state}_auto_unhide", "ts_message_offset": offset}
    known.messages = {n: m for n, m in known.messages.items() if m["created_at"] > offset}
    if data["hide_previous_messages"]:
        known.unread = set()


def show(knows: Knowledge, known: Known, frame: Row) -> None:
    known.row |= {"is_hidden": False, "hidden_state": "unhidden"}


Handler = Callable[["Knowledge", Known, Row], str | None]


def _as(handler: Callable[[Knowledge, Known, Row, str], str | None], kind: str) -> Handler:
    return lambda knows, known, frame: handler(knows, known, frame, kind)


COMMANDS: dict[str, Handler] = {
    **{kind: _as(say, kind) for kind in ("MESG", "FILE", "ADMM")},
    **{command: _as(edit, kind) for command, kind in (("MEDI", "MESG"), ("FEDI", "FILE"), ("AEDI", "ADMM"))},
    "DELM": delete,
    "MRCT": react,
    "MTHD": reply,
    "READ": read,
    "DLVR": deliver,
}
CATEGORIES: dict[int, Handler] = {
    10000: join,
    10001: leave,
    10020: invite,
    10022: leave,
    **dict.fromkeys((10102, 10103), come_or_go),
    10002: operate,
    **dict.fromkeys((10200, 10201), mute),
    **dict.fromkeys((10600, 10601), ban),
    **dict.fromkeys((10700, 10701), freeze),
    **dict.fromkeys((10900, 10901), lambda *_: TYPING),
    11000: change,
    11100: describe,
    11200: counts,
    11300: pin,
    12000: forget,
    13000: hide,
    13001: show,
}
