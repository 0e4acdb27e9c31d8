"""What the settings of an application do to the SDK: how often one is logged in, consent, friends alone; and frames."""

from contextlib import ExitStack, closing

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import ANDROID, IPHONE, WEB, WINDOWS, Sdk, message_id, newer

INVITED, FOLLOWED, DECLINED = 12, 13, 14


@pytest.fixture
def opens(tencent, package):
    """Opens one more SDK of Dave's."""
    with ExitStack() as opened:

        def opens(platform=WEB):
            one = opened.enter_context(closing(Sdk(tencent, "dave", package=package, platform=platform)))
            return one.enters()

        yield opens
    tencent.settings(web_instances=1, other_instances=1, platforms_at_once="all")


def test_of_too_many_windows_the_earliest_goes_first(tencent, opens):
    tencent.settings(web_instances=3)
    first, second, third = opens(), opens(), opens()
    fourth = opens()
    assert first.hears("KICKED_OUT") == {"type": "multipleAccount"}
    fifth = opens()
    assert second.hears("KICKED_OUT") == {"type": "multipleAccount"}
    fifth("updateMyProfile", {"nick": "Dave"})
    for one in (third, fourth):
        assert one.hears("PROFILE_UPDATED")[0]["nick"] == "Dave" and one.deaf_to("KICKED_OUT")
    for one in (first, second):
        with pytest.raises(Refused):
            one("getMyProfile")


POLICIES = {
    "all": [],
    "mobile_and_desktop": [ANDROID],
    "mobile_or_desktop": [WINDOWS, ANDROID],
    "one": [WEB, WINDOWS, ANDROID],
}
"""Who goes when an iPhone comes to all others."""


@pytest.mark.parametrize("policy", POLICIES)
def test_which_platforms_there_are_at_once(tencent, opens, policy):
    there = {platform: opens(platform) for platform in (WEB, WINDOWS, ANDROID)}
    tencent.settings(platforms_at_once=policy)
    phone = opens(IPHONE)
    for platform, one in there.items():
        if platform in POLICIES[policy]:
            assert one.hears("KICKED_OUT") == {"type": "multipleDevice"}
        else:
            assert one.deaf_to("KICKED_OUT")
    assert phone.deaf_to("KICKED_OUT")


@pytest.mark.parametrize("agrees", [True, False])
def test_who_is_invited_is_asked(alice, bob, tencent, agrees):
    group = alice("createGroup", {"name": "Work", "type": "Private"})["group"]["groupID"]
    tencent.settings(invitees_agree=True)
    alice("addGroupMember", {"groupID": group, "userIDList": ["bob"]})
    tencent.settings(invitees_agree=False)
    asked = bob.notices(INVITED, group)
    assert asked["payload"]["operatorID"] == "alice"
    assert "bob" not in members(alice, group)
    answer = {"handleAction": "Agree" if agrees else "Reject", "message": message_id(asked)}
    bob("callExperimentalAPI", "handleGroupInvitation", answer)
    alice.notices(FOLLOWED if agrees else DECLINED, group)
    assert ("bob" in members(alice, group)) == agrees


def members(one, group):
    return [row["userID"] for row in one("getGroupMemberList", {"groupID": group, "count": 30})["memberList"]]


def test_a_group_asks_its_owner_whom_members_bring(alice, bob, carol):
    made = {"name": "Work", "type": "Private", "inviteOption": "NeedPermission", "memberList": [{"userID": "bob"}]}
    group = alice("createGroup", made)["group"]["groupID"]
    bob.hears("GROUP_LIST_UPDATED", lambda rows: any(row["groupID"] == group for row in rows))
    bob("addGroupMember", {"groupID": group, "userIDList": ["carol"]})
    [asked] = [one for one in alice("getGroupApplicationList")["applicationList"] if one["groupID"] == group]
    assert (asked["applicant"], asked["userID"], asked["applicationType"]) == ("bob", "carol", 2)
    assert members(alice, group) == ["alice", "bob"]
    alice("handleGroupApplication", {"handleAction": "Agree", "application": asked})
    carol.hears("GROUP_LIST_UPDATED", lambda rows: any(row["groupID"] == group for row in rows))
    assert members(carol, group) == ["alice", "bob", "carol"]


def test_strangers_cannot_write_to_each_other(alice, bob, tencent):
    friendship = {"to": "bob", "source": "AddSource_Type_Web", "type": "Add_Type_Both"}
    tencent.settings(checks_friends=True)
    with pytest.raises(Refused) as refused:
        alice.says(bob)
    assert refused.value.code == 20009
    alice("addFriend", friendship)
    bob.receives(alice.says(bob, "at last"))
    bob("deleteFriend", {"userIDList": ["alice"], "type": "Delete_Type_Single"})
    with pytest.raises(Refused) as refused:
        alice.says(bob)
    assert refused.value.code == 20010
    alice("deleteFriend", {"userIDList": ["bob"], "type": "Delete_Type_Both"})
    tencent.settings(checks_friends=False)


@newer
def test_receipts_say_when_members_have_read(alice, bob, carol, group):
    sent = alice.says(group, "read this", needReadReceipt=True)
    bob.receives(sent)
    bob("sendMessageReadReceipt", [message_id(sent)])
    alice.hears("MESSAGE_READ_RECEIPT_RECEIVED", lambda rows: rows[0]["messageID"] == sent["ID"])
    rows = [{"sequence": sent["sequence"], "userIDList": ["bob", "carol"]}]
    [told] = alice("callExperimentalAPI", "getGroupReceiptsByUsers", {"groupID": group, "dataList": rows})["dataList"]
    times = {row["userID"]: row["readTime"] for row in told["dataList"]}
    assert times["bob"] >= sent["time"] and times["carol"] == 0


# --- frames ---


@pytest.mark.parametrize("text", [False, True], ids=["binary", "text"])
def test_more_than_a_megabyte_comes_in_one_frame(tencent, package, text):
    words = "soup " * 2200
    body = [{"MsgType": "TIMTextElem", "MsgContent": {"Text": words}}]
    erin = Sdk(tencent, "erin", package=package, text=text)
    people = [f"friend-{number}" for number in range(99)]
    erin.asks("im_open_login_svc/multiaccount_import", Accounts=[*people, "erin"])
    for number, one in enumerate(people):
        erin.asks("openim/sendmsg", From_Account=one, To_Account="erin", MsgRandom=number, MsgBody=body)
    erin.enters()
    found = erin("getConversationList")["conversationList"]
    lengths = [len(row["lastMessage"]["payload"]["text"]) for row in found if row["conversationID"] in heads(people)]
    assert lengths == [len(words)] * 99
    forms = erin.process("forms")
    assert (forms["text"] > 0, forms["binary"] > 0, forms["packed"] > 0) == (text, not text, not text)
    erin.close()


def heads(people):
    return {f"C2C{one}" for one in people}


def test_a_message_of_more_than_a_megabyte_is_refused_and_the_connection_goes_on(alice, bob):
    made = {"to": "bob", "conversationType": "C2C", "payload": {"data": "x" * 1_100_000}}
    long = alice("createCustomMessage", made)
    with pytest.raises(Refused) as refused:
        alice("sendMessage", message_id(long))
    assert refused.value.code == 93000
    bob.receives(alice.says(bob, "short"))
    assert long["ID"] not in [row["ID"] for row in bob.history(alice)]
