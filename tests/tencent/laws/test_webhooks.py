"""A law of webhooks: each change that has one sends it once, and nothing else sends any. A refusal changes and tells nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.tencent.model import AFTER_WEBHOOKS
from chatmock.providers.tencent.webhooks.posting import BODIES
from tests.lengths import examples
from tests.tencent.conftest import Api, body, new_api

Fact = tuple[Any, ...]
Doing = tuple[str, dict[str, Any]]
people = st.sampled_from(["alice", "bob", "carol"])
texts = st.sampled_from(["hi", "there", ""])
bodies = texts.map(body)
numbers = st.integers(1, 3)
groups = st.sampled_from(["lunch", "tea", "show"])
GROUPS = "group_open_http_svc"


def does(path: str, **values: Any) -> st.SearchStrategy[Doing]:
    """A command with some values: strategies, and what stands as it is."""
    drawn = {name: one if isinstance(one, st.SearchStrategy) else st.just(one) for name, one in values.items()}
    return st.tuples(st.just(path), st.fixed_dictionaries(drawn))


def some(who: st.SearchStrategy[Any], name: str) -> st.SearchStrategy[Any]:
    return st.lists(who.map(lambda one: {name: one}), min_size=1, max_size=3)


keys = st.tuples(numbers, numbers).map(lambda pair: f"{pair[0]}_{pair[1]}_1795262400")
quiet = st.sampled_from([[], [], ["ForbidAfterSendMsgCallback"]])
pair = {"From_Account": people, "To_Account": people}
doings = st.one_of(
    does("openim/sendmsg", **pair, MsgSeq=numbers, MsgRandom=numbers, MsgBody=bodies, ForbidCallbackControl=quiet),
    does("openim/sendmsg", **pair, MsgSeq=numbers, MsgRandom=numbers, MsgBody=bodies),
    does("openim/batchsendmsg", From_Account=people, To_Account=st.lists(people), MsgRandom=numbers, MsgBody=bodies),
    does("openim/importmsg", **pair, SyncFromOldSystem=5, MsgRandom=numbers, MsgTimeStamp=7, MsgBody=bodies),
    does("openim/admin_msgwithdraw", **pair, MsgKey=keys),
    does("openim/modify_c2c_msg", **pair, MsgKey=keys, MsgBody=bodies),
    does("openim/admin_set_msg_read", Report_Account=people, Peer_Account=people),
    does(
        "profile/portrait_set",
        From_Account=people,
        ProfileItem=some(texts, "Value").map(lambda rows: [{"Tag": "Tag_Profile_IM_Nick", **row} for row in rows]),
    ),
    does("im_open_login_svc/account_import", UserID=people, Nick=texts),
    does("im_open_login_svc/account_delete", DeleteItem=some(people, "UserID")),
    does(f"{GROUPS}/create_group", GroupId=groups, Type="Work", Name=texts, Owner_Account=people),
    does(f"{GROUPS}/create_group", GroupId=groups, Type="AVChatRoom", Name=texts, Owner_Account=people),
    does(f"{GROUPS}/destroy_group", GroupId=groups),
    does(f"{GROUPS}/add_group_member", GroupId=groups, MemberList=some(people, "Member_Account")),
    does(f"{GROUPS}/delete_group_member", GroupId=groups, MemberToDel_Account=st.lists(people, min_size=1)),
    does(f"{GROUPS}/modify_group_base_info", GroupId=groups, Name=texts, Introduction=texts),
    does(f"{GROUPS}/modify_group_base_info", GroupId=groups, MaxMemberNum=numbers),
    does(f"{GROUPS}/modify_group_base_info", GroupId=groups, ApplyJoinOption="FreeAccess"),
    does(f"{GROUPS}/change_group_owner", GroupId=groups, NewOwner_Account=people),
    does(
        f"{GROUPS}/modify_group_member_info",
        GroupId=groups,
        Member_Account=people,
        Role=st.sampled_from(["Admin", "Member"]),
        NameCard=texts,
    ),
    does(f"{GROUPS}/send_group_msg", GroupId=groups, From_Account=people, Random=numbers, MsgBody=bodies),
    does(f"{GROUPS}/group_msg_recall", GroupId=groups, MsgSeqList=some(numbers, "MsgSeq")),
    does(f"{GROUPS}/delete_group_msg_by_sender", GroupId=groups, Sender_Account=people),
)


# --- what was told ---

ROWS = {
    "Profile.CallbackPortraitSet": ("ProfileItem", "From_Account", "Tag", "Value"),
    "Group.CallbackAfterNewMemberJoin": ("NewMemberList", "GroupId", "Member_Account"),
    "Group.CallbackAfterMemberExit": ("ExitMemberList", "GroupId", "Member_Account"),
    "Group.CallbackAfterRecallMsg": ("MsgSeqList", "GroupId", "MsgSeq"),
}
"""Webhooks about several things: where these stand, and what names each."""
NAMES = {
    "C2C.CallbackAfterSendMsg": ("From_Account", "To_Account", "MsgKey"),
    "C2C.CallbackAfterMsgWithDraw": ("From_Account", "To_Account", "MsgKey"),
    "C2C.CallbackAfterMsgReport": ("Report_Account", "Peer_Account"),
    "Group.CallbackAfterCreateGroup": ("GroupId",),
    "Group.CallbackAfterGroupDestroyed": ("GroupId",),
    "Group.CallbackAfterGroupFull": ("GroupId",),
    "Group.CallbackAfterChangeGroupOwner": ("GroupId", "OldOwner_Account", "NewOwner_Account"),
    "Group.CallbackAfterSendMsg": ("GroupId", "MsgSeq"),
    "Group.CallbackSendMsgException": ("GroupId", "From_Account"),
}
FIELDS = {
    "Group.CallbackAfterGroupInfoChanged": ({"Name", "Introduction"}, ("GroupId",)),
    "Group.CallbackAfterMemberFieldChanged": ({"Role", "NameCard"}, ("GroupId", "Member_Account")),
}


def told(api: Api) -> Counter[Fact]:
    """What the application's server is told, thing by thing; each webhook holds its schema."""
    found: Counter[Fact] = Counter()
    while (delivery := api.app.outbox.take()) is not None:
        webhook = json.loads(delivery.body)
        api.app.outbox.done(delivery, 200)
        assert BODIES[webhook["CallbackCommand"]].check(webhook) == []
        found.update(things(webhook))
    return found


