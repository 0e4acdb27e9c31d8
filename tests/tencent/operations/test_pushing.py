"""Pushes to all accounts, or to those with some attributes or tags."""

from typing import Any

import pytest

from tests.tencent.conftest import body


@pytest.fixture
def staff(people):
    """Alice cooks in Rome, bob cooks in Oslo, carol sings in Rome."""
    people("all_member_push/im_set_attr_name", AttrNames={"0": "city", "1": "sex"})
    cities = {"alice": "Rome", "bob": "Oslo", "carol": "Rome"}
    rows = [{"To_Account": one, "Attrs": {"city": city}} for one, city in cities.items()]
    people("all_member_push/im_set_attr", UserAttrs=rows)
    tags = {"alice": ["cook"], "bob": ["cook", "new"], "carol": ["singer", "new"]}
    people("all_member_push/im_add_tag", UserTags=[{"To_Account": one, "Tags": own} for one, own in tags.items()])
    return people


def push(api, text="hi", **condition):
    kept = {"MsgLifeTime": 60, "MsgRandom": 5, "MsgBody": body(text)}
    return api("all_member_push/im_push", **kept, **({"Condition": condition} if condition else {}))


def reached(api):
    return [one for one in ("alice", "bob", "carol") if api.unread(one)]


CONDITIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "everybody": ({}, ["alice", "bob", "carol"]),
    "all tags": ({"TagsAnd": ["cook", "new"]}, ["bob"]),
    "any tag": ({"TagsOr": ["cook", "singer"]}, ["alice", "bob", "carol"]),
    "all of some and any of others": ({"TagsAnd": ["new"], "TagsOr": ["singer"]}, ["carol"]),
    "an attribute": ({"AttrsAnd": {"city": "Rome"}}, ["alice", "carol"]),
    "any attribute": ({"AttrsOr": {"city": "Oslo", "sex": "x"}}, ["bob"]),
}


@pytest.mark.parametrize("case", CONDITIONS)
def test_a_push_reaches_those_that_match(staff, case):
    condition, expected = CONDITIONS[case]
    push(staff, **condition)
    assert reached(staff) == expected


def test_a_push_is_a_message_of_its_sender_and_stands_in_the_journal(staff):
    task = push(staff, "sale!")["TaskId"]
    assert staff.texts("alice", "administrator") == ["sale!"]
    [entry] = [one for one in staff.app.journal if one.kind == "push"]
    assert entry.facts["task"] == task and entry.facts["recipients"] == ["alice", "bob", "carol"]


def test_a_push_that_nobody_keeps_reaches_whoever_is_online(staff):
    staff("all_member_push/im_push", MsgRandom=5, MsgBody=body("hi"))
    assert reached(staff) == []


def test_attributes_are_read_and_taken_off(staff):
    assert staff("all_member_push/im_get_attr_name")["AttrNames"] == {"0": "city", "1": "sex"}
    staff("all_member_push/im_remove_attr", UserAttrs=[{"To_Account": "alice", "Attrs": ["city"]}])
    found = staff("all_member_push/im_get_attr", To_Account=["alice", "bob"])["UserAttrs"]
    assert [row["Attrs"] for row in found] == [{}, {"city": "Oslo"}]


def test_tags_are_read_and_taken_off(staff):
    staff("all_member_push/im_remove_tag", UserTags=[{"To_Account": "bob", "Tags": ["cook", "none"]}])
    staff("all_member_push/im_remove_all_tags", To_Account=["carol"])
    found = staff("all_member_push/im_get_tag", To_Account=["alice", "bob", "carol"])["UserTags"]
    assert [row["Tags"] for row in found] == [["cook"], ["new"], []]


def test_whoever_is_gone_has_no_tags(staff):
    staff("im_open_login_svc/account_delete", DeleteItem=[{"UserID": "bob"}])
    push(staff, TagsOr=["new"])
    assert reached_by(staff) == ["carol"]


def reached_by(api):
    [entry] = [one for one in api.app.journal if one.kind == "push"]
    return entry.facts["recipients"]


def test_pushes_have_bounds_where_they_are_set(staff):
    staff.app.provider.configure(staff.app, {"push_interval": 1000, "pushes_a_day": 2})
    asked = {"MsgRandom": 5, "MsgBody": body("hi")}
    push(staff)
    assert staff.code("all_member_push/im_push", asked) == 90024
    staff.app.clock.advance(seconds=1)
    push(staff)
    staff.app.clock.advance(seconds=1)
    assert staff.code("all_member_push/im_push", asked) == 90047
    staff.app.clock.advance(days=1)
    push(staff)


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "attributes and tags together": ({"TagsOr": ["a"], "AttrsOr": {"city": "x"}}, 90001),
    "a tag twice": ({"TagsOr": ["a"], "TagsAnd": ["a"]}, 90022),
    "an attribute twice": ({"AttrsOr": {"city": "a"}, "AttrsAnd": {"city": "a"}}, 90039),
    "an attribute that is none": ({"AttrsOr": {"hat": "a"}}, 90033),
    "an empty tag": ({"TagsOr": [""]}, 90040),
    "a long tag": ({"TagsOr": ["x" * 51]}, 90020),
    "eleven tags": ({"TagsOr": list("abcdefghijk")}, 90032),
}


@pytest.mark.parametrize("case", BAD)
def test_a_condition_that_is_none_is_refused(staff, case):
    condition, code = BAD[case]
    asked = {"MsgRandom": 5, "MsgBody": body("hi"), "Condition": condition}
    assert staff.code("all_member_push/im_push", asked) == code


def test_what_is_no_tag_and_no_attribute_is_refused(staff):
    def code(command, **row):
        name = "UserAttrs" if "attr" in command else "UserTags"
        return staff.code(f"all_member_push/{command}", {name: [{"To_Account": "alice", **row}]})

    assert code("im_add_tag", Tags=["x" * 51]) == 90020 and code("im_add_tag", Tags=["a"] * 11) == 90032
    assert code("im_set_attr", Attrs={"hat": "red"}) == code("im_remove_attr", Attrs=["hat"]) == 90033
    assert staff.code("all_member_push/im_get_tag", To_Account=[str(number) for number in range(101)]) == 90018
    assert staff.code("all_member_push/im_get_tag", To_Account=["nobody"]) == 90048
    assert staff.code("all_member_push/im_set_attr_name", AttrNames={"11": "x"}) == 90001
