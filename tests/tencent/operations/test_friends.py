"""Friends by the REST API: added, asked, taken over, changed, checked, listed, taken off; friend lists and block lists."""

import pytest

ALLOW = "Tag_Profile_IM_AllowType"


def add(api, owner, *others, **details):
    rows = [{"To_Account": one, "AddSource": "AddSource_Type_XX"} for one in others]
    return api("sns/friend_add", From_Account=owner, AddFriendItem=rows, **details)


def codes(answer, name="ResultItem"):
    return {row["To_Account"]: row["ResultCode"] for row in answer[name]}


def friends(api, owner):
    return [row["To_Account"] for row in api("sns/friend_get", From_Account=owner, StartIndex=0)["UserDataItem"]]


def relations(api, owner, *others, kind="CheckResult_Type_Both"):
    found = api("sns/friend_check", From_Account=owner, To_Account=list(others), CheckType=kind)["InfoItem"]
    return [row["Relation"].removeprefix("CheckResult_Type_") for row in found]


def profile(api, who, tag, value):
    api("profile/portrait_set", From_Account=who, ProfileItem=[{"Tag": tag, "Value": value}])


def test_friends_are_added_on_both_sides(people):
    assert codes(add(people, "alice", "bob")) == {"bob": 0}
    assert friends(people, "alice") == ["bob"] and friends(people, "bob") == ["alice"]


def test_a_single_friend_is_added_on_one_side(people):
    add(people, "alice", "bob", AddType="Add_Type_Single")
    assert relations(people, "alice", "bob", "carol") == ["AWithB", "NoRelation"]
    assert relations(people, "bob", "alice") == ["BWithA"]
    assert relations(people, "bob", "alice", kind="CheckResult_Type_Single") == ["NoRelation"]


def test_whoever_does_not_exist_has_a_result_of_its_own(people):
    answer = add(people, "alice", "nobody", "bob")
    assert codes(answer) == {"nobody": 30003, "bob": 0} and answer["Fail_Account"] == ["nobody"]
    assert people.code("sns/friend_add", From_Account="nobody", AddFriendItem=[{"To_Account": "bob"}]) == 30003


def test_whoever_wants_to_be_asked_is_asked(people):
    profile(people, "bob", ALLOW, "AllowType_Type_NeedConfirm")
    assert codes(add(people, "alice", "bob")) == {"bob": 30539}
    assert friends(people, "alice") == [] and list(people.app.friends.requests["bob"]) == ["alice"]


def test_the_administrator_needs_not_ask(people):
    profile(people, "bob", ALLOW, "AllowType_Type_NeedConfirm")
    add(people, "alice", "bob", ForceAddFlags=1)
    assert friends(people, "bob") == ["alice"]


def test_whoever_takes_nobody_is_nobodys_friend(people):
    profile(people, "bob", ALLOW, "AllowType_Type_DenyAny")
    assert codes(add(people, "alice", "bob")) == {"bob": 30516}


def test_whoever_may_not_ask_does_not(people):
    profile(people, "alice", "Tag_Profile_IM_AdminForbidType", "AdminForbid_Type_SendOut")
    assert codes(add(people, "alice", "bob")) == {"bob": 30009}


@pytest.mark.parametrize(
    ("setting", "code"), [({"most_friends": 1}, 30010), ({"most_friend_lists": 0}, 30011)], ids=str
)
def test_lists_have_bounds_where_they_are_set(people, setting, code):
    add(people, "alice", "bob")
    people.app.provider.configure(people.app, setting)
    answer = people(
        "sns/friend_add", From_Account="alice", AddFriendItem=[{"To_Account": "carol", "GroupName": "work"}]
    )
    assert codes(answer) == {"carol": code}


def test_requests_have_a_bound_where_it_is_set(people):
    profile(people, "carol", ALLOW, "AllowType_Type_NeedConfirm")
    people.app.provider.configure(people.app, {"most_friend_requests": 1})
    assert codes(add(people, "alice", "carol")) == {"carol": 30539}
    assert codes(add(people, "bob", "carol")) == {"carol": 30012}


