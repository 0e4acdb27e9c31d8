"""Frames of the web socket: their forms, and what is answered to those that are none."""

import json
import urllib.request
from contextlib import suppress

import pytest

from chatmock.serving import new_hub

HELLO = {"head": {"servcmd": "heartbeat.alive", "seq": 1}, "body": {}}
COMMANDS = sorted(new_hub().provider("tencent").api.commands)


@pytest.mark.parametrize("path", ["/binfo", "/info"])
def test_frames_are_binary_or_text_as_the_path_says(opens, path):
    raw = opens(path=path)
    raw.send(json.dumps(HELLO))
    assert isinstance(raw.take(), bytes if path == "/binfo" else str)


def test_long_frames_are_packed_for_those_who_understand_it(opens, tencent):
    for packs, start in ((True, b"COMP"), (False, b'{"he')):
        raw = opens(packs=packs).enters("ann")
        raw(
            "profile.portrait_set",
            {"ProfileItem": [{"Tag": f"Tag_Profile_Custom_{n}", "Value": "x" * 400} for n in range(5)]},
        )
        raw.send(
            json.dumps(
                {
                    "head": {"servcmd": "profile.portrait_get_all", "seq": 999},
                    "body": {"UserItem": [{"To_Account": "ann"}]},
                }
            )
        )
        while not (data := raw.take()).startswith(start) or (b"999" not in data and start != b"COMP"):
            pass


@pytest.mark.parametrize(
    "data",
    ["", "{", "null", "[]", "7", '"text"', "{}", '{"head": 7}', '{"head": {"servcmd": 7, "seq": 1}, "body": {}}',
     '{"head": {"servcmd": "openim.sendmsg", "seq": "1"}, "body": {}}', '{"head": {"servcmd": "openim.sendmsg", "seq": 1}, "body": []}',
     '{"head": {"servcmd": "' + "x" * 200 + '", "seq": 1}, "body": {}}', "[" * 100_000, b"\xff\xfe", b"COMPxx"],
)  # fmt: skip
def test_what_is_no_frame_is_refused_and_the_socket_goes_on(opens, data):
    raw = opens()
    raw.send(data)
    assert raw.read()["body"]["ErrorCode"] == 60003
    assert raw("heartbeat.alive")["ErrorCode"] == 0


@pytest.mark.parametrize("name", [name for name in COMMANDS if not name.startswith(("heartbeat", "imopenstat"))])
def test_a_command_before_the_login_is_refused(opens, name):
    if "noauth" in name or name in ("im_open_status.wslogin", "im_open_status.wslogout", "openim.ws_msg_push_ack"):
        return
    assert opens()(name)["ErrorCode"] == 6014


def test_commands_that_nobody_has_and_those_that_only_a_server_sends_are_refused(opens):
    raw = opens().enters("ann")
    for name in ("openim.nothing", "im_open_push.msg_push", "StatSvc.KickOther", "im_open_status.stat_forceoffline"):
        assert raw(name, {"EventArray": []})["ErrorCode"] == 60009


@pytest.mark.parametrize("value", [None, "text", -1, 10**20, 0.5, True, [], {}, [None], {"a": 1}], ids=repr)
def test_no_command_breaks_by_values_of_wrong_types(opens, value):
    raw, schemas = opens().enters("ann"), new_hub().provider("tencent").api
    for name, operation in schemas.commands.items():
        if name.startswith("im_open_status.wslog") or name == "openim.ws_msg_push_ack" or operation.accept is None:
            continue
        whole = dict(operation.accept.document["examples"][0])
        for field in operation.accept.document.get("properties", {}):
            answer = raw(name, {**whole, field: value})
            assert isinstance(answer["ErrorCode"], int) and answer["ErrorCode"] != 91000, (name, field, answer)
            if name.endswith("get_msg"):
                break


def test_an_application_that_is_not_there_is_told(opens):
    raw = opens(sdkappid=1)
    assert raw("im_open_status.wslogin", {}, identifier="ann", usersig="x")["ErrorCode"] == 70020


