"""Requests that provoke the errors of profiles, friends, conversations and operations."""

from __future__ import annotations

from chatmock.providers.tencent.samples.asking import GROUP, MESSAGE, PEOPLE, SENT, call, cause, settings

PEOPLES = (
    cause(
        40001,
        "a profile without fields",
        call("profile/portrait_set", {"From_Account": "ann"}),
        "ProfileItem is missing or not right",
        *PEOPLE,
    ),
    cause(
        40008,
        "a field that only users write",
        call(
            "profile/portrait_set",
            {"From_Account": "ann", "ProfileItem": [{"Tag": "Tag_Profile_Custom_Hat", "Value": "x"}]},
        ),
        "The caller may not write Tag_Profile_Custom_Hat",
        *PEOPLE,
        settings(profile_fields={"Hat": {"type": "string", "admin": "r", "user": "rw"}}),
    ),
    cause(
        40007,
        "a field that only users read",
        call("profile/portrait_get", {"To_Account": ["ann"], "TagList": ["Tag_Profile_Custom_Hat"]}),
        "The caller may not read Tag_Profile_Custom_Hat",
        *PEOPLE,
        settings(profile_fields={"Hat": {"type": "string", "admin": "w", "user": "rw"}}),
    ),
    cause(
        30001,
        "friends of nobody in particular",
        call("sns/friend_add", {"AddFriendItem": [{"To_Account": "bob"}]}),
        "From_Account is missing or not right",
        *PEOPLE,
    ),
    cause(
        30003,
        "friends of somebody who does not exist",
        call(
            "sns/friend_add",
            {"From_Account": "nobody", "AddFriendItem": [{"To_Account": "bob", "AddSource": "AddSource_Type_XX"}]},
        ),
        "There is no account nobody",
        *PEOPLE,
    ),
    cause(
        30011,
        "a friend list more than there may be",
        call("sns/group_add", {"From_Account": "ann", "GroupName": ["work"]}),
        "The account has as many friend lists as it may have",
        *PEOPLE,
        settings(most_friend_lists=0),
    ),
    cause(
        50001,
        "deleting a conversation that is not there",
        call("recentcontact/delete", {"From_Account": "ann", "Type": 1, "To_Account": "bob"}),
        "There is no such account, or no conversation with it",
        *PEOPLE,
    ),
    cause(
        50002,
        "a conversation group without a name",
        call("recentcontact/create_contact_group", {"From_Account": "ann"}),
        "GroupContactItem is missing or not right",
        *SENT,
    ),
    cause(
        51006,
        "101 conversations in a group",
        call(
            "recentcontact/create_contact_group",
            {
                "From_Account": "ann",
                "GroupContactItem": [{"GroupName": "work", "ContactItem": [{"Type": 1, "To_Account": "bob"}] * 101}],
            },
        ),
        "More than 100 conversations at once",
        *SENT,
    ),
    cause(
        51009,
        "deleting a conversation group that is not there",
        call("recentcontact/del_contact_group", {"From_Account": "ann", "GroupName": ["work"]}),
        "There is no such conversation group",
        *SENT,
    ),
    cause(
        51010,
        "21 conversation groups",
        call(
            "recentcontact/create_contact_group",
            {
                "From_Account": "ann",
                "GroupContactItem": [
                    {"GroupName": str(number), "ContactItem": [{"Type": 1, "To_Account": "bob"}]}
                    for number in range(21)
                ],
            },
        ),
        "There are 20 conversation groups already",
        *SENT,
    ),
    cause(
        51011,
        "a conversation group with a name of 33 bytes",
        call(
            "recentcontact/create_contact_group",
            {
                "From_Account": "ann",
                "GroupContactItem": [{"GroupName": "x" * 33, "ContactItem": [{"Type": 1, "To_Account": "bob"}]}],
            },
        ),
        "The name of a conversation group has 1 to 32 bytes",
        *SENT,
    ),
    cause(
        130001,
        "a silence of nobody",
        call("openconfigsvr/setnospeaking", {"C2CmsgNospeakingTime": 1}),
        "Set_Account is missing or not right",
        *PEOPLE,
    ),
    cause(
        130004,
        "a silence of somebody who does not exist",
        call("openconfigsvr/setnospeaking", {"Set_Account": "nobody", "C2CmsgNospeakingTime": 1}),
        "There is no account nobody",
        *PEOPLE,
    ),
    cause(
        1001,
        "what was said in an hour of no name",
        call("open_msg_svc/get_history", {"ChatType": "C2C", "MsgTime": "yesterday"}),
        "MsgTime is missing or not right",
        *PEOPLE,
    ),
    cause(
        1004,
        "what is said in an hour to come",
        call("open_msg_svc/get_history", {"ChatType": "C2C", "MsgTime": "2099010100"}),
        "The hour is not over: its file is made then",
        *PEOPLE,
    ),
    cause(
        1002,
        "what was said years ago",
        call("open_msg_svc/get_history", {"ChatType": "C2C", "MsgTime": "2020010100"}),
        "The file is older than seven days, or its address has expired",
        *PEOPLE,
    ),
    cause(
        10063,
        "21 counters",
        call(
            "group_open_http_svc/update_group_counter",
            {"GroupId": "lunch", "GroupCounter": [{"Key": str(number), "Value": 1} for number in range(21)]},
        ),
        "A group has 20 counters at the most",
        *GROUP,
    ),
    cause(
        70051,
        "a UserSig of an account that is blocked",
        call("openim/sendmsg", MESSAGE),
        "The account is blocked",
        *PEOPLE,
        settings(blocked_accounts=["administrator"]),
    ),
)
