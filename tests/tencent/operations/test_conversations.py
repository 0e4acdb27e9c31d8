"""Conversation lists by the REST API: pages, pins, deleting, groups and marks with their bounds."""

import pytest

from chatmock.providers.tencent.model import Caller

ME = Caller("alice")
BOB, CAROL = {"Type": 1, "To_Account": "bob"}, {"Type": 1, "To_Account": "carol"}


@pytest.fixture
def talks(people):
    """Alice has talked with bob, then with carol, then in a group."""
    people.say("bob", "alice", "hi")
    people.app.clock.advance(seconds=1)
    people.say("alice", "carol", "hi")
    people.app.clock.advance(seconds=1)
    people.lunch = people.group("alice", "bob")
    people.say_in(people.lunch, "bob")
    return people


def listed(api, owner="alice", flags=7, **marks):
    begin = {"TimeStamp": 0, "StartIndex": 0, "TopTimeStamp": 0, "TopStartIndex": 0, **marks}
    return api("recentcontact/get_list", From_Account=owner, AssistFlags=flags, **begin)


def peers(answer):
    return [row.get("To_Account") or row["GroupId"] for row in answer["SessionItem"]]


def test_conversations_are_listed_in_the_order_of_their_last_messages(talks):
    answer = listed(talks)
    assert peers(answer) == ["bob", "carol", talks.lunch] and answer["CompleteFlag"] == 1
    assert [row["Type"] for row in answer["SessionItem"]] == [1, 1, 2]
    talks.app.clock.advance(seconds=1)
    talks.say("bob", "alice")
    assert peers(listed(talks)) == ["carol", talks.lunch, "bob"]


def test_what_the_server_says_in_a_group_moves_it_too(talks):
    talks.app.clock.advance(seconds=1)
    talks.say("bob", "alice")
    assert peers(listed(talks)) == ["carol", talks.lunch, "bob"]
    talks.app.clock.advance(seconds=1)
    talks("group_open_http_svc/add_group_member", GroupId=talks.lunch, MemberList=[{"Member_Account": "carol"}])
    assert peers(listed(talks)) == ["carol", "bob", talks.lunch]


def test_what_was_read_waits_no_more(talks):
    assert repr(talks.app.c2c.unread) == "<Unread of 2 accounts>"
    talks("openim/admin_set_msg_read", Report_Account="alice", Peer_Account="bob")
    assert repr(talks.app.c2c.unread) == "<Unread of 1 accounts>" and talks.unread("alice") == 0


def test_pinned_ones_come_first_where_they_are_asked_for(talks):
    talks.app.recents.pin(talks.app.recents.get("alice", 1, "carol"), ME, pinned=True)
    assert [row["TopFlag"] for row in listed(talks)["SessionItem"]] == [1, 0, 0]
    assert peers(listed(talks)) == ["carol", "bob", talks.lunch]
    assert peers(listed(talks, flags=0)) == ["bob", "carol", talks.lunch]


def test_a_list_is_read_page_by_page_to_its_end(people):
    names = [f"user-{number}" for number in range(150)]
    for start in (0, 100):
        people.accounts(*names[start : start + 100])
    for name in names:
        people.app.clock.advance(seconds=1)
        people.say(name, "alice")
    first = listed(people)
    second = listed(people, TimeStamp=first["TimeStamp"], StartIndex=first["StartIndex"])
    assert (first["CompleteFlag"], second["CompleteFlag"]) == (0, 1)
    assert peers(first) + peers(second) == names


def test_a_conversation_is_deleted_for_one_and_comes_back_with_the_next_message(talks):
    talks("recentcontact/delete", From_Account="alice", Type=1, To_Account="bob")
    assert peers(listed(talks)) == ["carol", talks.lunch] and peers(listed(talks, "bob")) == ["alice", talks.lunch]
    talks.say("bob", "alice", "again")
    assert "bob" in peers(listed(talks))


def test_what_was_said_goes_with_it_where_that_is_asked_for(talks):
    talks("recentcontact/delete", From_Account="alice", Type=1, To_Account="bob", ClearRamble=1)
    assert talks.unread("alice") == 0 and talks.app.c2c.get("alice", "bob").last_of("alice") is None
    assert talks.app.c2c.get("alice", "bob").last_of("bob") is not None
    talks("recentcontact/delete", From_Account="alice", Type=2, ToGroupid=talks.lunch, ClearRamble=1)
    assert peers(listed(talks)) == ["carol"]


