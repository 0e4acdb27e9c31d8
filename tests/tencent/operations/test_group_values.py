"""Attributes, counters and marks of groups."""

import pytest

GROUP = "group_open_http_svc"


def pairs(**values):
    return [{"key": key, "value": value} for key, value in values.items()]


def attributes(people, group):
    answer = people("group_open_attr_http_svc/get_group_attr", GroupId=group)
    return {row["key"]: row["value"] for row in answer["GroupAttrAry"]}, answer["AttrMainSeq"]


def test_attributes_are_set_modified_deleted_and_cleared(people):
    group = people.group("alice")
    people(f"{GROUP}/set_group_attr", GroupId=group, GroupAttr=pairs(a="1", b="2"))
    people(f"{GROUP}/modify_group_attr", GroupId=group, GroupAttr=pairs(b="3", c="4"))
    assert attributes(people, group) == ({"a": "1", "b": "3", "c": "4"}, 2)
    people(f"{GROUP}/delete_group_attr", GroupId=group, GroupAttr=[{"key": "a"}])
    assert attributes(people, group) == ({"b": "3", "c": "4"}, 3)
    people(f"{GROUP}/set_group_attr", GroupId=group, GroupAttr=pairs(z="9"))
    assert attributes(people, group) == ({"z": "9"}, 4)
    people(f"{GROUP}/clear_group_attr", GroupId=group)
    assert attributes(people, group) == ({}, 5)


@pytest.mark.parametrize(
    ("command", "rows", "code"),
    [
        ("set_group_attr", pairs(**{"x" * 33: "1"}), 10045),
        ("set_group_attr", pairs(a="x" * 4001), 10046),
        ("set_group_attr", pairs(**{str(key): "1" for key in range(17)}), 10047),
        ("modify_group_attr", pairs(**{str(key): "1" for key in range(16)}), 10047),
        ("modify_group_attr", pairs(**{str(key): "x" * 4000 for key in range(4)}), 10048),
        ("delete_group_attr", [{"key": "a"}, {"key": "nothing"}], 10050),
        ("set_group_attr", [{"value": "1"}], 10004),
    ],
)
def test_attributes_that_cannot_be_change_nothing(people, command, rows, code):
    group = people.group("alice")
    people(f"{GROUP}/set_group_attr", GroupId=group, GroupAttr=pairs(a="1"))
    assert people.code(f"{GROUP}/{command}", GroupId=group, GroupAttr=rows) == code
    assert attributes(people, group) == ({"a": "1"}, 1)


def test_who_has_read_an_older_state_writes_nothing(people):
    group = people.group("alice")
    asked = {"GroupId": group, "AttrControl": ["RaceConflict"]}
    people(f"{GROUP}/set_group_attr", **asked, GroupAttr=pairs(a="1"), AttrMainSeq=0)
    assert people.code(f"{GROUP}/modify_group_attr", **asked, GroupAttr=pairs(a="2")) == 10056
    assert people.code(f"{GROUP}/clear_group_attr", **asked, AttrMainSeq=0) == 10056
    people(f"{GROUP}/modify_group_attr", **asked, GroupAttr=[{"key": "a", "value": "2", "seq": 1}])
    assert attributes(people, group) == ({"a": "2"}, 2)


def test_counters_are_set_and_counted(people):
    group = people.group("alice")

    def count(mode, **values):
        rows = [{"Key": key, "Value": value} for key, value in values.items()]
        answer = people(f"{GROUP}/update_group_counter", GroupId=group, GroupCounter=rows, Mode=mode)
        return {row["Key"]: row["Value"] for row in answer["GroupCounter"]}

    assert count("Set", likes=5, views=7) == {"likes": 5, "views": 7}
    assert count("Increase", likes=2) == {"likes": 7}
    assert count("Decrease", views=10, new=1) == {"views": -3, "new": -1}
    shown = people(f"{GROUP}/get_group_counter", GroupId=group, GroupCounterKeys=["likes", "none"])
    assert shown["GroupCounter"] == [{"Key": "likes", "Value": 7}]
    people(f"{GROUP}/delete_group_counter", GroupId=group, GroupCounterKeys=["likes", "new"])
    assert people(f"{GROUP}/get_group_counter", GroupId=group)["GroupCounter"] == [{"Key": "views", "Value": -3}]


@pytest.mark.parametrize(
    "said",
    [
        {"Mode": "Twice"},
        {"GroupCounter": [{"Key": "x" * 129, "Value": 1}]},
        {"GroupCounter": [{"Key": "a", "Value": 2**63 - 1}]},
        {"GroupCounter": [{"Key": "a"}]},
    ],
)
def test_counters_that_cannot_be_change_nothing(people, said):
    group = people.group("alice")
    one = [{"Key": "a", "Value": 1}]
    people(f"{GROUP}/update_group_counter", GroupId=group, GroupCounter=one)
    fields = {"GroupId": group, "GroupCounter": one, "Mode": "Increase", **said}
    assert people.code(f"{GROUP}/update_group_counter", **fields) == 10004
    assert people(f"{GROUP}/get_group_counter", GroupId=group)["GroupCounter"] == one


def test_communities_have_no_counters(people):
    group = people.group("alice", kind="Community")
    assert people.code(f"{GROUP}/get_group_counter", GroupId=group) == 10007


def test_only_fields_that_the_console_knows_are_taken(people):
    people.app.provider.configure(people.app, {"group_fields": ["color"], "member_fields": ["rank"]})
    group = people.group("alice", "bob", AppDefinedData=[{"Key": "color", "Value": "red"}])
    other = [{"Key": "size", "Value": "9"}]
    assert people.code(f"{GROUP}/modify_group_base_info", GroupId=group, AppDefinedData=other) == 10004
    member = {"GroupId": group, "Member_Account": "bob"}
    assert people.code(f"{GROUP}/modify_group_member_info", **member, AppMemberDefinedData=other) == 10004
    people(f"{GROUP}/modify_group_member_info", **member, AppMemberDefinedData=[{"Key": "rank", "Value": "1"}])
