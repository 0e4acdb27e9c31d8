"""Messages between two: sent, pulled, recalled, modified, counted, taken over."""

import pytest

from tests.tencent.conftest import SECONDS, body


def test_a_message_has_a_key_of_its_seq_its_random_and_its_time(people):
    answer = people(
        "openim/sendmsg", From_Account="alice", To_Account="bob", MsgSeq=93847636, MsgRandom=1287657, MsgBody=body("hi")
    )
    assert answer["MsgTime"] == SECONDS and answer["MsgKey"] == f"93847636_1287657_{SECONDS}"


def test_both_see_what_was_said_in_its_order(people):
    people.say("alice", "bob", "one")
    people.say("bob", "alice", "two")
    people.app.clock.advance(seconds=1)
    people.say("alice", "bob", "three")
    assert people.texts("alice", "bob") == people.texts("bob", "alice") == ["one", "two", "three"]


def test_without_a_sender_the_administrator_says_it(people):
    people("openim/sendmsg", To_Account="bob", MsgRandom=1, MsgBody=body("hi"))
    assert people.texts("bob", "administrator") == ["hi"]


def test_the_same_message_comes_once(people):
    said = {"From_Account": "alice", "To_Account": "bob", "MsgSeq": 5, "MsgRandom": 7, "MsgBody": body("hi")}
    assert people("openim/sendmsg", **said) == people("openim/sendmsg", **said)
    assert people.texts("alice", "bob") == ["hi"] and people.unread("bob") == 1


def test_the_same_key_the_other_way_round_is_the_same_message(people):
    """docs: the vendor's page of importing messages, 2024: opposite accounts, whatever the elements."""
    said = {"MsgSeq": 5, "MsgRandom": 7}
    people("openim/sendmsg", From_Account="alice", To_Account="bob", MsgBody=body("hi"), **said)
    people("openim/sendmsg", From_Account="bob", To_Account="alice", MsgBody=body("ho"), **said)
    assert people.texts("alice", "bob") == ["hi"]


def test_a_number_of_the_server_makes_no_message_the_same_as_another(people):
    said = {"From_Account": "alice", "To_Account": "bob", "MsgRandom": 7}
    keys = [people("openim/sendmsg", MsgSeq=2, MsgBody=body("one"), **said)["MsgKey"]]
    keys += [people("openim/sendmsg", MsgBody=body(text), **said)["MsgKey"] for text in ("two", "three")]
    many = {**said, "To_Account": ["carol", "bob"]}
    keys.append(people("openim/batchsendmsg", MsgBody=body("four"), **many)["MsgKey"])
    people("all_member_push/im_push", From_Account="alice", MsgRandom=7, MsgBody=body("five"), MsgLifeTime=60)
    assert people.texts("bob", "alice") == ["one", "two", "three", "four", "five"]
    assert len(set(keys)) == len(keys)


def test_what_nobody_keeps_has_a_key_of_its_own(people):
    said = {"From_Account": "alice", "To_Account": "bob", "MsgRandom": 7, "MsgBody": body("hi")}
    keys = [people("openim/sendmsg", MsgLifeTime=life, **said)["MsgKey"] for life in (0, 0, 60)]
    assert len(set(keys)) == 3 and people.texts("alice", "bob") == ["hi"]


def test_a_history_is_read_page_by_page_to_its_end(people):
    for number in range(5):
        people.app.clock.advance(seconds=1)
        people.say("alice", "bob", str(number))
    first = people.history("bob", "alice", MaxCnt=2)
    assert [one["MsgBody"][0]["MsgContent"]["Text"] for one in first["MsgList"]] == ["3", "4"]
    assert first["Complete"] == 0 and first["LastMsgTime"] == SECONDS + 4
    assert people.texts("bob", "alice", MaxCnt=9, LastMsgKey=first["LastMsgKey"]) == ["0", "1", "2"]
    assert people.texts("bob", "alice", MinTime=SECONDS + 2, MaxTime=SECONDS + 3) == ["1", "2"]


def test_the_accounts_of_a_history_have_old_names_too(people):
    people.say("alice", "bob")
    span = {"MinTime": 0, "MaxTime": SECONDS, "MaxCnt": 100}
    assert people("openim/admin_getroammsg", From_Account="alice", To_Account="bob", **span)["MsgCnt"] == 1


