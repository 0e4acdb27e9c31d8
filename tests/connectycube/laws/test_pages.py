"""Pages and filters are those of a naive model: a list that is filtered, sorted and cut."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.connectycube.conftest import NOON, Api, new_api
from tests.lengths import examples

AT = NOON // 1000
common = settings(deadline=None, max_examples=examples(150))
times = st.integers(AT - 2, AT + 12)
skips, limits = st.integers(0, 12), st.integers(0, 8)
TIME_TESTS = st.dictionaries(st.sampled_from(["gt", "gte", "lt", "lte", "ne"]), times, max_size=2)
COMPARE: dict[str, Any] = {
    "gt": lambda one, other: one > other,
    "gte": lambda one, other: one >= other,
    "lt": lambda one, other: one < other,
    "lte": lambda one, other: one <= other,
    "ne": lambda one, other: one != other,
}


@cache
def world() -> tuple[Api, Api, str]:
    """Ann, who reads, Bob, and a group in which both have spoken; Ann has removed some of it for herself."""
    api = new_api()
    ann, bob = api.user("ann"), api.user("bob")
    for number in range(9):
        api.app.clock.advance(seconds=number % 3)
        if number % 2:
            ann.public(name=f"d{number % 4}")
        else:
            ann.group(bob, name=f"d{number % 4}", extensions={"n": number % 3})
    dialog = ann.group(bob, name="talk")
    for number in range(14):
        who, kinds = ((ann, bob)[number % 2], [{"type": "image"}] if number % 3 == 0 else [])
        sender = api.app.users.rows[who.id]
        where = api.app.dialogs.get(dialog)
        assert where is not None
        api.app.messages.say(where, sender, f"t{number % 5}", date_sent=AT + number // 2, attachments=kinds)
    gone = [message["_id"] for message in ann.get("/chat/Message", chat_dialog_id=dialog)["items"]][3:9:2]
    ann.delete(f"/chat/Message/{','.join(gone)}")
    return ann, bob, dialog


@cache
def everything() -> list[dict[str, Any]]:
    ann, _, dialog = world()
    return list(ann.get("/chat/Message", chat_dialog_id=dialog, mark_as_read=0, limit=1000)["items"])


@common
@given(
    TIME_TESTS,
    st.none() | st.sampled_from(["ann", "bob"]),
    st.none() | st.sampled_from(["image", "file"]),
    st.none() | st.sampled_from(["t", "T1", "4", "x"]),
    st.booleans(),
    skips,
    limits,
)
def test_a_page_of_a_history(when, who, kind, text, newest, skip, limit):
    ann, bob, dialog = world()
    sender = {"ann": ann.id, "bob": bob.id}.get(who)
    query = {"chat_dialog_id": dialog, "mark_as_read": 0} | {f"date_sent[{op}]": at for op, at in when.items()}
    query |= {"sender_id": sender} if who else {}
    query |= {"attachments.type": kind} if kind else {}
    query |= {"message[ctn]": text} if text else {}
    rows = [
        message
        for message in everything()
        if all(COMPARE[op](message["date_sent"], at) for op, at in when.items())
        and (not who or message["sender_id"] == sender)
        and (not kind or any(attachment["type"] == kind for attachment in message["attachments"]))
        and (not text or text.lower() in message["message"])
    ]
    assert ann.get("/chat/Message", **query, count=1)["items"]["count"] == len(rows)
    order = {"sort_desc": "date_sent"} if newest else {}
    wanted = (rows[::-1] if newest else rows)[skip : skip + limit]
    assert ann.get("/chat/Message", **query, **order, skip=skip, limit=limit)["items"] == wanted


@cache
def dialogs() -> list[dict[str, Any]]:
    """Oldest first, those of one second in the order of their making."""
    ann, _, _ = world()
    return list(ann.get("/chat/Dialog", sort_asc="created_at", limit=1000)["items"])


def seconds(dialog: dict[str, Any], name: str) -> int:
    ann, _, _ = world()
    return int(getattr(ann.app.dialogs.get(dialog["_id"]), name.removesuffix("_at")) // 1000)


FIELDS = [None, "created_at", "updated_at", "name", "type"]


@common
@given(
    TIME_TESTS,
    st.none() | st.lists(st.sampled_from([2, 3, 4]), min_size=1, max_size=2),
    st.none() | st.integers(0, 3),
    st.sampled_from(FIELDS),
    st.booleans(),
    skips,
    limits,
)
def test_a_page_of_dialogs(when, kinds, extension, field, newest, skip, limit):
    ann, _, _ = world()
    query = {f"updated_at[{op}]": at for op, at in when.items()}
    query |= {"type[in]": ",".join(map(str, kinds))} if kinds else {}
    query |= {"extensions[n]": extension} if extension is not None else {}
    rows = [
        dialog
        for dialog in dialogs()
        if all(COMPARE[op](seconds(dialog, "updated_at"), at) for op, at in when.items())
        and (not kinds or dialog["type"] in kinds)
        and (extension is None or (dialog["extensions"] or {}).get("n") == str(extension))
    ]
    if field is None:
        rows.sort(key=lambda dialog: dialog["last_message_date_sent"] or seconds(dialog, "created_at"))
        newest, order = True, {}
    else:
        order = {"sort_desc" if newest else "sort_asc": field}
        rows.sort(key=lambda dialog: seconds(dialog, field) if field.endswith("_at") else dialog[field])
    found = ann.get("/chat/Dialog", **query, **order, skip=skip, limit=limit)
    assert found["total_entries"] == len(rows)
    assert [dialog["_id"] for dialog in found["items"]] == [
        dialog["_id"] for dialog in (rows[::-1] if newest else rows)[skip : skip + limit]
    ]


LOGINS = [f"{name}{number}" for number in range(3) for name in ("anna", "annabel", "bo")]


@cache
def crowd() -> Api:
    api = new_api()
    for login in LOGINS:
        api.app.clock.advance(seconds=1)
        api.user(login, full_name=login.rstrip("012").title(), tags=(login[-1], login[0]))
    return api


@common
@given(
    st.sampled_from(["login", "full_name", "user_tags"]),
    st.sampled_from(["in", "start_with"]),
    st.lists(st.sampled_from([*LOGINS, "Anna", "Annabel", "a", "b", "1"]), min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["gt", "gte", "lt", "lte"]), times, max_size=2),
    skips,
    st.integers(1, 8),
)
def test_a_page_of_users(field, operator, values, when, skip, limit):
    api = crowd()
    begins = operator == "start_with"
    if begins:
        values = [value for value in values if len(value) >= 4][:1]
    if not values:
        return
    query = {f"{field}[{operator}]": ",".join(values), "offset": skip, "limit": limit}
    query |= {f"created_at[{op}]": at for op, at in when.items()}
    rows = []
    for user in api.app.users:
        own = list(user.tags) if field == "user_tags" else [getattr(user, field) or ""]
        fits = any(one.startswith(values[0]) if begins else one in values for one in own)
        if fits and all(COMPARE[op](user.created // 1000, at) for op, at in when.items()):
            rows.append(user.id)
    found = api.get("/users/v2", **query)
    limit = min(limit, 5) if begins else limit
    assert (found["total_entries"], found["limit"]) == (len(rows), limit)
    assert [user["id"] for user in found["items"]] == rows[skip : skip + limit]