def things(webhook: dict[str, Any]) -> Iterator[Fact]:
    command = webhook["CallbackCommand"]
    if command in ROWS:
        rows, where, *names = ROWS[command]
        yield from ((command, webhook[where], *(row[name] for name in names)) for row in webhook[rows])
    elif command in FIELDS:
        fields, of = FIELDS[command]
        whose = [webhook[name] for name in of]
        assert fields & webhook.keys()
        yield from ((command, *whose, name, webhook[name]) for name in fields & webhook.keys())
    else:
        yield (command, *(webhook[name] for name in NAMES[command]))


# --- what has happened, by the state before and after ---


def expected(before: Any, after: Any, doing: Doing, refused: bool) -> Counter[Fact]:
    path, values = doing
    if refused:
        exception = ("Group.CallbackSendMsgException", values.get("GroupId"), values.get("From_Account"))
        return Counter([exception] if path.endswith("send_group_msg") else [])
    found = Counter([*of_accounts(before, after), *of_groups(before, after)])
    if path not in ("openim/batchsendmsg", "openim/importmsg") and not values.get("ForbidCallbackControl"):
        found.update(of_messages(before, after))
    return found


def by_id(document: Any, name: str) -> dict[str, Any]:
    return {row["id"]: row for row in document.get(name, ())}


def of_accounts(before: Any, after: Any) -> Iterator[Fact]:
    old = by_id(before, "accounts")
    for user_id, row in by_id(after, "accounts").items():
        if user_id in old:
            earlier = old[user_id].get("profile", {})
            for tag, value in row.get("profile", {}).items():
                if earlier.get(tag) != value:
                    yield ("Profile.CallbackPortraitSet", user_id, tag, value)


def messages(document: Any) -> dict[tuple[str, str, str], Any]:
    return {
        (one["from"], next((who for who in pair["between"] if who != one["from"]), one["from"]), key(one)): one
        for pair in document.get("c2c", ())
        for one in pair.get("messages", ())
    }


def key(message: Any) -> str:
    return f"{message['seq']}_{message['random']}_{message['sent'] // 1000}"


def of_messages(before: Any, after: Any) -> Iterator[Fact]:
    old = messages(before)
    for names, message in messages(after).items():
        if names not in old:
            yield ("C2C.CallbackAfterSendMsg", *names)
        elif message.get("recalled") and not old[names].get("recalled"):
            yield ("C2C.CallbackAfterMsgWithDraw", *names)
    had = marks(before)
    yield from (
        ("C2C.CallbackAfterMsgReport", *names) for names, mark in marks(after).items() if had.get(names) != mark
    )