def test_each_of_the_two_has_a_history_of_its_own(people):
    """docs: the vendor's page of pulling histories, 2024: whoever is the operator is asked for what it sees."""
    people.say("alice", "bob", "one")
    people.say("alice", "bob", "quiet", SyncOtherMachine=2)
    many = {"From_Account": "alice", "To_Account": ["bob"], "MsgRandom": 9}
    people("openim/batchsendmsg", MsgBody=body("all"), SyncOtherMachine=2, **many)
    assert people.texts("alice", "bob") == ["one"] and people.texts("bob", "alice") == ["one", "quiet", "all"]
    assert people.history("alice", "bob", MaxCnt=1)["Complete"] == 1
    people("recentcontact/delete", From_Account="bob", Type=1, To_Account="alice", ClearRamble=1)
    people.say("bob", "alice", "two")
    assert people.texts("bob", "alice") == ["two"] and people.texts("alice", "bob") == ["one", "two"]


def test_what_was_not_read_is_counted_until_it_is(people):
    people.say("alice", "bob")
    people.say("alice", "bob", SendMsgControl=["NoUnread"])
    people.say("carol", "bob")
    people("openim/admin_set_msg_read", Report_Account="bob", Peer_Account="carol")
    answer = people("openim/get_c2c_unread_msg_num", To_Account="bob", Peer_Account=["alice", "carol", "nobody"])
    assert [row["C2CUnreadMsgNum"] for row in answer["C2CUnreadMsgNumList"]] == [1, 0]
    assert answer["ErrorList"] == [{"Peer_Account": "nobody", "ErrorCode": 70107}]
    people.say("carol", "bob")
    assert people.unread("bob") == 2


def test_a_recalled_message_counts_no_more(people):
    key = people.say("alice", "bob")
    recall = {"From_Account": "alice", "To_Account": "bob", "MsgKey": key}
    people("openim/admin_msgwithdraw", **recall)
    assert people.unread("bob") == 0
    assert [one["MsgFlagBits"] for one in people.history("bob", "alice")["MsgList"]] == [8]
    assert people.code("openim/admin_msgwithdraw", **recall) == 20023
    assert people.code("openim/admin_msgwithdraw", **{**recall, "MsgKey": "1_2_3"}) == 20022
    assert people.code("openim/admin_msgwithdraw", **{**recall, "MsgKey": "nonsense"}) == 90054


def test_a_modified_message_reads_otherwise(people):
    named = {"From_Account": "alice", "To_Account": "bob", "MsgKey": people.say("alice", "bob", "hi")}
    people.texts("bob", "alice")
    people("openim/modify_c2c_msg", **named, MsgBody=body("hello"), CloudCustomData="mine")
    [shown] = people.history("bob", "alice")["MsgList"]
    assert shown["MsgBody"] == body("hello") and shown["CloudCustomData"] == "mine"


def test_what_is_for_those_online_only_is_not_kept(people):
    people.say("alice", "bob", MsgLifeTime=0)
    assert people.texts("alice", "bob") == [] and people.unread("bob") == 0


def test_many_get_it_and_those_who_do_not_exist_are_told(people):
    many = {"From_Account": "alice", "MsgRandom": 1, "MsgBody": body("hi")}
    assert "ErrorList" not in people("openim/batchsendmsg", To_Account=["bob", "carol"], **many)
    answer = people("openim/batchsendmsg", To_Account=["bob", "nobody"], **{**many, "MsgRandom": 2})
    assert answer["ActionStatus"] == "SomeError"
    assert answer["ErrorList"] == [{"To_Account": "nobody", "ErrorCode": 70107}]
    assert (people.unread("bob"), people.unread("carol")) == (2, 1)


@pytest.mark.parametrize(("mode", "unread"), [(1, 1), (5, 1), (2, 0)])
def test_what_is_taken_over_counts_where_it_comes_now(people, mode, unread):
    old = {
        "From_Account": "alice",
        "To_Account": "bob",
        "MsgRandom": 1,
        "MsgTimeStamp": SECONDS - 60,
        "MsgBody": body("old"),
    }
    people("openim/importmsg", SyncFromOldSystem=mode, MsgSeq=3, **old)
    people("openim/importmsg", SyncFromOldSystem=mode, MsgSeq=3, **old)
    assert people.texts("alice", "bob") == ["old"] and people.unread("bob") == unread


