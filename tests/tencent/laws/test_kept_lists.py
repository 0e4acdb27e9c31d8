"""Laws of the lists that are kept for their readers: each is what a walk through everything finds, whenever it was read first."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.clock import DAY
from chatmock.providers.tencent.model import (
    ADMIN,
    EVERYBODY,
    INVITED,
    MEMBER,
    OWNER,
    SORTS,
    WITH_TOPICS,
    App,
    Caller,
    Group,
    Instance,
    JoinRequest,
)
from tests.lengths import examples
from tests.tencent.conftest import Api, body, new_api

ADMINISTRATOR = Caller("administrator", is_admin=True)
PEOPLE = ("ann", "bob", "carol")
KINDS = {"lunch": "Public", "stage": "AVChatRoom", "@TGS#_club": "Community"}
SOME_SORTS = (SORTS, {"Public", "AVChatRoom"}, {"Community"}, {WITH_TOPICS})
MARKS = (EVERYBODY, 1, 2)
NAMES = ("work", "play")
DEEDS = (
    *("make", "end", "join", "leave", "promote", "demote", "give", "mark", "ask", "invite", "answer"),
    *("login", "logout", "delete", "read", "load"),
)

whose = st.sampled_from(PEOPLE[:2])
story_of_groups = st.lists(
    st.tuples(st.sampled_from(DEEDS), whose, st.sampled_from(list(KINDS))), min_size=10, max_size=40
)


def copied(app: App) -> App:
    """Another application with the same state; nobody is logged in there."""
    other = new_api(1400000002).app
    other.provider.load(other, app.provider.dump(app), str)
    return other


def make(app: App, owner: str, group_id: str) -> None:
    group = app.groups.create(
        KINDS[group_id], "Club", group_id=group_id, owner=owner, supports_topics=group_id == "@TGS#_club"
    )
    app.groups.new_member(group, owner, role=OWNER)
    app.groups.tell_of_creation(group, ADMINISTRATOR)


def do_to_somebody(app: App, what: str, who: str) -> None:
    account = app.accounts.register(who, ADMINISTRATOR)
    if what == "login":
        instance = Instance(app.ids.serial(), "Web", 0)
        app.accounts.login(account, instance, Caller(who), [])
    elif what == "logout" and account.instances:
        app.accounts.logout(account, next(iter(account.instances.values())), Caller(who), reason="Unregister")
    elif what == "delete":
        app.accounts.delete(account, ADMINISTRATOR)


def do_in_group(app: App, what: str, who: str, group: Group) -> None:
    groups, member = app.groups, group.members.get(who)
    app.accounts.register(who, ADMINISTRATOR)
    if what == "end":
        groups.destroy(group, ADMINISTRATOR)
    elif what in ("ask", "invite") and member is None:
        groups.ask(group, JoinRequest(INVITED if what == "invite" else 0, who, who, app.clock.now()), Caller(who))
    elif what == "answer" and group.requests:
        groups.answer(group, next(iter(group.requests.values())), ADMINISTRATOR, agreed=False)
    elif what == "join" and member is None:
        groups.join(group, [who], ADMINISTRATOR, how="Apply")
    elif member is not None and what == "leave":
        groups.leave(group, [member], ADMINISTRATOR, how="Quit")
    elif member is not None and what == "give":
        groups.give_to(group, who, ADMINISTRATOR)
    elif member is not None and what == "mark":
        groups.change_member(group, member, {"marks": () if 1 in member.marks else (1, 2)}, ADMINISTRATOR)
    elif member is not None and what in ("promote", "demote") and member.role != OWNER:
        groups.change_member(group, member, {"role": ADMIN if what == "promote" else MEMBER}, ADMINISTRATOR)


def kept_of_groups(app: App) -> dict[str, Any]:
    """What is kept of groups, as those who read it get it."""
    groups, pending = app.groups, app.groups.pending
    return {
        "joined": [
            [one.group.group_id for one in groups.joined.order(who, sorts)] for who in PEOPLE for sorts in SOME_SORTS
        ],
        "online": [[one.user_id for one in groups.audiences.of(group, mark)] for group in groups for mark in MARKS],
        "pending": [
            [request for _, request in pending.since(pending.order(who, groups.of(who).values(), communities=kind), 0)]
            for who in PEOPLE
            for kind in (False, True)
        ],
        "owned": {user_id: dict(own) for user_id, own in groups.owned.items()},
        "made": groups.made[app.clock.now() // DAY],
    }


def by_joining(app: App, who: str) -> list[Group]:
    """The groups of an account, the first joined first."""
    return sorted(app.groups.of(who).values(), key=lambda group: group.members[who].serial)


def found_in_groups(app: App) -> dict[str, Any]:
    """The same, by a walk."""
    owned: dict[str, Counter[str]] = {}
    for group in app.groups:
        if group.owner:
            owned.setdefault(group.owner, Counter())[group.kind] += 1
    return {
        "joined": [
            [one.group_id for one in by_joining(app, who) if one.sort in sorts]
            for who in PEOPLE
            for sorts in SOME_SORTS
        ],
        "online": [
            [
                one.user_id
                for one in group.members.values()
                if one.user_id in app.accounts.online and (mark == EVERYBODY or mark in one.marks)
            ]
            for group in app.groups
            for mark in MARKS
        ],
        "pending": [
            sorted(
                (
                    request
                    for group in app.groups.of(who).values()
                    if group.is_community == kind and group.members[who].role != MEMBER
                    for request in group.requests.values()
                    if request.kind != INVITED
                ),
                key=lambda request: (request.time, request.number),
            )
            for who in PEOPLE
            for kind in (False, True)
        ],
        "owned": {user_id: dict(own) for user_id, own in owned.items()},
        "made": sum(one.created * 1000 // DAY == app.clock.now() // DAY for one in app.groups),
    }


@settings(deadline=None, max_examples=examples(120))
@given(story=story_of_groups, reading=st.booleans())
def test_lists_of_groups_and_members_are_what_a_walk_finds(story: list[tuple[str, str, str]], reading: bool) -> None:
    """``reading``: somebody reads all lists after each deed."""
    api = new_api()
    api.accounts(*PEOPLE)
    app = api.app
    for what, who, group_id in [("make", "ann", one) for one in KINDS] + story:
        group = app.groups.get(group_id)
        if what == "read":
            kept_of_groups(app)
        elif what == "load":
            app = copied(app)
        elif what == "make" and group is None:
            app.accounts.register(who, ADMINISTRATOR)
            make(app, who, group_id)
        elif what in ("login", "logout", "delete"):
            do_to_somebody(app, what, who)
        elif group is not None:
            do_in_group(app, what, who, group)
        if reading:
            assert kept_of_groups(app) == found_in_groups(app), what
    assert kept_of_groups(app) == found_in_groups(app)


# --- conversations and friends ---


def asks(path: str, **fields: Any) -> Any:
    return st.tuples(st.just(path), st.fixed_dictionaries({"From_Account": st.just("ann"), **fields}))


item = st.sampled_from(PEOPLE[1:]).map(lambda one: {"Type": 1, "To_Account": one})
name, someone = st.sampled_from(NAMES), st.sampled_from(PEOPLE[1:]).map(lambda one: [one])
names = name.map(lambda one: [one])
doings = st.one_of(
    asks(
        "openim/sendmsg",
        To_Account=st.sampled_from(PEOPLE[1:]),
        MsgRandom=st.integers(1, 9),
        MsgBody=st.just(body("x")),
    ),
    asks("recentcontact/delete", Type=st.just(1), To_Account=st.sampled_from(PEOPLE[1:])),
    asks(
        "recentcontact/mark_contact",
        MarkItem=st.tuples(item, st.sampled_from(["SetMark", "ClearMark"])).map(
            lambda one: [{"ContactItem": one[0], "OptType": 1, one[1]: [3]}]
        ),
    ),
    asks(
        "recentcontact/create_contact_group",
        GroupContactItem=st.tuples(name, item).map(lambda one: [{"GroupName": one[0], "ContactItem": [one[1]]}]),
    ),
    asks("recentcontact/del_contact_group", GroupName=names),
    asks(
        "recentcontact/update_contact_group",
        UpdateType=st.just(1),
        UpdateGroup=st.tuples(name, name).map(
            lambda one: {"UpdateGroupType": 1, "OldGroupName": one[0], "NewGroupName": one[1]}
        ),
    ),
    asks(
        "recentcontact/update_contact_group",
        UpdateType=st.just(1),
        UpdateGroup=st.tuples(name, item, st.integers(1, 2)).map(
            lambda one: {
                "UpdateGroupType": 2,
                "OldGroupName": one[0],
                "ContactUpdateItem": [{"ContactItem": one[1], "ContactOptType": one[2]}],
            }
        ),
    ),
    asks(
        "sns/friend_add",
        AddFriendItem=someone.map(lambda one: [{"To_Account": one[0], "AddSource": "AddSource_Type_XX"}]),
    ),
    asks("sns/friend_delete", To_Account=someone),
    asks("sns/group_add", GroupName=names, To_Account=someone),
    asks("sns/group_delete", GroupName=names),
    asks(
        "sns/friend_update",
        UpdateItem=st.tuples(someone, names).map(
            lambda one: [{"To_Account": one[0][0], "SnsItem": [{"Tag": "Tag_SNS_IM_Group", "Value": one[1]}]}]
        ),
    ),
    st.tuples(st.just("im_open_login_svc/account_delete"), st.just({"DeleteItem": [{"UserID": "carol"}]})),
)


def wrong_lists(app: App) -> list[str]:
    """Lists of Ann's that are not what a walk finds."""
    recents = [one for one in app.recents if one.user_id == "ann"]
    wrong = [] if list(app.recents.marked("ann")) == [one for one in recents if one.is_marked] else ["marked"]
    for own in NAMES:
        friends = [one for one in app.friends.of("ann").values() if own in one.lists]
        if app.friends.on_list("ann", own) != friends:
            wrong.append(f"friends: {own}")
        if {*app.recents.conversations_in("ann", own)} != {one for one in recents if own in one.contact_groups}:
            wrong.append(f"conversations: {own}")
    return wrong


