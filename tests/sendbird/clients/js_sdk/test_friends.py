"""Friends through both SDKs: added, discovered, listed, and followed by their change log."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def alice(chatmock, client, version):
    for name in ("bob", "carol", "dave"):
        chatmock.sendbird.user(name, nickname=name.title(), discovery_keys=[f"key of {name}"])
    return client(version, "alice")


def ids(users):
    return [user["userId"] for user in users]


def friends(alice):
    return [ids(page) for page in alice.sdk.createFriendListQuery(limit=2)]


def test_friends_are_added_listed_and_deleted(alice):
    added = alice.sdk.addFriends(["bob", "carol", "dave"])
    assert [(user["userId"], user["friendName"], user["friendDiscoveryKey"]) for user in added] == [
        ("bob", "Bob", None),
        ("carol", "Carol", None),
        ("dave", "Dave", None),
    ]
    assert friends(alice) == [["bob", "carol"], ["dave"]]
    alice.sdk.deleteFriend("bob")
    alice.sdk.deleteFriends(["carol", "nobody"])
    assert friends(alice) == [["dave"]]


def test_nobody_is_a_friend_who_is_not_there(alice):
    with pytest.raises(Refused) as refused:
        alice.sdk.addFriends(["nobody"])
    assert refused.value.code == 400201


def test_friends_are_discovered_by_their_keys(alice):
    rows = [
        {"friendDiscoveryKey": "key of bob", "friendName": "Bobby"},
        {"friendDiscoveryKey": "none", "friendName": "X"},
    ]
    alice.sdk.uploadFriendDiscoveries(rows)
    [[bobby]] = alice.hears("onFriendsDiscovered")
    assert (bobby["userId"], bobby["friendName"], bobby["friendDiscoveryKey"]) == ("bob", "Bobby", "key of bob")
    assert friends(alice) == [["bob"]]
    alice.sdk.deleteFriendDiscovery("key of bob")
    alice.sdk.deleteFriendDiscoveries(["none"])
    assert friends(alice) == [[]]


def test_who_comes_later_is_discovered_later(alice, rest):
    alice.sdk.uploadFriendDiscoveries([{"friendDiscoveryKey": "+49", "friendName": "Erin of work"}])
    rest("POST", "/users", user_id="erin", nickname="Erin", discovery_keys=["+49"])
    [[erin]] = alice.hears("onFriendsDiscovered")
    assert (erin["userId"], erin["friendName"]) == ("erin", "Erin of work")


def test_who_does_not_want_it_is_not_discovered(alice, client, version):
    bob = client("v4" if version == "v3" else "v3", "bob")
    assert bob.sdk.getAllowFriendDiscovery() is True
    bob.sdk.setAllowFriendDiscovery(False)
    assert bob.sdk.getAllowFriendDiscovery() is False
    alice.sdk.uploadFriendDiscoveries([{"friendDiscoveryKey": "key of bob", "friendName": "Bobby"}])
    assert friends(alice) == [[]] and alice.deaf_to("onFriendsDiscovered")


def test_the_change_log_follows_the_list(alice, rest, version):
    alice.sdk.addFriends(["bob", "carol"])
    log = alice.sdk.getFriendChangeLogsByToken("")
    assert (ids(log["updatedUsers"]), log["deletedUserIds"], log["hasMore"]) == (["bob", "carol"], [], False)
    assert version == "v3" or ids(log["addedUsers"]) == ["bob", "carol"]
    rest("PUT", "/users/carol", nickname="Caroline")
    alice.sdk.deleteFriend("bob")
    log = alice.sdk.getFriendChangeLogsByToken(log["token"])
    assert [user["nickname"] for user in log["updatedUsers"]] == ["Caroline"] and log["deletedUserIds"] == ["bob"]
    assert version == "v3" or log["addedUsers"] == []


def test_an_invitation_of_a_friend_is_told_from_others(alice, rest):
    rest("PUT", "/users/alice/channel_invitation_preference", auto_accept=False)
    alice.sdk.addFriends(["bob"])
    for inviter in ("bob", "carol"):
        rest("POST", "/group_channels", channel_url=f"of_{inviter}", user_ids=[inviter])
        rest("POST", f"/group_channels/of_{inviter}/invite", user_ids=["alice"], inviter_id=inviter)
        _channel, told, _invitees = alice.hears("onUserReceivedInvitation", f"of_{inviter}")
        assert told == inviter
    for state, inviter in (("invited_by_friend", "bob"), ("invited_by_non_friend", "carol")):
        query = alice.groups.createMyGroupChannelListQuery(myMemberStateFilter=state, includeEmpty=True)
        assert [channel["url"] for page in query for channel in page] == [f"of_{inviter}"]
        assert alice.groups.getGroupChannelCount(myMemberStateFilter=state) == 1
