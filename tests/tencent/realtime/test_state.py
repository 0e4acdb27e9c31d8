"""What clients have done over the web socket is in an export, and a copy has it, too."""

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]


def test_a_copy_has_all_that_clients_have_done(opens, tencent):
    ann, bob = opens().enters("ann"), opens().enters("bob")

    def ask(name, by=ann, **body):
        answer = by(name, body)
        assert answer["ErrorCode"] == 0, (name, answer)
        return answer

    told = {
        "To_Account": "bob",
        "MsgRandom": 1,
        "MsgSeq": 5,
        "MsgBody": BODY,
        "SupportMessageExtension": 1,
        "IsNeedReadReceipt": 1,
    }
    sent = ask("openim.sendmsg", **told)
    message = {"From_Account": "ann", "To_Account": "bob", "MsgKey": sent["MsgKey"]}
    ask("openim_msg_ext_http_svc.reaction_add", bob, **message, Reaction="emoji")
    ask(
        "openim_msg_ext_http_svc.set_key_values",
        bob,
        **message,
        OperateType=1,
        ExtensionList=[{"Key": "a", "Value": "1"}],
    )
    ask(
        "openim.c2c_msg_read_receipt",
        bob,
        Peer_Account="ann",
        C2CMsgInfo=[{"MsgSeq": 5, "MsgRandom": 1, "MsgTime": sent["MsgTime"]}],
    )
    ask("openim.sendmsg", **{**told, "MsgSeq": 6})
    ask("openim.delete_c2c_msg_ramble", bob, To_Account="ann", MsgKeyList=[sent["MsgKey"]])
    ask("openim.set_c2c_peer_mute_notifications", bob, Peer_Account=["ann"], Mute_Notifications=2)
    group = ask(
        "group_open_http_svc.create_group", Type="Public", Name="Lunch", MemberList=[{"Member_Account": "bob"}]
    )["GroupId"]
    seq = ask("group_open_http_svc.send_group_msg", GroupId=group, Random=1, MsgBody=BODY)["MsgSeq"]
    ask("group_open_http_svc.send_group_msg", GroupId=group, Random=2, MsgBody=BODY)
    ask("group_open_http_svc.group_msg_recall", GroupId=group, MsgSeqList=[{"MsgSeq": 2}])
    ask("group_open_http_svc.pin_message", GroupId=group, MsgSeq=seq)
    ask("group_open_http_svc.set_group_attr", GroupId=group, GroupAttr=[{"key": "k", "value": "v"}])
    ask("group_open_http_svc.update_group_counter", GroupId=group, GroupCounter=[{"Key": "n", "Value": 3}])
    ask("group_open_http_svc.delete_group_ramble_msg_by_seq", bob, GroupId=group, Seqs=[seq])
    carl = opens().enters("carl")
    ask("group_open_http_svc.apply_join_group", carl, GroupId=group, ApplyMsg="please")
    town = ask("group_open_http_svc.create_group", Type="Community", Name="Town", SupportTopic=1)["GroupId"]
    topic = ask("million_group_open_http_svc.create_topic", GroupId=town, TopicName="Food")["TopicId"]
    ask("million_group_open_http_svc.send_group_msg", GroupId=town, TopicId=topic, Random=1, MsgBody=BODY)
    conversation = {"Type": 1, "To_Account": "bob"}
    ask("recentcontact.top", OperationType=1, RecentContactItem=[conversation])
    ask("recentcontact.create_contact_group", GroupContactItem=[{"GroupName": "work", "ContactItem": [conversation]}])
    ask("recentcontact.mark_contact", MarkItem=[{"OptType": 1, "ContactItem": conversation, "SetMark": [2]}])
    ask("sns.friend_add", AddFriendItem=[{"To_Account": "bob", "GroupName": "close"}])
    ask(
        "profile.portrait_set",
        bob,
        ProfileItem=[{"Tag": "Tag_Profile_IM_AllowType", "Value": "AllowType_Type_NeedConfirm"}],
    )
    ask("sns.friend_add", carl, AddFriendItem=[{"To_Account": "bob", "AddWording": "please"}])
    ask("im_open_status.ws_status_subscribe", To_Account=["bob"])
    ask("im_msg_db_logic.ws_set_do_not_disturb", Level=2, StartTime=1, EndTime=2)
    ask("im_long_msg.save_relay_json_msg", MsgList=[{"a": 1}])
    before = tencent.control("GET", "/state")
    assert "emoji" in str(before) and "please" in str(before)
    copy = tencent.fork()
    after = copy.control("GET", "/state")
    for state in (before, after):
        for document in state.get("documents", [state]):
            document.pop("clock", None)
            document.get("application", {}).pop("app_id", None)
            document.get("application", {}).pop("secret_key", None)
    assert after == before
    copy.remove()
