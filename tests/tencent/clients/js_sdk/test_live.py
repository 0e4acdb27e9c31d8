"""Live groups: the SDK polls, and the answers wait on the application's clock."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import Sdk


@pytest.fixture(scope="module")
def live(people):
    """A live group that Alice made and Bob has joined."""
    alice, bob, _ = people
    group = alice("createGroup", {"name": "Show", "type": "AVChatRoom"})["group"]["groupID"]
    for one in (alice, bob):
        assert one("joinGroup", {"groupID": group})["status"] in ("JoinedSuccess", "AlreadyInGroup")
    return str(group)


def test_what_is_said_is_polled_once(alice, bob, live):
    for author, other in ((alice, bob), (bob, alice)):
        sent = author.says(live, "on air")
        assert other.receives(sent)["payload"] == {"text": "on air"}


def test_who_joins_and_leaves_is_told(alice, carol, live):
    carol("joinGroup", {"groupID": live})
    assert alice.tipped(1)["operatorID"] == "carol"
    carol("quitGroup", live)
    assert alice.tipped(2)["operatorID"] == "carol"


def test_members_are_listed_marked_and_banned(alice, bob, carol, live):
    carol("joinGroup", {"groupID": live})
    assert alice("getGroupOnlineMemberCount", live)["memberCount"] == 3
    assert alice("markGroupMemberList", {"groupID": live, "userIDList": ["bob"], "markType": 1001, "enableMark": True})
    marked = alice("getGroupMemberList", {"groupID": live, "filter": 1001})["memberList"]
    assert [row["userID"] for row in marked] == ["bob"]
    alice("deleteGroupMember", {"groupID": live, "userIDList": ["carol"], "duration": 60, "reason": "rude"})
    assert carol.notices(21, live)
    with pytest.raises(Refused) as refused:
        carol("joinGroup", {"groupID": live})
    assert refused.value.code == 10007


def test_who_comes_later_is_told_what_was_said(alice, live, tencent, package):
    said = [alice.says(live, f"number {number}")["ID"] for number in range(3)]
    late = Sdk(tencent, "late", package=package).enters()
    late("joinGroup", {"groupID": live})
    heard = late.hears("MESSAGE_RECEIVED", lambda rows: any(row["ID"] == said[-1] for row in rows))
    assert [row["ID"] for row in heard if row["ID"] in said] == said
    late.close()


def test_who_is_not_logged_in_looks_on(alice, live, tencent, package):
    guest = Sdk(tencent, "guest", package=package)
    assert guest("joinGroup", {"groupID": live})["status"] == "JoinedSuccess"
    for text in ("on air", "still on air"):
        sent = alice.says(live, text)
        assert guest.receives(sent)["payload"] == {"text": text}
    guest("quitGroup", live)
    guest.close()


def test_attributes_and_the_end_are_polled(alice, bob, live):
    alice("initGroupAttributes", {"groupID": live, "groupAttributes": {"seat": "1"}})
    assert bob.hears("GROUP_ATTRIBUTES_UPDATED", lambda data: data["groupID"] == live)["groupAttributes"] == {
        "seat": "1"
    }
    alice("dismissGroup", live)
    assert bob.notices(5, live)
