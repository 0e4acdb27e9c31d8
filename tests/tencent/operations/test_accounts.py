"""Account management and profiles."""

import pytest

NICK, IMAGE = "Tag_Profile_IM_Nick", "Tag_Profile_IM_Image"
LOGIN = "im_open_login_svc"


def statuses(api, *user_ids):
    rows = api(f"{LOGIN}/account_check", CheckItem=[{"UserID": one} for one in user_ids])["ResultItem"]
    return [row["AccountStatus"] for row in rows]


def profile(api, user_id, *tags):
    [found] = api("profile/portrait_get", To_Account=[user_id], TagList=list(tags))["UserProfileItem"]
    return {item["Tag"]: item["Value"] for item in found["ProfileItem"]}


def sets(api, user_id, tag, value):
    return {"From_Account": user_id, "ProfileItem": [{"Tag": tag, "Value": value}]}


def test_an_imported_account_is_there(api):
    api(f"{LOGIN}/account_import", UserID="alice", Nick="Alice", FaceUrl="http://a.example/a.png")
    assert statuses(api, "alice", "bob") == ["Imported", "NotImported"]
    assert profile(api, "alice", NICK, IMAGE) == {NICK: "Alice", IMAGE: "http://a.example/a.png"}


def test_the_old_spelling_of_a_user_id_is_taken(api):
    api(f"{LOGIN}/account_import", Identifier="alice")
    assert statuses(api, "alice") == ["Imported"]


def test_an_account_that_is_imported_again_gets_what_is_said_of_it(api):
    api(f"{LOGIN}/account_import", UserID="alice", Nick="Alice")
    api(f"{LOGIN}/account_import", UserID="alice", Nick="Ally")
    assert profile(api, "alice", NICK) == {NICK: "Ally"}


def test_many_accounts_are_imported_and_those_with_bad_names_told(api):
    answer = api(f"{LOGIN}/multiaccount_import", Accounts=["alice", "x" * 33, "bob"])
    assert answer["FailAccounts"] == ["x" * 33]
    assert statuses(api, "alice", "bob") == ["Imported", "Imported"]


def test_many_accounts_are_imported_with_their_profiles(api):
    api(f"{LOGIN}/multiaccount_import", AccountList=[{"UserID": "alice", "Nick": "Alice"}])
    assert profile(api, "alice", NICK) == {NICK: "Alice"}


def test_a_check_comes_as_a_get_with_a_body_too(api):
    answer = api.send(f"{LOGIN}/account_check", {"CheckItem": [{"UserID": "administrator"}]}, "GET")
    assert answer.refusal is None and b'"Imported"' in answer.body


def test_an_account_that_is_deleted_is_gone_with_all_it_is_in(people):
    people.say("alice", "bob")
    group = people.group("bob", "alice")
    answer = people(f"{LOGIN}/account_delete", DeleteItem=[{"UserID": "alice"}, {"UserID": "nobody"}])
    assert [row["ResultCode"] for row in answer["ResultItem"]] == [0, 70107]
    assert statuses(people, "alice") == ["NotImported"]
    assert people.unread("bob") == 0
    assert [one["Member_Account"] for one in people.group_info(group)["MemberList"]] == ["bob"]


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("account_import", {}, 70402),
        ("account_import", {"UserID": ""}, 70402),
        ("account_import", {"UserID": "é"}, 70402),
        ("account_import", {"UserID": 7}, 70402),
        ("multiaccount_import", {}, 70206),
        ("multiaccount_import", {"Accounts": ["x"] * 101}, 70206),
        ("account_check", {"CheckItem": [{"UserID": "x"}] * 101}, 70206),
        ("account_check", {"CheckItem": [{}]}, 70402),
        ("kick", {"UserID": "nobody"}, 70107),
        ("account_check", b"no JSON", 60003),
        ("account_check", b"", 60003),
        ("account_check", b"[]", 60003),
    ],
)
def test_bad_input_has_the_codes_of_accounts(api, path, body, code):
    assert api.code(f"{LOGIN}/{path}", body) == code


def test_a_plan_allows_so_many_accounts_and_may_forbid_to_delete_them(api):
    api.app.provider.configure(api.app, {"most_accounts": 2, "deletes_accounts": False})
    api.accounts("alice")
    assert api.code(f"{LOGIN}/account_import", UserID="bob") == 70398
    assert api.code(f"{LOGIN}/account_delete", DeleteItem=[{"UserID": "alice"}]) == 71000


def test_who_never_logged_in_is_offline(people):
    answer = people("openim/query_online_status", To_Account=["alice", "nobody"], IsNeedDetail=1)
    assert answer["QueryResult"] == [{"To_Account": "alice", "Status": "Offline", "State": "Offline"}]
    assert answer["ErrorList"] == [{"To_Account": "nobody", "ErrorCode": 70107}]
    assert people("openim/querystate", To_Account=["alice"])["QueryResult"] == answer["QueryResult"]


@pytest.mark.parametrize(
    ("tag", "value", "code"),
    [
        ("Tag_Profile_IM_Gender", "Gender_Type_Robot", 40605),
        ("Tag_Profile_IM_Gender", 1, 40610),
        ("Tag_Profile_IM_BirthDay", "today", 40610),
        ("Tag_Profile_IM_Nick", "x" * 501, 40601),
        ("Tag_Profile_IM_Nobody", "x", 40009),
    ],
)
def test_a_field_of_a_profile_takes_what_it_takes(people, tag, value, code):
    assert people.code("profile/portrait_set", **sets(people, "alice", tag, value)) == code
    assert profile(people, "alice", NICK) == {}


def test_refusals_about_profiles_speak_to_people_too(people):
    assert b'"ErrorDisplay":"There is' in people.send("profile/portrait_set", sets(people, "nobody", NICK, "x")).body


def test_fields_of_the_application_are_kept_and_those_not_there_told(people):
    people("profile/portrait_set", **sets(people, "alice", "Tag_Profile_Custom_color", "red"))
    answer = people("profile/portrait_get", To_Account=["alice", "nobody"], TagList=["Tag_Profile_Custom_color"])
    assert answer["UserProfileItem"][0]["ProfileItem"] == [{"Tag": "Tag_Profile_Custom_color", "Value": "red"}]
    assert answer["Fail_Account"] == ["nobody"] and answer["ErrorDisplay"] == ""
