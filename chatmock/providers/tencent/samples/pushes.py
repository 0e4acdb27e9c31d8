"""Requests that provoke the errors of messages and of pushes to all."""

from __future__ import annotations

from chatmock.providers.tencent.samples.asking import HI, MESSAGE, PEOPLE, RECALL, SENT, call, cause, settings

PUSHES = (
    cause(
        90006,
        "taking over a message of the future",
        call("openim/importmsg", {**MESSAGE, "SyncFromOldSystem": 1, "MsgTimeStamp": 4294967295}),
        "MsgTimeStamp is missing or not right",
        *PEOPLE,
    ),
    cause(
        90001,
        "a message whose number is a text",
        call("openim/sendmsg", {**MESSAGE, "MsgSeq": "one"}),
        "The body is no JSON, or MsgSeq is not right",
        *PEOPLE,
    ),
    cause(
        90011,
        "a message to 501 accounts",
        call("openim/batchsendmsg", {"To_Account": ["bob"] * 501, "MsgRandom": 1, "MsgBody": HI}),
        "More than 500 accounts at once",
        *PEOPLE,
    ),
    cause(
        90018,
        "attributes of 101 accounts",
        call("all_member_push/im_get_attr", {"To_Account": [str(number) for number in range(101)]}),
        "More than 100 accounts at once",
        *PEOPLE,
    ),
    cause(
        90020,
        "a tag of 51 bytes",
        call("all_member_push/im_push", {"MsgRandom": 1, "MsgBody": HI, "Condition": {"TagsOr": ["x" * 51]}}),
        "A tag has 50 bytes at the most",
        *PEOPLE,
    ),
    cause(
        90022,
        "a push by one tag twice",
        call(
            "all_member_push/im_push",
            {"MsgRandom": 1, "MsgBody": HI, "Condition": {"TagsOr": ["cook"], "TagsAnd": ["cook"]}},
        ),
        "A tag stands twice in the condition",
        *PEOPLE,
    ),
    cause(
        90032,
        "a push by eleven tags",
        call(
            "all_member_push/im_push",
            {"MsgRandom": 1, "MsgBody": HI, "Condition": {"TagsOr": [str(number) for number in range(11)]}},
        ),
        "Too many tags: ten at once, and a hundred of one account",
        *PEOPLE,
    ),
    cause(
        90033,
        "a push by an attribute that was never named",
        call("all_member_push/im_push", {"MsgRandom": 1, "MsgBody": HI, "Condition": {"AttrsOr": {"city": "Oslo"}}}),
        "city is no attribute of the application, or its value is not right",
        *PEOPLE,
    ),
    cause(
        90039,
        "a push by one attribute twice",
        call(
            "all_member_push/im_push",
            {"MsgRandom": 1, "MsgBody": HI, "Condition": {"AttrsOr": {"city": "Oslo"}, "AttrsAnd": {"city": "Rome"}}},
        ),
        "An attribute stands twice in the condition",
        *PEOPLE,
        call("all_member_push/im_set_attr_name", {"AttrNames": {"0": "city"}}),
    ),
    cause(
        90040,
        "a push by a tag of no letters",
        call("all_member_push/im_push", {"MsgRandom": 1, "MsgBody": HI, "Condition": {"TagsOr": [""]}}),
        "A tag is empty",
        *PEOPLE,
    ),
    cause(
        90024,
        "a push right behind another",
        call("all_member_push/im_push", {"MsgRandom": 1, "MsgBody": HI, "Condition": {}}),
        "Pushes come too fast one after the other",
        *PEOPLE,
        settings(push_interval=1000),
        call("all_member_push/im_push", {"MsgRandom": 2, "MsgBody": HI}),
    ),
    cause(
        90047,
        "a push more than there may be in a day",
        call("all_member_push/im_push", {"MsgRandom": 1, "MsgBody": HI, "Condition": {}}),
        "The pushes of the day are used up",
        *PEOPLE,
        settings(pushes_a_day=1),
        call("all_member_push/im_push", {"MsgRandom": 2, "MsgBody": HI}),
    ),
    cause(
        90048,
        "tags of somebody who does not exist",
        call("all_member_push/im_get_tag", {"To_Account": ["nobody"]}),
        "There is no account nobody",
        *PEOPLE,
    ),
    cause(
        23002,
        "an extension of a message that takes none",
        call(
            "openim_msg_ext_http_svc/set_key_values",
            {**RECALL, "OperateType": 1, "ExtensionList": [{"Key": "a", "Value": "1"}]},
        ),
        "The message takes no extensions",
        *SENT,
    ),
)
