"""Laws of what is kept ready: it is what a walk through everything finds, whatever happened before."""

import json
from itertools import islice
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.providers.tencent.model import ADMIN, MEMBER, OWNER, Caller, Message, Pair
from tests.lengths import examples
from tests.tencent.conftest import SECONDS, body, new_api

ADMINISTRATOR = Caller("administrator", is_admin=True)
PEOPLE = [f"user{number}" for number in range(6)]
ROLES = (OWNER, ADMIN, MEMBER)
INFO = "group_open_http_svc/get_group_member_info"

happenings = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "promote", "demote", "give", "mute", "read"]), st.sampled_from(PEOPLE)),
    max_size=25,
)
role_sets = st.lists(st.sampled_from(ROLES), max_size=3, unique=True)


@settings(deadline=None, max_examples=examples(60))
@given(story=happenings, roles=role_sets, offset=st.integers(0, 5), limit=st.integers(1, 5))
def test_pages_of_members_are_those_of_all_members_passed_over_one_by_one(
    story: list[tuple[str, str]], roles: list[str], offset: int, limit: int
) -> None:
    api = new_api()
    api.accounts("boss", *PEOPLE)
    group = api.app.groups.rows[api.group("boss", *PEOPLE[:3])]
    groups = api.app.groups
    filters = {"MemberRoleFilter": roles} if roles else {}
    for what, user_id in story:
        member = group.members.get(user_id)
        if what == "read":
            api(INFO, GroupId=group.group_id, **filters)
        elif what == "join":
            groups.join(group, [] if member else [user_id], ADMINISTRATOR, how="Apply")
        elif member is None or member.role == OWNER:
            continue
        elif what == "leave":
            groups.leave(group, [member], ADMINISTRATOR, how="Quit")
        elif what == "give":
            groups.give_to(group, user_id, ADMINISTRATOR)
        else:
            change = (
                {"muted_until": SECONDS + 9} if what == "mute" else {"role": ADMIN if what == "promote" else MEMBER}
            )
            groups.change_member(group, member, change, ADMINISTRATOR)
        wanted = [one.user_id for one in group.members.values() if not roles or one.role in roles]
        told = api(INFO, GroupId=group.group_id, Offset=offset, Limit=limit, **filters)
        assert [row["Member_Account"] for row in told["MemberList"]] == wanted[offset : offset + limit]
        assert bool(told["Next"]) == (len(wanted) > offset + limit)


numbers = st.integers(0, 4)


@settings(deadline=None)
@given(
    said=st.lists(st.tuples(numbers, numbers), max_size=12),
    low=numbers,
    high=numbers,
    count=st.integers(0, 14),
    place=st.none() | st.integers(0, 11),
)
def test_the_newest_of_a_span_are_those_that_a_walk_back_finds(
    said: list[tuple[int, int]], low: int, high: int, count: int, place: int | None
) -> None:
    pair, messages = Pair("ann", "bob"), []
    for number, (seq, time) in enumerate(said):
        messages.append(Message("ann", "bob", seq, number, time, b"[]"))
        pair.add(messages[-1])
    before = messages[place] if place is not None and place < len(messages) else None
    walked = list(islice(pair.back(low, high, before), count))
    assert pair.newest_of(low, high, count, before) == walked[::-1]


deeds = st.lists(st.tuples(st.sampled_from(["say", "hide", "clear", "load"]), numbers, numbers), max_size=14)


@settings(deadline=None)
@given(story=deeds, time=numbers)
def test_a_side_that_has_deleted_something_is_shown_what_it_still_sees(
    story: list[tuple[str, int, int]], time: int
) -> None:
    pair, messages = Pair("ann", "bob"), []
    for number, (what, one, other) in enumerate(story):
        if what == "say":
            messages.append(Message("ann", "bob", one, number, other, b"[]"))
            pair.add(messages[-1])
        elif what == "hide" and one < len(messages):
            pair.hide("bob", messages[one])
        elif what == "clear":
            pair.clear("bob")
        elif what == "load":
            pair.take_side("bob", pair.sides["bob"])
        every, side = list(pair), pair.sides["bob"]
        seen = [message for message in every if side.sees(message)]
        assert list(pair.after(None, time, seen_by="bob")) == [one for one in seen if one.time >= time]
        assert list(pair.back(0, time, seen_by="bob")) == [one for one in seen if one.time <= time][::-1]
        assert list(pair.after(None, seen_by="ann")) == list(pair.after(None)) == every
        assert pair.last_of("bob") == (seen[-1] if seen and pair.last not in seen else pair.last if seen else None)