def test_friends_are_taken_over_with_all_there_is(people):
    row = {
        "To_Account": "bob",
        "AddSource": "AddSource_Type_XX",
        "AddTime": 1420000001,
        "Remark": "Bobby",
        "RemarkTime": 1420000001,
        "GroupName": ["work"],
        "AddWording": "hi",
        "CustomItem": [{"Tag": "Tag_SNS_Custom_Hat", "Value": "red"}],
    }
    people("sns/friend_import", From_Account="alice", AddFriendItem=[row])
    tags = ["Tag_SNS_IM_Remark", "Tag_SNS_IM_Group", "Tag_SNS_IM_AddTime", "Tag_SNS_Custom_Hat"]
    [found] = people("sns/friend_get_list", From_Account="alice", To_Account=["bob"], TagList=tags)["InfoItem"]
    assert [one["Value"] for one in found["SnsProfileItem"]] == ["Bobby", ["work"], 1420000001, "red"]
    assert friends(people, "bob") == []
    assert people("sns/group_get", From_Account="alice")["ResultItem"] == [{"GroupName": "work", "FriendNumber": 1}]


def test_friends_are_pulled_with_their_profiles(people):
    profile(people, "bob", "Tag_Profile_IM_Nick", "Bob")
    add(people, "alice", "bob")
    answer = people(
        "sns/friend_get_list", From_Account="alice", To_Account=["bob", "carol"], TagList=["Tag_Profile_IM_Nick"]
    )
    assert answer["InfoItem"][0]["SnsProfileItem"] == [{"Tag": "Tag_Profile_IM_Nick", "Value": "Bob"}]
    assert answer["Fail_Account"] == ["carol"] and answer["InfoItem"][1]["ResultCode"] == 31704


def test_whoever_knows_the_sequence_gets_no_values_again(people):
    add(people, "alice", "bob")
    first = people("sns/friend_get", From_Account="alice", StartIndex=0)
    assert first["UserDataItem"][0]["ValueItem"] != [] and first["FriendNum"] == first["CompleteFlag"] == 1
    again = {"StandardSequence": first["StandardSequence"], "CustomSequence": first["CustomSequence"]}
    second = people("sns/friend_get", From_Account="alice", StartIndex=0, **again)
    assert second["UserDataItem"] == [{"To_Account": "bob", "ValueItem": []}]


def test_a_friend_is_changed(people):
    add(people, "alice", "bob")
    items = [{"Tag": "Tag_SNS_IM_Remark", "Value": "Bobby"}, {"Tag": "Tag_SNS_Custom_Hat", "Value": 7}]
    people("sns/friend_update", From_Account="alice", UpdateItem=[{"To_Account": "bob", "SnsItem": items}])
    friend = people.app.friends.of("alice")["bob"]
    assert (friend.remark, friend.custom) == ("Bobby", {"Tag_SNS_Custom_Hat": 7})


def test_fields_of_friends_are_those_of_the_application(people):
    add(people, "alice", "bob")
    people.app.provider.configure(people.app, {"friend_fields": {"Hat": {"type": "number"}}})
    for tag, value, code in (("Hat", 7, 0), ("Hat", "red", 30001), ("Shoe", 7, 30001)):
        items = [{"To_Account": "bob", "SnsItem": [{"Tag": f"Tag_SNS_Custom_{tag}", "Value": value}]}]
        assert codes(people("sns/friend_update", From_Account="alice", UpdateItem=items)) == {"bob": code}


def test_friends_are_taken_off_on_one_side_or_on_both(people):
    add(people, "alice", "bob", "carol")
    people("sns/friend_delete", From_Account="alice", To_Account=["bob"])
    people("sns/friend_delete", From_Account="alice", To_Account=["carol"], DeleteType="Delete_Type_Both")
    assert friends(people, "alice") == [] and friends(people, "bob") == ["alice"] and friends(people, "carol") == []
    answer = people("sns/friend_delete", From_Account="alice", To_Account=["bob"])
    assert codes(answer) == {"bob": 31704}


def test_all_friends_are_taken_off_at_once(people):
    add(people, "alice", "bob", "carol")
    people("sns/friend_delete_all", From_Account="alice", DeleteType="Delete_Type_Both")
    assert [friends(people, one) for one in ("alice", "bob", "carol")] == [[], [], []]


