"""Mutes, robots, figures of days, files of what was said, addresses of servers."""

import gzip
import json
from hashlib import md5
from urllib.parse import urlsplit

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.errors import Refusal
from chatmock.core.exchange import Request
from chatmock.providers.tencent.messages.groups import send_group_msg
from chatmock.providers.tencent.messages.users import send_to_user
from chatmock.providers.tencent.model import Caller
from tests.tencent.conftest import body

ALICE = Caller("alice", platform="Web")
EVER = 4_294_967_295


def muted(api, who="alice"):
    found = api("openconfigsvr/getnospeaking", Get_Account=who)
    return found["C2CmsgNospeakingTime"], found["GroupmsgNospeakingTime"]


def test_whoever_is_muted_sends_nothing_until_the_time_is_over(people):
    people("openconfigsvr/setnospeaking", Set_Account="alice", C2CmsgNospeakingTime=60)
    assert muted(people) == (60, 0)
    said = {"To_Account": "bob", "MsgRandom": 1, "MsgBody": body("hi")}
    with pytest.raises(Refusal) as refused:
        send_to_user(people.app, ALICE, said)
    assert refused.value.error.code == 20012
    people.app.clock.advance(seconds=60)
    send_to_user(people.app, ALICE, said)
    assert people.texts("alice", "bob") == ["hi"] and muted(people) == (0, 0)


def test_whoever_is_muted_in_groups_says_nothing_there(people):
    group = people.group("alice", "bob")
    people("openconfigsvr/setnospeaking", Set_Account="alice", GroupmsgNospeakingTime=EVER)
    with pytest.raises(Refusal) as refused:
        send_group_msg(people.app, ALICE, {"GroupId": group, "Random": 1, "MsgBody": body("hi")})
    assert refused.value.error.code == 10017 and muted(people) == (0, EVER)
    people("openconfigsvr/setnospeaking", Set_Account="alice", GroupmsgNospeakingTime=0)
    assert muted(people) == (0, 0)


def test_what_the_administrator_sends_goes_through(people):
    people("openconfigsvr/setnospeaking", Set_Account="alice", C2CmsgNospeakingTime=EVER)
    people("sns/black_list_add", From_Account="bob", To_Account=["alice"])
    people.say("alice", "bob")
    assert people.texts("alice", "bob") == ["hi"]


def test_what_the_administrator_sends_goes_through_in_groups_too(people):
    group = people.group("alice", "bob")
    people("openconfigsvr/setnospeaking", Set_Account="alice", GroupmsgNospeakingTime=EVER)
    people.say_in(group, "alice")
    assert [text for _, text in people.said_in(group)] == ["hi"]


def test_a_message_to_whoever_has_blocked_its_sender_is_refused(people):
    people("sns/black_list_add", From_Account="bob", To_Account=["alice"])
    with pytest.raises(Refusal) as refused:
        send_to_user(people.app, ALICE, {"To_Account": "bob", "MsgRandom": 1, "MsgBody": body("hi")})
    assert refused.value.error.code == 20007


def test_a_mute_needs_somebody_and_a_time(people):
    assert people.code("openconfigsvr/setnospeaking", Set_Account="alice") == 130001
    assert people.code("openconfigsvr/setnospeaking", Set_Account="nobody", C2CmsgNospeakingTime=1) == 130004


def test_robots_are_made_listed_and_deleted(api):
    for name in ("@RBT#1", "@RBT#2", "@RBT#1"):
        api("openim_robot_http_svc/create_robot", UserID=name, Nick="Robby")
    assert api("openim_robot_http_svc/get_all_robots")["Robot_Account"] == ["@RBT#1", "@RBT#2"]
    assert api.app.accounts.rows["@RBT#1"].nick == "Robby"
    api("openim_robot_http_svc/delete_robot", Robot_Account="@RBT#1")
    assert api("openim_robot_http_svc/get_all_robots")["Robot_Account"] == ["@RBT#2"]
    assert api.code("openim_robot_http_svc/delete_robot", Robot_Account="@RBT#1") == 10004
    assert api.code("openim_robot_http_svc/create_robot", UserID="robby") == 10004


def test_there_are_twenty_robots_at_the_most(api):
    for number in range(20):
        api("openim_robot_http_svc/create_robot", UserID=f"@RBT#{number}")
    assert api.code("openim_robot_http_svc/create_robot", UserID="@RBT#20") == 10004
    api("openim_robot_http_svc/create_robot", UserID="@RBT#19")


def figures(api, *names):
    return api("openconfigsvr/getappinfo", **({"RequestField": list(names)} if names else {}))["Result"]


def test_figures_tell_what_happened_on_each_day(people):
    people.say("alice", "bob")
    people.say("alice", "carol")
    group = people.group("alice", "bob", "carol")
    people.say_in(group, "bob")
    today = figures(people)[0]
    expected = {
        "C2CUpMsgNum": "2",
        "GroupUpMsgNum": "1",
        "GroupDownMsgNum": "3",
        "UpMsgNum": "3",
        "SendMsgUserNum": "2",
    }
    assert {name: today[name] for name in expected} == expected
    assert (today["GroupAllGroupNum"], today["GroupNewGroupNum"], today["RegistUserNumOneDay"]) == ("1", "1", "3")
    assert (today["AppId"], today["Date"]) == (str(people.app.app_id), "20261121")


