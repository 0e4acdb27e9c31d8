"""Requests that provoke each error; the tables of the documentation come from here."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.samples.access import ACCESS
from chatmock.providers.tencent.samples.asking import (
    BROKEN,
    CHECK,
    GENDER,
    GROUP,
    HI,
    NICK,
    PEOPLE,
    RECALL,
    SENT,
    SIGNED,
    by_fault,
    call,
    cause,
    group_message,
    message,
    new_group,
    profile,
    settings,
)
from chatmock.providers.tencent.samples.groups import GROUPS
from chatmock.providers.tencent.samples.people import PEOPLES
from chatmock.providers.tencent.samples.pushes import PUSHES

_ORDINARY = (
    *ACCESS,
    cause(
        70206,
        "asking for 101 accounts",
        call(CHECK, {"CheckItem": [{"UserID": "ann"}] * 101}),
        "Too many accounts at once, or none",
        SIGNED,
    ),
    cause(
        70398,
        "an account more than the plan allows, which has no bound until somebody sets it",
        call("im_open_login_svc/account_import", {"UserID": "carl"}),
        "The plan allows no more than 100 accounts",
        *PEOPLE,
        settings(most_accounts=2),
    ),
    cause(
        70402,
        "importing an account without a name",
        call("im_open_login_svc/account_import", {}),
        "UserID is missing or not right",
        SIGNED,
    ),
    cause(
        71000,
        "deleting accounts where the plan forbids it",
        call("im_open_login_svc/account_delete", {"DeleteItem": [{"UserID": "ann"}]}),
        "Accounts of this plan cannot be deleted",
        *PEOPLE,
        settings(deletes_accounts=False),
    ),
    message(90002, "a message without elements", {"MsgBody": []}, "MsgBody is not right: MsgBody (minItems)"),
    message(90003, "a message to nobody", {"To_Account": None}, "To_Account is missing or not right"),
    message(90005, "a random number in words", {"MsgRandom": "one"}, "MsgRandom is missing or not right"),
    message(90007, "a message that is a text", {"MsgBody": "hi"}, "MsgBody is no list"),
    message(90008, "a sender that does not exist", {"From_Account": "nobody"}, errors.bad_sender.sentence),
    message(
        90010,
        "an element of no type",
        {"MsgBody": [{"MsgType": "Song", "MsgContent": {}}]},
        "An element of MsgBody is not right",
    ),
    message(
        90012,
        "a receiver that was never imported",
        {"To_Account": "nobody"},
        "There is no account nobody: it was neither imported nor logged in",
    ),
    message(90026, "a message for eight days", {"MsgLifeTime": 691_200}, "MsgLifeTime is longer than seven days"),
    message(90031, "a third way of sending it to oneself", {"SyncOtherMachine": 3}, "SyncOtherMachine is not right"),
    message(90044, "a message for less than no time", {"MsgLifeTime": -1}, "MsgLifeTime is not right"),
    message(
        93000,
        "a text of 13000 characters",
        {"MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "x" * 13_000}}]},
        "The message is longer than 12 KB",
    ),
    cause(
        90054,
        "recalling a message by a key that is none",
        call("openim/admin_msgwithdraw", {**RECALL, "MsgKey": "nonsense"}),
        "MsgKey is not right",
        *SENT,
    ),
    cause(
        20022,
        "recalling a message that nobody sent",
        call("openim/admin_msgwithdraw", {**RECALL, "MsgKey": "1_2_3"}),
        "There is no such message",
        *SENT,
    ),
    cause(
        20023,
        "recalling a message twice",
        call("openim/admin_msgwithdraw", RECALL),
        "The message was recalled already",
        *SENT,
        call("openim/admin_msgwithdraw", RECALL),
    ),
    profile(40003, "somebody who does not exist", "Tag_Profile_IM_Nick", "x", "There is no account nobody", "nobody"),
    profile(40009, "a field that does not exist", "Tag_Profile_IM_Hat", "x", "There is no field Tag_Profile_IM_Hat"),
    profile(40601, "a nickname of 501 bytes", NICK, "x" * 501, f"The value of {NICK} is longer than 500 bytes"),
    profile(
        40605,
        "another gender",
        GENDER,
        "Gender_Type_Robot",
        f"The value of {GENDER} is none of those that are allowed",
    ),
    profile(40610, "a nickname that is a number", NICK, 7, f"The value of {NICK} has a wrong type"),
    new_group(10004, "a group of no type", {"GroupId": "b", "Type": "Club"}, "Type is missing or not right"),
    new_group(10015, "an id that only the server gives", {"GroupId": "@TGS#1"}, "The id of the group is not right"),
    new_group(
        10019, "an owner that does not exist", {"GroupId": "b", "Owner_Account": "nobody"}, "There is no account nobody"
    ),
    new_group(10021, "an id that somebody else's group has", {"Owner_Account": "bob"}, "The id of the group is taken"),
    new_group(10025, "making one's own group again", {}, "You own a group with this id already"),
    new_group(
        10014,
        "more members than there may be",
        {"GroupId": "b", "MaxMemberCount": 1, "MemberList": [{"Member_Account": "bob"}]},
        "The group is full",
    ),
    cause(
        10011,
        "a body that breaks off",
        call("group_open_http_svc/create_group", None, raw=b'{"GroupList"'),
        BROKEN,
        SIGNED,
    ),
    group_message(
        10007,
        "a message of somebody who is no member",
        {"From_Account": "bob"},
        "This is not allowed: bob is no member",
    ),
    group_message(10010, "a message in a group that does not exist", {"GroupId": "b"}, "There is no group b"),
    group_message(
        10017,
        "a message of somebody who is silenced",
        {"From_Account": "bob"},
        "The account, or the whole group, is silenced",
        call("group_open_http_svc/add_group_member", {"GroupId": "lunch", "MemberList": [{"Member_Account": "bob"}]}),
        call("group_open_http_svc/forbid_send_msg", {"GroupId": "lunch", "Members_Account": ["bob"], "MuteTime": 60}),
    ),
    group_message(
        80002,
        "a text of 13000 characters",
        {"MsgBody": [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "x" * 13_000}}]},
        "The message is longer than 12 KB",
    ),
    cause(
        10030,
        "modifying a message that nobody sent",
        call("openim/modify_group_msg", {"GroupId": "lunch", "MsgSeq": 9, "MsgBody": HI}),
        "There is no such message",
        *GROUP,
    ),
    cause(
        10005,
        "adding 301 members",
        call(
            "group_open_http_svc/add_group_member",
            {"GroupId": "lunch", "MemberList": [{"Member_Account": "bob"}] * 301},
        ),
        "Too many accounts at once",
        *GROUP,
    ),
)
_MADE = (*_ORDINARY, *GROUPS, *PEOPLES, *PUSHES)
CAUSES = (
    *_MADE,
    *(by_fault(int(code)) for code in errors.ERRORS if code not in {one.code for one in _MADE}),
)