def test_a_login_without_a_ticket_or_with_nonsense_is_refused(opens):
    raw = opens()
    assert raw("im_open_status.wslogin")["ErrorCode"] == 60004
    assert raw("im_open_status.wslogin", {}, identifier="ann", usersig=7)["ErrorCode"] == 60004
    assert raw("im_open_status.wslogin", {}, a2="x", tinyid="1")["ErrorCode"] == 70001
    assert raw("im_open_status.wslogin", {}, a2="x", tinyid=[1])["ErrorCode"] == 70001


def test_a_login_makes_an_account_unless_the_application_makes_none(opens, tencent, rest):
    asked = {"identifier": "ann", "usersig": tencent.user_sig("ann")}
    for makes, code, status in ((False, 70107, "NotImported"), (True, 0, "Imported")):
        tencent.settings(creates_unknown_accounts=makes)
        assert opens()("im_open_status.wslogin", {}, **asked)["ErrorCode"] == code
        told = rest("im_open_login_svc/account_check", CheckItem=[{"UserID": "ann"}])
        assert told["ResultItem"][0]["AccountStatus"] == status


def test_a_login_is_taken_up_again_by_its_key(opens):
    first = opens().enters("ann")
    again = opens()
    again.head = first.head
    assert again("im_open_status.wslogin")["ErrorCode"] == 0
    assert first("im_open_status.wshello")["ErrorCode"] == 6014
    assert again("im_open_status.wshello")["ErrorCode"] == 0


def test_a_login_that_is_lost_counts_for_a_minute(opens, tencent):
    raw = opens().enters("ann")
    raw.die()
    tencent.control("POST", "/journal/wait", operation="disconnect", count=1, timeout=5)
    other = opens().enters("bob")
    asked = {"To_Account": ["ann"]}
    assert other("im_open_status.ws_get_user_status", asked)["UserStatusList"][0]["Status"] == 1
    tencent.control("POST", "/clock/advance", seconds=61)
    assert other("im_open_status.ws_get_user_status", asked)["UserStatusList"][0]["Status"] == 2


def test_a_poll_waits_on_the_clock(opens, tencent):
    tencent.control("POST", "/clock/freeze")
    raw = opens().enters("ann")
    group = raw("group_open_http_svc.create_group", {"Type": "AVChatRoom", "Name": "Show"})["GroupId"]
    key = raw("group_open_http_svc.apply_join_group", {"GroupId": group})["LongPollingKey"]
    poll = {
        "head": {"servcmd": "group_open_long_polling_http_svc.get_msg", "seq": 77},
        "body": {"Key": key, "HoldTime": 90},
    }
    raw.send(json.dumps(poll))
    assert raw("heartbeat.alive")["ErrorCode"] == 0
    tencent.control("POST", "/clock/advance", seconds=11)
    answer = raw.read()
    assert (answer["head"]["seq"], answer["body"]["RspMsgList"]) == (77, [])


def test_files_come_back_as_they_went(opens):
    told = opens().enters("ann")("im_cos_msg.pre_sig", {"file_name": "list 1.txt"})
    put = urllib.request.Request(told["upload_url"], data=b"soup", method="PUT", headers={"Content-Type": "text/plain"})
    assert urllib.request.urlopen(put).status == 200
    assert urllib.request.urlopen(told["download_url"]).read() == b"soup"