def test_a_new_day_begins_with_nothing_but_what_there_is(people):
    people.group("alice")
    people.app.clock.advance(days=1)
    people.accounts("dave")
    names = ("Date", "RegistUserNumOneDay", "RegistUserNumTotal", "GroupNewGroupNum", "GroupAllGroupNum")
    rows = [[row[name] for name in names] for row in figures(people, *names)]
    assert rows[:3] == [
        ["20261122", "1", "5", "0", "1"],
        ["20261121", "3", "4", "1", "1"],
        ["20261120", "0", "1", "0", "0"],
    ]
    assert len(rows) == 30
    assert people.code("openconfigsvr/getappinfo", RequestField=["Hats"]) == 130001


def hour_of(api, kind="C2C", hour="2026112120"):
    [found] = api("open_msg_svc/get_history", ChatType=kind, MsgTime=hour)["File"]
    return found


def fetch(api, url):
    parts = urlsplit(url)
    return dispatch(api.hub, Request("GET", parts.path, parts.query, {}, b""))


@pytest.mark.parametrize("app_id", ["0", "none", "99999999999"])
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/cos/{}/k/n"), ("PUT", "/cos/{}/k/n"), ("GET", "/v4/open_msg_svc/files/{}/a.gz")]
)
def test_an_address_of_a_file_that_names_no_application_leads_nowhere(people, method, path, app_id):
    answer = dispatch(
        people.hub, Request(method, path.format(app_id), "sign=0", {}, b"bytes" if method == "PUT" else b"")
    )
    assert (answer.status, json.loads(answer.body)["ErrorCode"]) == (404, 114000)


def test_a_file_has_what_was_said_in_an_hour(people):
    people.say("alice", "bob", "one")
    people.app.clock.advance(minutes=59)
    people.say("bob", "alice", "two")
    people.app.clock.advance(minutes=1)
    people.say("bob", "alice", "later")
    found = hour_of(people)
    packed = fetch(people, found["URL"]).body
    content = gzip.decompress(packed)
    assert (len(packed), len(content)) == (found["GzipSize"], found["FileSize"])
    assert md5(content).hexdigest() == found["FileMD5"] and md5(packed).hexdigest() == found["GzipMD5"]
    rows = json.loads(content)["MsgList"]
    assert [row["MsgBody"][0]["MsgContent"]["Text"] for row in rows] == ["one", "two"]


def test_a_file_has_what_was_said_in_groups(people):
    group = people.group("alice", "bob")
    people.say_in(group, "bob", "lunch?")
    people.app.clock.advance(hours=1)
    [row] = json.loads(gzip.decompress(fetch(people, hour_of(people, "Group")["URL"]).body))["MsgList"]
    assert (row["GroupId"], row["From_Account"]) == (group, "bob")


@pytest.mark.parametrize(
    ("hour", "hours", "code"),
    [
        ("2026112120", 0, 1004),
        ("2026112119", 1, 1003),
        ("2026112120", 170, 1002),
        ("20261121", 1, 1001),
        ("2026119920", 1, 1001),
    ],
)
def test_a_file_that_is_not_there_is_refused(people, hour, hours, code):
    people.say("alice", "bob")
    people.app.clock.advance(hours=hours)
    assert people.code("open_msg_svc/get_history", ChatType="C2C", MsgTime=hour) == code


def test_an_address_of_a_file_is_good_for_a_day_and_for_nobody_who_makes_one_up(people):
    people.say("alice", "bob")
    people.app.clock.advance(hours=1)
    url = hour_of(people)["URL"]
    assert fetch(people, url[:-1] + ("0" if url[-1] != "0" else "1")).refusal.code == 1001
    people.app.clock.advance(hours=25)
    assert fetch(people, url).refusal.code == 1002


def test_the_servers_address_is_a_number(api):
    assert api("ConfigSvc/GetIPList")["IPList"] == ["127.0.0.1"]


def test_fields_of_profiles_are_those_of_the_application_with_their_rights(people):
    fields = {"Hat": {"type": "number"}, "Secret": {"user": "", "admin": "r"}}
    people.app.provider.configure(people.app, {"profile_fields": fields})

    def code(tag, value):
        items = [{"Tag": f"Tag_Profile_Custom_{tag}", "Value": value}]
        return people.code("profile/portrait_set", From_Account="alice", ProfileItem=items)

    assert (code("Hat", "red"), code("Shoe", "red"), code("Secret", "x")) == (40610, 40009, 40008)
    people.app.provider.configure(people.app, {"profile_fields": {"Secret": {"admin": "w"}}})
    asked = {"To_Account": ["alice"], "TagList": ["Tag_Profile_Custom_Secret"]}
    assert people.code("profile/portrait_get", asked) == 40007