def marks(document: Any) -> dict[tuple[str, str], Any]:
    """Up to where each has read, by reader and peer."""
    return {
        (reader, next((who for who in pair["between"] if who != reader), reader)): mark
        for pair in document.get("c2c", ())
        for reader, mark in pair.get("sides", {}).items()
    }


def of_groups(before: Any, after: Any) -> Iterator[Fact]:
    old, new = by_id(before, "groups"), by_id(after, "groups")
    yield from (("Group.CallbackAfterGroupDestroyed", group_id) for group_id in old.keys() - new.keys())
    yield from (("Group.CallbackAfterCreateGroup", group_id) for group_id in new.keys() - old.keys())
    for group_id in old.keys() & new.keys():
        yield from of_group(group_id, old[group_id], new[group_id])


def of_group(group_id: str, old: Any, new: Any) -> Iterator[Fact]:
    for name in ("name", "introduction"):
        if old.get(name, "") != new.get(name, ""):
            yield ("Group.CallbackAfterGroupInfoChanged", group_id, name.title(), new.get(name, ""))
    if new.get("owner") and old.get("owner", "") != new["owner"]:
        yield ("Group.CallbackAfterChangeGroupOwner", group_id, old.get("owner", ""), new["owner"])
    had, has = ({one["user"]: one for one in group.get("members", ())} for group in (old, new))
    joined = has.keys() - had.keys()
    yield from (("Group.CallbackAfterNewMemberJoin", group_id, user_id) for user_id in joined)
    yield from (("Group.CallbackAfterMemberExit", group_id, user_id) for user_id in had.keys() - has.keys())
    if joined and len(had) < new["max_members"] <= len(has):
        yield ("Group.CallbackAfterGroupFull", group_id)
    for user_id in had.keys() & has.keys():
        yield from of_member(group_id, user_id, had[user_id], has[user_id])
    tips = {one["seq"] for one in new.get("messages", ()) if "tip" in one}
    live = new["type"] == "AVChatRoom" and profile(old) != profile(new)  # its tips are not kept
    for seq in range(old.get("last_seq", 0), new.get("last_seq", 0)):
        if not live and seq + 1 not in tips:
            yield ("Group.CallbackAfterSendMsg", group_id, seq + 1)
    recalled = [{one["seq"] for one in group.get("messages", ()) if one.get("recalled")} for group in (old, new)]
    yield from (("Group.CallbackAfterRecallMsg", group_id, seq) for seq in recalled[1] - recalled[0])


def profile(group: Any) -> dict[str, Any]:
    """What a group is, without what is said in it."""
    kept = {name: value for name, value in group.items() if name not in ("last_seq", "last_time", "messages")}
    kept["members"] = [{**one, "last_sent": 0} for one in group.get("members", ())]
    return kept


def of_member(group_id: str, user_id: str, old: Any, new: Any) -> Iterator[Fact]:
    command = "Group.CallbackAfterMemberFieldChanged"
    roles = old.get("role", "Member"), new.get("role", "Member")
    if roles[0] != roles[1] and "Owner" not in roles:
        yield (command, group_id, user_id, "Role", roles[1])
    if old.get("name_card", "") != new.get("name_card", ""):
        yield (command, group_id, user_id, "NameCard", new.get("name_card", ""))


def state(api: Api) -> Any:
    """A dump of its own: what comes later does not change it."""
    return json.loads(json.dumps(api.app.provider.dump(api.app)))


def hooked() -> Api:
    """Three people and a group, and after-webhooks that wait in the outbox."""
    api = new_api()
    api.accounts("alice", "bob", "carol")
    api.group("alice", "bob", GroupId="lunch")
    webhook = {"url": "http://127.0.0.1:9/hook", "events": [*AFTER_WEBHOOKS]}
    api.app.provider.configure(api.app, {"webhook": webhook})
    return api


@settings(deadline=None, max_examples=examples(80))
@given(st.lists(doings, min_size=1, max_size=15))
def test_each_change_is_told_once_and_nothing_else(story: list[Doing]) -> None:
    api = hooked()
    for path, values in story:
        before, answer, after = state(api), api.send(path, values), state(api)
        if answer.refusal is not None:
            assert {**before, "ids": 0} == {**after, "ids": 0}
        assert told(api) == expected(before, after, (path, values), answer.refusal is not None), (path, values)