@settings(deadline=None, max_examples=examples(120))
@given(st.lists(doings, max_size=25))
def test_lists_of_conversations_and_friends_are_what_a_walk_finds(story: list[tuple[str, dict[str, Any]]]) -> None:
    api = new_api()
    api.accounts(*PEOPLE)
    for other in PEOPLE[1:]:
        api.say("ann", other)
    for path, values in story:
        api.send(path, values)
        assert wrong_lists(api.app) == []
    assert wrong_lists(copied(api.app)) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["say", "recall", "hide", "clear", "read"]), st.integers(0, 9)), max_size=20))
def test_a_history_without_what_was_recalled_lacks_nothing_else(story: list[tuple[str, int]]) -> None:
    api = new_api()
    api.accounts(*PEOPLE)
    pair, bob = api.app.c2c.between("ann", "bob"), Caller("bob")
    for what, number in story:
        messages = list(pair)
        if what == "say":
            api.say("ann", "bob")
        elif what == "clear":
            api.app.c2c.clear(pair, "bob", bob)
        elif what == "read":
            list(pair.after(None, seen_by="bob", recalled=False))
        elif number < len(messages) and what == "recall" and not messages[number].recalled:
            api.app.c2c.recall(pair, messages[number], ADMINISTRATOR)
        elif number < len(messages) and what == "hide":
            api.app.c2c.hide(pair, "bob", [messages[number]], bob)
    seen = [one for one in pair if pair.sides["bob"].sees(one) and not one.recalled]
    assert list(pair.after(None, seen_by="bob", recalled=False)) == seen
    assert list(pair.back(0, 2**40, seen_by="bob", recalled=False)) == seen[::-1]
    assert list(pair.after(None, recalled=False)) == [one for one in pair if not one.recalled]