def test_faults_strike_frames(opens, tencent):
    raw = opens().enters("ann")
    tencent.control("POST", "/faults", operation="openim.sendmsg", code=20007)
    body = {"To_Account": "ann", "MsgRandom": 1, "MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]}
    assert raw("openim.sendmsg", body)["ErrorCode"] == 20007
    assert raw("openim.sendmsg", body)["ErrorCode"] == 0


def test_a_login_is_taken_up_by_the_first_command_of_a_new_socket(opens):
    first = opens().enters("ann")
    again = opens()
    assert again("profile.portrait_get_all", {"UserItem": [{"To_Account": "ann"}]}, **first.head)["ErrorCode"] == 0
    assert again("im_open_status.wshello")["ErrorCode"] == 0
    assert first("im_open_status.wshello")["ErrorCode"] == 6014


def test_a_key_of_no_login_takes_nothing_up(opens):
    first = opens().enters("ann")
    for head in ({**first.head, "a2": "x"}, {**first.head, "tinyid": 7}):
        assert opens()("im_open_status.wshello", **head)["ErrorCode"] == 70001
    assert first("im_open_status.wshello")["ErrorCode"] == 0
    first("im_open_status.wslogout")
    assert first("im_open_status.wshello")["ErrorCode"] == 70001


def test_a_login_that_has_run_out_is_not_taken_up(opens, tencent):
    first = opens().enters("ann")
    first.close()
    tencent.control("POST", "/journal/wait", operation="disconnect", count=1, timeout=5)
    tencent.control("POST", "/clock/advance", days=181)
    assert opens()("im_open_status.wslogin", **first.head)["ErrorCode"] == 70001


def test_a_login_that_was_kicked_is_not_taken_up(opens, rest):
    first, other = opens().enters("ann"), opens()
    rest("im_open_login_svc/kick", UserID="ann")
    for name in ("profile.portrait_get_all", "im_open_status.wslogin"):
        answer = other(name, {"UserItem": [{"To_Account": "ann"}]}, **first.head)
        assert (answer["ErrorCode"], answer["KickType"]) == (1002, 3)


def test_a_frame_of_more_than_8_megabytes_ends_the_connection(opens, tencent):
    long, other = opens().enters("ann"), opens().enters("bob")
    with suppress(ConnectionError):
        long.send(json.dumps({"head": {**HELLO["head"], "ver": "x" * 8 * 1024 * 1024}, "body": {}}))
    tencent.control("POST", "/journal/wait", operation="disconnect", user="ann", count=1, timeout=5)
    assert other("heartbeat.alive")["ErrorCode"] == 0


def test_who_is_not_logged_in_polls_live_groups_alone(opens):
    ann, guest = opens().enters("ann"), opens()
    asked = {"Type": "AVChatRoom", "Name": "Show", "GroupId": "show"}
    assert ann("group_open_http_svc.create_group", asked)["ErrorCode"] == 0
    assert (
        ann("group_open_http_svc.create_group", {"Type": "Public", "Name": "Lunch", "GroupId": "lunch"})["ErrorCode"]
        == 0
    )
    assert guest("group_open_http_noauth_svc.apply_join_group", {"GroupId": "lunch"})["ErrorCode"] == 10007
    joined = guest("group_open_http_noauth_svc.apply_join_group", {"GroupId": "show"})
    body = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
    ann("group_open_http_svc.apply_join_group", {"GroupId": "show"})
    ann("group_open_http_svc.send_group_msg", {"GroupId": "show", "Random": 7, "MsgBody": body})
    poll = "group_open_long_polling_http_noauth_svc.get_msg"
    told = guest(poll, {"Key": joined["LongPollingKey"], "StartSeq": joined["StartSeq"]})
    assert told["RspMsgList"][-1]["MsgBody"] == body
    key = ann("group_open_http_svc.apply_join_group", {"GroupId": "show"})["LongPollingKey"]
    assert guest(poll, {"Key": key})["ErrorCode"] == 10007


def test_what_was_said_in_a_live_group_before_a_poll(opens):
    ann = opens().enters("ann")
    ann("group_open_http_svc.create_group", {"Type": "AVChatRoom", "Name": "Show", "GroupId": "show"})
    ann("group_open_http_svc.apply_join_group", {"GroupId": "show"})
    body = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
    seqs = [
        ann("group_open_http_svc.send_group_msg", {"GroupId": "show", "Random": number, "MsgBody": body})["MsgSeq"]
        for number in range(4)
    ]
    start = ann("group_open_http_svc.apply_join_group", {"GroupId": "show"})["StartSeq"]

    def told(**more):
        rows = ann("group_open_http_svc.get_huge_group_msg", {"GroupId": "show", **more})["RspMsgList"]
        return [row["MsgSeq"] for row in rows]

    assert told(PullPreSeq=start) == told() == seqs and told(PullPreSeq=start - 1) == seqs[:-1]
    stranger = opens().enters("bob")
    assert stranger("group_open_http_svc.get_huge_group_msg", {"GroupId": "show"})["ErrorCode"] == 10007


def test_a_command_that_chatmock_does_not_have_says_why_in_the_journal(opens, tencent):
    raw = opens().enters("ann")
    assert raw("follow.follow_add", {})["ErrorCode"] == 501000
    [entry] = tencent.journal.find("follow.follow_add", refused=True)
    assert "another product" in entry["hint"] and "docs/not-served.md" in entry["hint"]
