"""Requests in which a field may matter, by the address or the name of what takes them."""

from __future__ import annotations

from tests.tencent.effects.values import BOB, CAROL, CLUB, SOUP, TEXT, Given

LUNCH = {"Type": 2, "ToGroupid": "lunch"}
PAIR = {"From_Account": "alice", "To_Account": "bob"}
SENT = {**PAIR, "MsgKey": "{key}"}
EXT = [{"Key": "y", "Value": "1", "Seq": 0}]
AB = [{"key": "k", "value": "x"}]
ELEMENT = {"MsgBody": TEXT}
IN_TOPIC = {"GroupId": CLUB, "TopicId": SOUP}
_EXTENSIONS = [{**SENT, "OperateType": 1, "ExtensionList": [{"Key": "x", "Value": "2"}]}] + [
    {**SENT, "OperateType": kind, "ExtensionList": EXT} for kind in (1, 2, 3)
]
_GROUP_EXTENSIONS = [
    {**IN_TOPIC, "MsgSeq": 2, "OperateType": 1, "ExtensionList": [{"Key": "x" + SOUP, "Value": "2"}]}
] + [
    {**where, "MsgSeq": 2, "OperateType": kind, "ExtensionList": EXT}
    for where in ({"GroupId": "lunch"}, IN_TOPIC)
    for kind in (1, 2, 3)
]
_TOPIC = {"GroupId": CLUB, "TopicName": "Bread"}
_MARK = {"MarkItem": [{"OptType": 1, "ContactItem": BOB, "SetMark": [1], "ClearMark": [2]}]}
_CUSTOM = {"MarkItem": [{"OptType": 2, "ContactItem": BOB, "CustomMark": "mine"}]}
_UPDATES = [
    {"UpdateType": 1, "UpdateGroup": {"OldGroupName": "work", "UpdateGroupType": 1, "NewGroupName": "office"}},
    {
        "UpdateType": 1,
        "UpdateGroup": {
            "OldGroupName": "work",
            "UpdateGroupType": 2,
            "ContactUpdateItem": [{"ContactOptType": 1, "ContactItem": CAROL}],
        },
    },
    {
        "UpdateType": 1,
        "UpdateGroup": {
            "OldGroupName": "work",
            "UpdateGroupType": 2,
            "ContactUpdateItem": [{"OptType": 1, "ContactItem": CAROL}],
        },
    },
    {
        "UpdateType": 2,
        "UpdateContact": {"ContactItem": [CAROL], "ContactUpdateItem": [{"ContactOptType": 1, "GroupName": "work"}]},
    },
]
_OWN = {"lunch": {"GroupId": "lunch"}, "team": {"GroupId": "team", "*as": "bob"}}
_APPLY = {"GroupId": "lunch", "Applicant_Account": "erin", "HandleMsg": "Agree"}
_TWO_SEARCHES: list[Given] = [
    {"KeywordList": ["said"], "Count": 5},
    {"KeywordList": ["one"], "Peer_Account": "bob"},
    {"KeywordList": ["one", "said"], "KeywordListMatchType": "or"},
]
_LIVE = {"GroupId": "stage"}
_OFFICE: dict[str, list[Given]] = {
    "openim_msg_ext_http_svc/set_key_values": _EXTENSIONS,
    "openim_msg_ext_http_svc/get_key_values": [SENT],
    "openim_msg_ext_http_svc/group_set_key_values": _GROUP_EXTENSIONS,
    "openim_msg_ext_http_svc/group_get_key_values": [{**IN_TOPIC, "MsgSeq": 2}],
    "group_open_http_svc/get_online_member_num": [_LIVE],
    "group_open_avchatroom_http_svc/get_members": [{**_LIVE, "Timestamp": 0}],
    "group_open_avchatroom_http_svc/modify_user_info": [
        {**_LIVE, "CommandType": kind, "MemberList": [{"Member_Account": "bob", "Marks": [1000]}]} for kind in (1, 2)
    ],
    "group_open_http_svc/ban_group_member": [{**_LIVE, "Members_Account": ["bob"], "Duration": 60}],
    "group_open_http_svc/unban_group_member": [{**_LIVE, "Members_Account": ["erin"]}],
    "group_open_http_svc/get_group_ban_member": [{**_LIVE, "Offset": 0}],
    "group_open_http_svc/change_group_owner": [{"GroupId": "lunch", "NewOwner_Account": "bob"}],
    "million_group_open_http_svc/create_topic": [_TOPIC],
    "million_group_open_http_svc/get_topic": [
        {"GroupId": CLUB, "From_Account": "alice"},
        {"GroupId": CLUB},
        {"GroupId": CLUB, "TopicIdList": [SOUP]},
    ],
    "million_group_open_http_svc/modify_topic": [
        {**IN_TOPIC, "TopicName": "Stew"},
        {**IN_TOPIC, "From_Account": "alice"},
    ],
    "million_group_open_http_svc/destroy_topic": [{"GroupId": CLUB, "TopicIdList": [SOUP]}],
    "openim/modify_c2c_msg": [{**SENT, **ELEMENT}],
    "group_open_http_svc/create_group": [
        {"Type": "Public", "Name": "New", "Owner_Account": "alice"},
        {"Type": "Community", "Name": "New", "Owner_Account": "alice"},
        {"Type": "Public", "Name": "New", "Owner_Account": "alice", "MemberList": [{"Member_Account": "bob"}]},
    ],
    "group_open_http_svc/add_group_member": [
        {"GroupId": "team", "MemberList": [{"Member_Account": "carol"}]},
        {"GroupId": "class", "MemberList": [{"Member_Account": "carol"}]},
    ],
    "group_open_http_svc/delete_group_member": [{"GroupId": "lunch", "MemberToDel_Account": ["bob"]}],
    "group_open_http_svc/modify_group_member_info": [
        {"GroupId": "lunch", "Member_Account": "bob"},
        {"GroupId": "lunch", "Member_Account": "alice"},
    ],
    "group_open_http_svc/get_specified_group_member_info": [{"GroupId": "lunch", "Member_List_Account": ["bob"]}],
    "group_open_http_svc/get_group_member_info": [{"GroupId": "lunch"}, {"GroupId": CLUB}],
    "group_open_http_svc/get_group_info": [{"GroupIdList": ["lunch"]}],
    "group_open_http_svc/clear_group_attr": [
        {"GroupId": "lunch", "AttrControl": ["RaceConflict"]},
        {"GroupId": "lunch", "AttrControl": ["RaceConflict"], "AttrMainSeq": 5},
    ],
    "group_open_http_svc/group_msg_get_simple": [{"GroupId": "lunch", "ReqMsgNumber": 20}],
    "sns/friend_check": [{"From_Account": "bob", "To_Account": ["carol"], "CheckType": "CheckResult_Type_Both"}],
    "sns/black_list_check": [
        {"From_Account": "bob", "To_Account": ["alice", "carol"], "CheckType": "BlackCheckResult_Type_Both"},
        {"From_Account": "alice", "To_Account": ["erin"], "CheckType": "BlackCheckResult_Type_Both"},
    ],
    "sns/black_list_get": [{"From_Account": "alice", "StartIndex": 0, "MaxLimited": 10, "LastSequence": 0}],
    "sns/group_get": [{"From_Account": "alice"}],
    "sns/group_delete": [{"From_Account": "alice", "GroupName": ["work"]}],
    "sns/friend_import": [
        {
            "From_Account": "dave",
            "AddFriendItem": [
                {
                    "To_Account": "carol",
                    "AddSource": "AddSource_Type_XX",
                    "CustomItem": [{"Tag": "Tag_SNS_Custom_Hat", "Value": "x"}],
                }
            ],
        }
    ],
    "recentcontact/delete": [
        {"From_Account": "alice", "Type": 1, "To_Account": "bob"},
        {"From_Account": "alice", "Type": 2, "ToGroupid": "lunch"},
    ],
    "recentcontact/del_contact_group": [{"From_Account": "alice", "GroupName": ["work"]}],
    "openim_robot_http_svc/create_robot": [{"UserID": "@RBT#3"}],
    "open_msg_svc/get_history": [{"ChatType": "C2C", "MsgTime": "2026112118"}],
    "group_open_http_svc/get_joined_group_list": [
        {"Member_Account": "alice"},
        {"Member_Account": "alice", "WithHugeGroups": 1},
    ],
    "recentcontact/create_contact_group": [
        {
            "From_Account": "alice",
            "GroupContactItem": [
                {"GroupName": "new", "ContactItem": [BOB]},
                {"GroupName": "newer", "ContactItem": [LUNCH]},
            ],
        }
    ],
    "recentcontact/update_contact_group": [{"From_Account": "alice", **one} for one in _UPDATES],
    "recentcontact/mark_contact": [{"From_Account": "alice", **one} for one in (_MARK, _CUSTOM)],
    "recentcontact/search_contact_group": [
        {"From_Account": "alice", "ContactItem": [BOB]},
        {"From_Account": "alice", "ContactItem": [{"Type": 2, "ToGroupId": "lunch"}]},
    ],
    "sns/friend_add": [
        {"From_Account": "carol", "AddFriendItem": [{"To_Account": "dave"}]},
        {"From_Account": "bob", "AddFriendItem": [{"To_Account": "erin"}]},
        {"From_Account": "carol", "AddFriendItem": [{"To_Account": "@RBT#1"}]},
    ],
    "sns/group_add": [{"From_Account": "alice", "GroupName": ["new"], "To_Account": ["bob"]}],
    "group_open_http_svc/modify_group_attr": [{"GroupId": "lunch", "GroupAttr": AB, "AttrControl": ["RaceConflict"]}],
    "group_open_http_svc/set_group_attr": [
        {"GroupId": "lunch", "GroupAttr": AB, "AttrControl": ["RaceConflict"]},
        {"GroupId": "lunch", "GroupAttr": AB},
    ],
    "group_open_http_svc/delete_group_attr": [
        {"GroupId": "lunch", "GroupAttr": [{"key": "k"}], "AttrControl": ["RaceConflict"]},
        {"GroupId": "lunch", "GroupAttr": [{"key": "k"}]},
    ],
    "group_open_http_svc/update_group_counter": [{"GroupId": "lunch", "GroupCounter": [{"Key": "n", "Value": 2}]}],
    "group_open_http_svc/get_group_counter": [{"GroupId": "lunch"}],
    "group_open_http_svc/send_group_msg": [
        {"GroupId": "lunch", "Random": 77, **ELEMENT},
        {**IN_TOPIC, "Random": 77, **ELEMENT},
    ],
    "group_open_http_svc/group_msg_recall": [{"GroupId": "lunch", "MsgSeqList": [{"MsgSeq": 1}]}],
    "group_open_http_svc/modify_group_base_info": [{"GroupId": "lunch", "Name": "New"}, {"GroupId": "lunch"}],
}
BASES: dict[str, list[Given]] = {
    **{f"/{name}": rows for name, rows in _OFFICE.items()},
    **{name.replace("/", "."): rows for name, rows in _OFFICE.items()},
    "/group_open_http_svc/import_group": [{"Type": "Public", "Name": "New", "Owner_Account": "alice"}],
    "/group_open_http_svc/import_group_member": [
        {"GroupId": "lunch", "MemberList": [{"Member_Account": "dave", "Role": "Member", "JoinTime": "{now}"}]}
    ],
    "/group_open_http_svc/import_topic": [_TOPIC],
    "/openim/admin_msgwithdraw": [SENT],
    "/group_open_http_svc/import_group_msg": [
        {"GroupId": "class", "MsgList": [{"From_Account": "alice", "SendTime": "{noon}", "Random": 7, **ELEMENT}]}
    ],
    "/group_open_http_svc/get_group_msg_receipt_detail": [
        {"GroupId": "lunch", "MsgSeq": 2, "Filter": 1, "Cursor": "", "Count": 1}
    ],
    "/group_open_http_svc/set_unread_msg_num": [{"GroupId": "lunch", "Member_Account": "bob", "UnreadMsgNum": 1}],
    "/million_group_open_http_svc/get_topic": [{"GroupId": CLUB, "From_Account": "alice"}],
    "group_open_http_noauth_svc.apply_join_group": [_LIVE],
    "group_open_long_polling_http_svc.get_msg": [{"Key": "{poll}", "StartSeq": 1}, {"Key": "{poll}", "StartSeq": 99}],
    "group_open_long_polling_http_noauth_svc.get_msg": [
        {"Key": "{poll}", "StartSeq": 1},
        {"Key": "{poll}", "StartSeq": 99},
    ],
    "openim.msgwithdraw": [{"MsgInfo": {**PAIR, "MsgSeq": 4, "MsgRandom": 5, "MsgTimeStamp": "{noon}"}}],
    "openim.modify_c2c_msg": [{**PAIR, "MsgVersion": 9, "MsgSeq": 4, "MsgRandom": 5, "MsgTime": "{noon}", **ELEMENT}],
    "openim.modify_group_msg": [{"GroupId": "lunch", "MsgSeq": 1, **ELEMENT}, {**IN_TOPIC, "MsgSeq": 1, **ELEMENT}],
    "openim.delete_c2c_msg_ramble": [{"To_Account": "bob", "MsgKeyList": ["{key}"]}],
    "openim.msgreaded": [{"C2CMsgReaded": {"C2CMsgReadedItem": [{"To_Account": "bob", "LastedMsgTime": "{now}"}]}}],
    "group_open_http_svc.delete_group_ramble_msg_by_seq": [{"GroupId": "lunch", "Seqs": ["1"]}],
    **{
        f"openim_msg_ext_http_svc.{verb}": [
            {**SENT, "Reaction": "emoji_1"},
            {**SENT, "Reaction": "emoji_1", "*as": "bob"},
        ]
        for verb in ("reaction_add", "reaction_del", "reaction_iterate")
    },
    **{
        f"openim_msg_ext_http_svc.group_{verb}": [
            {"GroupId": "lunch", "MsgSeq": 2, "Reaction": "emoji_1", "*as": "bob"},
            {**IN_TOPIC, "MsgSeq": 2, "Reaction": "emoji_1", "*as": "bob"},
        ]
        for verb in ("reaction_add", "reaction_del", "reaction_iterate")
    },
    "openim_msg_ext_http_svc.reaction_multi_stat": [{**PAIR, "MsgKeyList": ["{key}"]}],
    "openim_msg_ext_http_svc.group_reaction_multi_stat": [{"GroupId": "lunch", "MsgSeqList": [2]}],
    "openim.c2c_msg_read_receipt": [
        {"Peer_Account": "bob", "C2CMsgInfo": [{"MsgSeq": 2, "MsgRandom": 3, "MsgTime": "{noon}"}]}
    ],
    "group_open_http_svc.apply_join_group": [
        {"GroupId": "guild", "*as": "carol"},
        {"GroupId": "class", "*as": "carol"},
        {"GroupId": "stage", "*as": "carol"},
    ],
    "group_open_http_svc.handle_apply_join_group": [_APPLY],
    "im_open_status.wslogin": [{"*head": True}],
    "recentcontact.clear_msg": [BOB, LUNCH],
    "group_open_http_svc.pin_message": [{"GroupId": "lunch", "MsgSeq": 2}, {**IN_TOPIC, "MsgSeq": 2}],
    "group_open_http_svc.unpin_message": [{"GroupId": "lunch", "MsgSeq": 4}, {**IN_TOPIC, "MsgSeq": 1}],
    "group_open_http_svc.get_pinned_messages": [{"GroupId": "lunch"}, {"GroupId": CLUB}],
    "group_open_http_svc.quit_group": [{"GroupId": "lunch", "*as": "bob"}],
    "profile.portrait_set": [{"ProfileItem": [{"Tag": "Tag_Profile_IM_Nick", "Value": "text"}]}],
    "message_search.query": _TWO_SEARCHES,
    "user_search.query": [{"Keywords": ["b", "o"]}, {"UserBirthStart": 1}, {}],
    "group_search.query": [{"Keywords": ["l", "u"]}],
    "group_member_search.query": [{"Keywords": ["b", "a"]}],
    "sns.friend_response": [
        {"ResponseFriendItem": [{"To_Account": "erin", "ResponseAction": "Response_Action_AgreeAndAdd"}]}
    ],
    "sns.pendency_get": [{"PendencyType": "Pendency_Type_ComeIn"}],
    "sns.pendency_delete": [{"PendencyType": "Pendency_Type_ComeIn", "To_Account": ["erin"]}],
    "sns.friend_check": [
        {"To_Account": ["carol"], "CheckType": "CheckResult_Type_Both", "*as": "bob"},
        {"To_Account": ["bob"], "CheckType": "CheckResult_Type_Both", "*as": "carol"},
    ],
    "sns.group_update": [
        {"GroupOldName": "work"},
        {"GroupOldName": "work", "UpdateGroupItem": [{"To_Account": "carol", "UpdateType": "Update_Type_Add"}]},
    ],
    "group_open_http_svc.get_group_self_member_info": [
        {"GroupIdList": ["lunch"]},
        {"GroupIdList": ["lunch"], "*as": "bob"},
    ],
    "group_open_http_svc.get_group_public_info": [{"GroupIdList": ["lunch"]}],
    "group_open_http_svc.get_huge_group_msg": [_LIVE],
    "group_open_http_svc.get_pendency": [{}],
    "group_open_http_svc.group_msg_get": [{"GroupId": "lunch", "ReqMsgNumber": 20}],
    "group_open_http_svc.handle_invite_join_permission_group": [
        {"GroupId": "guild", "Applicant_Account": "bob", "Invited_Account": "dave", "HandleMsg": "Agree"}
    ],
    "group_open_http_svc.handle_invite_join_group": [{"GroupId": "team", "HandleMsg": "Agree", "*as": "carol"}],
    "im_long_msg.get_relay_json_msg": [{"JsonMsgKey": "{relay}"}],
    "openim.deletemsg": [
        {"DelMsgList": [{"From_Account": "@TIM#SYSTEM", "MsgSeq": "{notice}", "MsgRandom": "{notice}"}]}
    ],
    "openim.getroammsg": [{"Peer_Account": "bob", "MaxCnt": 20}],
    "openim.get_peer_read_time": [{"To_Account": ["bob"]}],
    "group_open_http_svc.get_group_notify": [{"GroupId": "lunch"}],
    "group_open_http_svc.batch_get_group_notify": [{"NotifyReqList": [{"GroupId": "lunch"}]}],
    "group_open_http_svc.get_group_msg_receipt_detail": [{"GroupId": "lunch", "MsgSeq": 1, "Flag": 1}],
    "recentcontact.page_get": [{"TimeStamp": "{noon}"}],
    "/recentcontact/get_list": [
        {
            "From_Account": "alice",
            "TimeStamp": "{noon}",
            "StartIndex": 0,
            "TopTimeStamp": 0,
            "TopStartIndex": 0,
            "AssistFlags": 2,
        }
    ],
    "/im_open_login_svc/multiaccount_import": [{"AccountList": [{"UserID": "zed", "Nick": "Z"}]}],
    "openim.read_all_unread_msg": [{"GroupReadInfo": [{"GroupId": "lunch", "MsgSeq": 4}]}],
}


def around(name: str, properties: Given, base: Given) -> list[Given]:
    """A request in other places: in a community, in its topic, in a live group."""
    if "GroupId" not in base:
        return []
    topic = {"TopicId": SOUP} if "TopicId" in properties else {}
    return [{**base, "GroupId": CLUB, **topic}, {**base, "GroupId": "stage"}, {**base, "GroupId": "team"}]