def test_friend_lists_are_made_filled_and_deleted(people):
    add(people, "alice", "bob")
    answer = people("sns/group_add", From_Account="alice", GroupName=["work", "home"], To_Account=["bob", "carol"])
    assert codes(answer) == {"bob": 0, "carol": 31704}
    found = people("sns/group_get", From_Account="alice", NeedFriend="Need_Friend_Type_Yes", GroupName=["work"])
    assert found["ResultItem"] == [{"GroupName": "work", "FriendNumber": 1, "To_Account": ["bob"]}]
    after = people("sns/group_delete", From_Account="alice", GroupName=["work"])
    assert after["CurrentSequence"] > answer["CurrentSequence"]
    assert [row["GroupName"] for row in people("sns/group_get", From_Account="alice")["ResultItem"]] == ["home"]
    assert people.app.friends.of("alice")["bob"].lists == ("home",)


def test_whoever_is_blocked_is_no_friend_and_may_not_ask(people):
    add(people, "alice", "bob")
    assert codes(people("sns/black_list_add", From_Account="alice", To_Account=["bob"])) == {"bob": 0}
    assert friends(people, "alice") == friends(people, "bob") == []
    assert codes(add(people, "bob", "alice")) == {"alice": 30525}
    assert codes(add(people, "alice", "bob")) == {"bob": 30515}


def test_a_block_list_is_checked_read_and_emptied(people):
    people("sns/black_list_add", From_Account="alice", To_Account=["bob", "carol"])
    both = {"CheckType": "BlackCheckResult_Type_Both", "To_Account": ["alice", "nobody"]}
    answer = people("sns/black_list_check", From_Account="bob", **both)
    assert [row["Relation"] for row in answer["BlackListCheckItem"]] == [
        "BlackCheckResult_Type_BWithA",
        "BlackCheckResult_Type_NO",
    ]
    assert answer["Fail_Account"] == ["nobody"]
    page = people("sns/black_list_get", From_Account="alice", StartIndex=0, MaxLimited=1, LastSequence=0)
    assert [row["To_Account"] for row in page["BlackListItem"]] == ["bob"] and page["StartIndex"] == 1
    people("sns/black_list_delete", From_Account="alice", To_Account=["bob"])
    page = people("sns/black_list_get", From_Account="alice", StartIndex=0, MaxLimited=9, LastSequence=0)
    assert [row["To_Account"] for row in page["BlackListItem"]] == ["carol"] and page["StartIndex"] == 0


def test_a_block_list_has_a_bound_where_it_is_set(people):
    people.app.provider.configure(people.app, {"most_blocked": 1})
    answer = people("sns/black_list_add", From_Account="alice", To_Account=["bob", "carol"])
    assert codes(answer) == {"bob": 0, "carol": 30013}


def test_a_list_never_has_more_friends_than_it_takes(people):
    people.app.provider.configure(people.app, {"most_friends": 1})
    add(people, "carol", "administrator")
    assert codes(add(people, "alice", "carol")) == {"carol": 30014} and friends(people, "alice") == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("friend_add", {"AddFriendItem": [], "AddType": "Add_Type_None"}),
        ("friend_delete", {"To_Account": [], "DeleteType": "x"}),
        ("friend_delete_all", {"DeleteType": "x"}),
        ("friend_check", {"To_Account": [], "CheckType": "x"}),
        ("black_list_check", {"To_Account": [], "CheckType": "x"}),
        ("friend_get_list", {"To_Account": ["bob"], "TagList": ["Tag_Hat"]}),
        ("friend_get_list", {"To_Account": ["bob"], "TagList": []}),
        ("group_add", {"GroupName": ["x" * 31]}),
    ],
)
def test_a_word_that_is_none_is_refused(people, path, fields):
    assert people.code(f"sns/{path}", From_Account="alice", **fields) == 30001


def test_every_change_of_a_list_of_friends_has_a_number(people):
    sequences, numbers = people.app.friends.sequences, []
    changes = [
        lambda: add(people, "alice", "bob"),
        lambda: people("sns/group_add", From_Account="alice", GroupName=["close"], To_Account=["bob"]),
        lambda: people.app.friends.rename_list("alice", "close", "near"),
        lambda: people("sns/friend_delete", From_Account="alice", To_Account=["bob"]),
    ]
    for change in changes:
        change()
        numbers.append(sequences["alice"])
    assert numbers == sorted(set(numbers)) and len(numbers) == len(changes)