GOOD = {"From_Account": "alice", "To_Account": "bob", "MsgRandom": 1, "MsgBody": body("hi")}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"To_Account": None}, 90003),
        ({"To_Account": 7}, 90003),
        ({"To_Account": "nobody"}, 90012),
        ({"From_Account": "nobody"}, 90008),
        ({"From_Account": 7}, 90008),
        ({"MsgRandom": "x"}, 90005),
        ({"MsgRandom": 2**32}, 90005),
        ({"MsgBody": "hi"}, 90007),
        ({"MsgBody": []}, 90002),
        ({"MsgBody": [{"MsgType": "TIMTextElem"}]}, 90010),
        ({"MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {}}]}, 90010),
        ({"MsgBody": [{"MsgType": "Song", "MsgContent": {}}]}, 90010),
        ({"MsgBody": [{"MsgType": "TIMCustomElem", "MsgContent": {}}] * 2}, 90010),
        ({"MsgBody": body("x" * 12_289)}, 93000),
        ({"MsgLifeTime": 604_801}, 90026),
        ({"MsgLifeTime": -1}, 90044),
        ({"SyncOtherMachine": 3}, 90031),
    ],
)
def test_bad_input_has_the_codes_of_messages_and_changes_nothing(people, said, code):
    fields = {name: value for name, value in {**GOOD, **said}.items() if value is not None}
    assert people.code("openim/sendmsg", **fields) == code
    assert people.texts("alice", "bob") == []


def test_a_body_that_is_no_json_has_the_code_of_messages(people):
    assert people.code("openim/sendmsg", b"{") == 90001


@pytest.mark.parametrize(
    ("path", "code"), [("openim/nothing", 60009), ("group_open_http_svc/nothing", 10003), ("x", 60009)]
)
def test_a_command_that_does_not_exist_is_refused(people, path, code):
    assert people.code(path, {}) == code


def test_documented_rates_hold_where_they_are_asked_for(people):
    people.app.provider.configure(people.app, {"documented_rates": True})
    answers = [people.send("im_open_login_svc/account_check", {"CheckItem": []}) for _ in range(101)]
    assert [answer.refusal and answer.refusal.code for answer in answers[-2:]] == [None, 60007]
    people.app.clock.advance(seconds=1)
    assert people.send("im_open_login_svc/account_check", {"CheckItem": []}).refusal is None


def extend(api, key, kind, *rows, **more):
    named = {"From_Account": "alice", "To_Account": "bob", "MsgKey": key, "OperateType": kind, **more}
    return api("openim_msg_ext_http_svc/set_key_values", **named, ExtensionList=list(rows))["ExtensionList"]


def extensions(api, key, start=0):
    named = {"From_Account": "alice", "To_Account": "bob", "MsgKey": key, "StartSeq": start}
    return api("openim_msg_ext_http_svc/get_key_values", **named)


def test_keys_and_values_are_set_deleted_and_cleared(people):
    key = people.say("alice", "bob", SupportMessageExtension=1)
    rows = [{"Key": name, "Value": name * 2, "Seq": 0} for name in "ab"]
    assert [row["ErrorCode"] for row in extend(people, key, 1, *rows)] == [0, 0]
    found = extensions(people, key)
    assert [(row["Key"], row["Value"]) for row in found["ExtensionList"]] == [("a", "aa"), ("b", "bb")]
    assert [row["Key"] for row in extensions(people, key, found["LatestSeq"])["ExtensionList"]] == ["b"]
    extend(people, key, 3)
    cleared = extensions(people, key)
    assert cleared["ExtensionList"] == [] and cleared["ClearSeq"] == cleared["LatestSeq"] > found["LatestSeq"]


def test_whoever_has_read_an_older_value_writes_none(people):
    key = people.say("alice", "bob", SupportMessageExtension=1)
    extend(people, key, 1, {"Key": "a", "Value": "one", "Seq": 0})
    [row] = extend(people, key, 1, {"Key": "a", "Value": "two", "Seq": 0})
    assert (row["ErrorCode"], row["Extension"]["Value"]) == (23001, "one")
    [row] = extend(people, key, 1, {"Key": "a", "Value": "two", "Seq": row["Extension"]["Seq"]})
    assert (row["ErrorCode"], row["Extension"]["Value"]) == (0, "two")


def test_a_message_that_takes_no_keys_says_so(people):
    named = {"From_Account": "alice", "To_Account": "bob", "OperateType": 1, "MsgKey": people.say("alice", "bob")}
    asked = {**named, "ExtensionList": [{"Key": "a", "Value": "b", "Seq": 0}]}
    assert people.code("openim_msg_ext_http_svc/set_key_values", asked) == 23002