@settings(deadline=None, max_examples=examples(60))
@given(
    story=st.lists(
        st.tuples(st.sampled_from(["make", "end", "list"]), st.sampled_from(["Public", "Private"])), max_size=9
    ),
    limit=st.integers(1, 4),
)
def test_pages_of_groups_are_those_of_all_groups_in_the_order_of_their_making(
    story: list[tuple[str, str]], limit: int
) -> None:
    api = new_api()
    api.accounts("ann")
    for what, kind in story:
        if what == "make":
            api.group("ann", kind=kind)
        elif what == "end" and len(api.app.groups):
            api("group_open_http_svc/destroy_group", GroupId=next(iter(api.app.groups)).group_id)
        for filters in ({}, {"GroupType": kind}):
            found, following = [], 0
            while True:
                told = api("group_open_http_svc/get_appid_group_list", Limit=limit, Next=following, **filters)
                found += [row["GroupId"] for row in told["GroupIdList"]]
                if not (following := told["Next"]):
                    break
            wanted = [one.group_id for one in api.app.groups if one.kind == kind or not filters]
            assert (found, told["TotalCount"]) == (wanted, len(wanted))


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
scalars = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
contents = st.dictionaries(texts, scalars | texts | st.lists(scalars, max_size=3), max_size=4)


@settings(deadline=None)
@given(content=contents)
def test_elements_are_shown_as_they_were_sent(content: dict[str, Any]) -> None:
    api = new_api()
    api.accounts("ann", "bob")
    sent = [{"MsgType": "TIMCustomElem", "MsgContent": content}]
    key = api("openim/sendmsg", From_Account="ann", To_Account="bob", MsgRandom=1, MsgBody=sent)["MsgKey"]
    pair = api.app.c2c.between("ann", "bob")
    message = pair.get(key)
    assert message is not None and message.body == sent
    assert api.history("bob", "ann")["MsgList"][0]["MsgBody"] == sent
    other = new_api(1400000002).app
    other.provider.load(other, api.app.provider.dump(api.app), str)
    [loaded] = other.c2c.between("ann", "bob")
    assert loaded.elements == message.elements


doings = st.lists(
    st.tuples(st.sampled_from(["react", "extend", "clear", "receipt", "hide"]), st.integers(0, 1)), max_size=8
)


@given(story=doings)
def test_what_is_put_beside_a_message_is_beside_no_other(story: list[tuple[str, int]]) -> None:
    messages = [Message("ann", "bob", number, number, 0, b"[]") for number in range(3)]
    for what, which in story:
        message = messages[which]
        if what == "react":
            message.react("ann", "+1", added="+1" not in message.reactions)
        elif what == "extend":
            message.extend({"key": "value"})
        elif what == "clear":
            message.clear_extensions()
        elif what == "receipt":
            message.note_reader("bob", 1)
        else:
            message.hide_from("bob")
    untouched = messages[2]
    assert [*untouched.readers, *untouched.reactions, *untouched.extensions, *untouched.hidden_from] == []
    for which, message in enumerate(messages):
        done = [what for what, whom in story if whom == which]
        assert bool(message.readers) == ("receipt" in done) and bool(message.hidden_from) == ("hide" in done)
        assert bool(message.reactions) == (done.count("react") % 2 == 1)
        extended = [what for what in done if what in ("extend", "clear")]
        assert bool(message.extensions) == (extended[-1:] == ["extend"])


def test_the_journal_has_what_was_sent_in_old_spellings_and_in_new_ones() -> None:
    api = new_api()
    api.accounts("ann", "bob")
    fields = {"From_Account": "ann", "To_Account": "bob", "MsgRandom": 1, "MsgBody": body("hi")}
    api("openim/sendmsg", **fields)
    entry = list(api.app.journal)[-1]
    assert entry.read is None and entry.json == fields == json.loads(entry.body)
    api("im_open_login_svc/kick", Identifier="ann")
    assert list(api.app.journal)[-1].json == {"UserID": "ann"}
