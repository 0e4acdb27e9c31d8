"""Commands that only the older web SDK sends."""

BODY = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": "hi"}}]
OPTIONS = "openim.get_c2c_peer_mute_notifications"


def test_it_is_given_all_receive_options_at_once(opens, tencent):
    ann, _, _ = (opens().enters(name) for name in ("ann", "bob", "carl"))
    assert ann(OPTIONS, {"UpdateSequence": 0})["MuteNotificationsList"] == []
    ann("openim.set_c2c_peer_mute_notifications", {"Peer_Account": ["bob"], "Mute_Notifications": 2})
    ann("openim.set_c2c_peer_mute_notifications", {"Peer_Account": ["carl"], "Mute_Notifications": 1})
    ann("openim.set_c2c_peer_mute_notifications", {"Peer_Account": ["carl"], "Mute_Notifications": 0})
    rows = ann(OPTIONS, {"UpdateSequence": 0})["MuteNotificationsList"]
    assert [(row["To_Account"], row["MuteNotifications"]) for row in rows] == [("bob", 2), ("carl", 0)]
    tencent.control("PUT", "/state", **tencent.control("GET", "/state"))
    [row] = opens().enters("ann")(OPTIONS, {"UpdateSequence": 0})["MuteNotificationsList"]
    assert (row["To_Account"], row["MuteNotifications"]) == ("bob", 2)


def test_it_is_told_what_was_recalled_in_a_group(opens):
    ann = opens().enters("ann")
    group = ann("group_open_http_svc.create_group", {"Type": "Public", "Name": "Lunch"})["GroupId"]
    said = ann("group_open_http_svc.send_group_msg", {"GroupId": group, "Random": 7, "MsgBody": BODY})
    ann("group_open_http_svc.group_msg_recall", {"GroupId": group, "MsgSeqList": [{"MsgSeq": said["MsgSeq"]}]})
    asked = {"NotifyType": 1, "GroupId": group, "BeginTime": 0, "EndTime": said["MsgTime"] * 1000 + 99_000, "Limit": 20}
    told = ann("group_open_http_svc.get_group_notify", asked)
    assert [(row["MsgSeq"], row["MsgRandom"]) for row in told["NotifyMsgList"]] == [(said["MsgSeq"], 7)]
    assert told["NextMsgTime"] == 0
    assert ann("group_open_http_svc.get_group_notify", {**asked, "EndTime": 1})["NotifyMsgList"] == []


def test_it_has_no_key_to_older_files(opens):
    assert opens().enters("ann")("openim.authkey")["AuthKey"] == ""