hours = st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.sampled_from(PEOPLE[1:])), max_size=12)


@settings(deadline=None)
@given(hours)
def test_who_talked_in_an_hour_is_who_has_messages_of_it(story: list[tuple[int, bool, str]]) -> None:
    api = new_api()
    api.accounts(*PEOPLE)
    groups = {one: api.group("ann", GroupId=one) for one in PEOPLE[1:]}
    for later, in_group, other in story:
        api.app.clock.advance(hours=later)
        if in_group:
            api.say_in(groups[other], "ann")
        else:
            api.say("ann", other)
    for app in (api.app, copied(api.app)):
        for hour in {one.time // 3600 for talk in (*app.c2c, *(one.history for one in app.groups)) for one in talk}:
            two = {pair.people for pair in app.c2c if any(one.time // 3600 == hour for one in pair)}
            spans = {
                one.group_id: [min(seqs), max(seqs)]
                for one in app.groups
                if (seqs := [said.seq for said in one.history if said.time // 3600 == hour])
            }
            assert {people for people, _ in app.statistics.hours_of_two.at(hour * 3600)} == two
            assert dict(app.statistics.hours_of_groups.at(hour * 3600)) == spans


def test_hours_whose_files_are_gone_are_forgotten(people: Api) -> None:
    people.say("alice", "bob")
    first = people.app.clock.seconds()
    assert people.app.statistics.hours_of_two.at(first)
    people.app.clock.advance(days=8)
    people.say("alice", "bob")
    assert people.app.statistics.hours_of_two.at(first) == []