def test_conversation_groups_are_made_read_renamed_filled_and_deleted(talks):
    items = [BOB, {"Type": 2, "ToGroupId": talks.lunch}, {"Type": 1, "To_Account": "nobody"}]
    rows = [{"GroupName": "work", "ContactItem": items}]
    [made] = talks("recentcontact/create_contact_group", From_Account="alice", GroupContactItem=rows)["GroupResultItem"]
    assert [row["ResultCode"] for row in made["ResultItem"]] == [0, 0, 50001]
    number = made["GroupItem"]["GroupId"]
    renamed = {"UpdateGroupType": 1, "OldGroupName": "work", "NewGroupName": "office"}
    talks("recentcontact/update_contact_group", From_Account="alice", UpdateType=1, UpdateGroup=renamed)
    changes = [{"ContactOptType": 2, "ContactItem": BOB}, {"ContactOptType": 1, "ContactItem": CAROL}]
    filled = {"UpdateGroupType": 2, "OldGroupName": "office", "ContactUpdateItem": changes}
    talks("recentcontact/update_contact_group", From_Account="alice", UpdateType=1, UpdateGroup=filled)
    found = talks("recentcontact/get_contact_group", From_Account="alice", StartIndex=0)
    assert found["GroupItem"] == [{"GroupId": number, "GroupName": "office"}]
    assert [row.get("To_Account") or row["ToGroupId"] for row in found["ContactItem"]] == ["carol", talks.lunch]
    searched = talks("recentcontact/search_contact_group", From_Account="alice", ContactItem=[CAROL, BOB])
    assert [row["ContactGroupId"] for row in searched["ContactResultItem"]] == [[number], []]
    gone = talks("recentcontact/del_contact_group", From_Account="alice", GroupName=["office"])
    assert gone["GroupItem"] == [{"GroupId": number, "GroupName": "office"}]
    assert talks("recentcontact/get_contact_group", From_Account="alice", StartIndex=0)["ContactItem"] == []


def mark(api, *rows):
    return api("recentcontact/mark_contact", From_Account="alice", MarkItem=list(rows))["ResultItem"]


def test_conversations_are_marked_by_bits_and_by_a_text(talks):
    mark(
        talks,
        {"OptType": 1, "ContactItem": BOB, "SetMark": [0, 3]},
        {"OptType": 2, "ContactItem": BOB, "CustomMark": "x"},
    )
    mark(talks, {"OptType": 1, "ContactItem": BOB, "ClearMark": [0]})
    [found] = talks("recentcontact/search_contact_group", From_Account="alice", ContactItem=[BOB])["ContactResultItem"]
    assert (found["StandardMark"], found["CustomMark"]) == ("1000", "x")


def test_marks_have_a_bound_where_it_is_set(talks):
    talks.app.provider.configure(talks.app, {"most_marked": 1})
    rows = [{"OptType": 1, "ContactItem": one, "SetMark": [0]} for one in (BOB, CAROL, BOB)]
    assert [row["ResultCode"] for row in mark(talks, *rows)] == [0, 51008, 0]
    groups = [{"GroupName": "work", "ContactItem": [CAROL]}]
    assert talks.code("recentcontact/create_contact_group", From_Account="alice", GroupContactItem=groups) == 51008


def test_conversation_groups_have_bounds(talks):
    def make(*names, items=()):
        rows = [{"GroupName": name, "ContactItem": list(items)} for name in names]
        return {"From_Account": "alice", "GroupContactItem": rows}

    path = "recentcontact/create_contact_group"
    assert talks.code(path, make("x" * 33)) == talks.code(path, make("")) == 51011
    assert talks.code(path, make(*map(str, range(21)))) == 51010
    assert talks.code(path, make("work", items=[BOB] * 101)) == 51006
    assert talks.code("recentcontact/del_contact_group", From_Account="alice", GroupName=["work"]) == 51009
    talks.send(path, make("work"))
    assert talks.code(path, make("work")) == 50002


def test_whoever_does_not_exist_has_no_conversations(people):
    assert people.code("recentcontact/get_contact_group", From_Account="nobody", StartIndex=0) == 50001
    assert people.code("recentcontact/delete", From_Account="alice", Type=1, To_Account="bob") == 50001
