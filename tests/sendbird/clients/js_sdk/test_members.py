"""Who is in a group channel and what they may do there, through both SDKs: invitations, operators, mutes, bans."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def carol(chatmock):
    return chatmock.sendbird.user("carol", nickname="Carol")


@pytest.fixture
def ruled(two):
    """A group channel of alice and bob with alice as its operator."""
    return two[0].groups.createChannel(invitedUserIds=["bob"], operatorUserIds=["alice"])["url"]


@pytest.fixture
def shy(two):
    """Bob, who wants to be asked before he is a member of anything."""
    two[1].sdk.setChannelInvitationPreference(False)
    return two[1]


def ids(pages):
    return [one["userId"] for page in pages for one in page]


def standing(state, channel):
    return {row["user_id"]: row.get("state") != "invited" for row in state(channel)["members"]}


def test_who_is_invited_is_a_member_at_once(chatmock, two, lunch, carol, state):
    alice, bob = two
    carol.connect()
    assert alice.group(lunch).inviteWithUserIds(["carol"])["memberCount"] == 3
    assert bob.hears("onUserJoined", lunch, "carol")
    assert bob.group(lunch)["memberCount"] == 3 and state(lunch)["members"][-1]["inviter"] == "alice"
    assert [frame["cat"] for frame in carol.received("SYEV")] == [10000]


def test_who_wants_to_be_asked_accepts(two, shy, state):
    alice, bob = two
    assert bob.sdk.getChannelInvitationPreference()["autoAccept"] is False
    lunch = alice.groups.createChannel(invitedUserIds=["bob"])["url"]
    assert bob.hears("onUserReceivedInvitation") == [lunch, "alice", ["bob"]]
    facts = ("myMemberState", "memberCount", "joinedMemberCount")
    assert [bob.group(lunch)[fact] for fact in facts] == ["invited", 2, 1]
    assert ids([[bob.group(lunch)["inviter"]]]) == ["alice"] and standing(state, lunch) == {"alice": True, "bob": False}
    assert bob.group(lunch).acceptInvitation()["myMemberState"] == "joined"
    assert alice.hears("onUserJoined", lunch, "bob") and alice.group(lunch)["joinedMemberCount"] == 2
    assert standing(state, lunch) == {"alice": True, "bob": True}


def test_who_wants_to_be_asked_declines(two, shy, state):
    alice, bob = two
    lunch = alice.groups.createChannel(invitedUserIds=["bob"])["url"]
    bob.hears("onUserReceivedInvitation", lunch)
    pending = {"includeEmpty": True, "myMemberStateFilter": "invited_only"}
    assert [row["url"] for row in bob.groups.createMyGroupChannelListQuery(**pending)[0]] == [lunch]
    bob.group(lunch).declineInvitation()
    assert alice.hears("onUserDeclinedInvitation") == [lunch, "alice", "bob"]
    assert [alice.group(lunch)[fact] for fact in ("memberCount", "joinedMemberCount")] == [1, 1]
    assert ids([alice.group(lunch)["members"]]) == ["alice"] and standing(state, lunch) == {"alice": True}


def test_an_invitation_is_seen_by_who_is_inside(two, shy, carol, state):
    alice, bob = two
    lunch = alice.groups.createChannel(invitedUserIds=["carol"])["url"]
    alice.group(lunch).inviteWithUserIds(["bob"])
    assert bob.hears("onUserReceivedInvitation") == [lunch, "alice", ["bob"]]
    assert [alice.group(lunch)[fact] for fact in ("memberCount", "joinedMemberCount")] == [3, 2]


def test_a_public_channel_is_joined_and_left(two, carol, state):
    alice, bob = two
    lunch = alice.groups.createChannel(invitedUserIds=["carol"], isPublic=True)["url"]
    assert bob.group(lunch).join()["memberCount"] == 3
    assert alice.hears("onUserJoined", lunch, "bob") and standing(state, lunch)["bob"]
    bob.group(lunch).leave()
    assert alice.hears("onUserLeft") == [lunch, "bob"] and alice.group(lunch)["memberCount"] == 2
    assert "bob" not in standing(state, lunch)


def test_a_super_channel_is_counted_as_people_come_and_go(two, carol, state):
    alice, _ = two
    crowd = alice.groups.createChannel(invitedUserIds=["bob"], isSuper=True)["url"]
    carol.joins(crowd)
    for one in two:
        one.hears("onUserJoined", crowd, "carol")
        assert [one.group(crowd)[fact] for fact in ("memberCount", "joinedMemberCount")] == [3, 3]
    carol.leaves(crowd)
    for one in two:
        one.hears("onUserLeft", crowd, "carol")
        assert one.group(crowd)["memberCount"] == 2


def test_a_private_channel_is_not_joined(chatmock, two, carol):
    alice, bob = two
    lunch = alice.groups.createChannel(invitedUserIds=["carol"])["url"]
    with pytest.raises(Refused, match="400108"):
        bob.group(lunch).join()


def test_a_channel_with_a_code_is_joined_by_those_who_know_it(two, state):
    alice, bob = two
    lunch = alice.groups.createChannel(invitedUserIds=[], isPublic=True, accessCode="soup")["url"]
    assert bob.group(lunch)["isAccessCodeRequired"]
    with pytest.raises(Refused, match="400108"):
        bob.group(lunch).join("tea")
    assert bob.group(lunch).join("soup")["myMemberState"] == "joined"


def test_operators_are_made_and_unmade(two, ruled, state):
    alice, bob = two
    alice.group(ruled).addOperators(["bob"])
    assert bob.hears("onOperatorUpdated") == [ruled, ["alice", "bob"]] and bob.group(ruled)["myRole"] == "operator"
    assert ids(alice.group(ruled).createOperatorListQuery(limit=1)) == ["alice", "bob"] == state(ruled)["operators"]
    bob.group(ruled).removeOperators(["alice"])
    assert alice.hears("onOperatorUpdated", ruled, ["bob"]) and alice.group(ruled)["myRole"] == "none"
    with pytest.raises(Refused, match="400108"):
        alice.group(ruled).addOperators(["alice"])


def test_an_operator_who_leaves_may_stay_one(client, version):
    alice, bob = client("v4", "alice"), client(version, "bob")
    for stays in (True, False):
        lunch = alice.groups.createChannel(invitedUserIds=["bob"], operatorUserIds=["alice"], isPublic=True)["url"]
        alice.group(lunch).leave(not stays)
        bob.hears("onUserLeft", lunch)
        assert ids(bob.group(lunch).createOperatorListQuery()) == (["alice"] if stays else [])


def test_a_muted_member_does_not_write(two, ruled, state):
    alice, bob = two
    alice.group(ruled).muteUserWithUserId("bob", 600, "loud")
    assert bob.hears("onUserMuted") == [ruled, "bob"] and bob.group(ruled)["myMutedState"] == "muted"
    told = bob.group(ruled).getMyMutedInfo()
    assert told["isMuted"] and told["description"] == "loud" and 590_000 < told["remainingDuration"] <= 600_000
    with pytest.raises(Refused, match="900041"):
        bob("say", channel=ruled, text="hi")
    assert ids(alice.group(ruled).createMemberListQuery(mutedMemberFilter="muted")) == ["bob"]
    assert [mute["user_id"] for mute in state(ruled)["mutes"]] == ["bob"]
    alice.group(ruled).unmuteUserWithUserId("bob")
    assert bob.hears("onUserUnmuted") == [ruled, "bob"] and bob.group(ruled)["myMutedState"] == "unmuted"
    assert bob("say", channel=ruled, text="ho") and not bob.group(ruled).getMyMutedInfo()["isMuted"]


def test_a_mute_ends_by_itself(chatmock, two, ruled):
    alice, bob = two
    alice.group(ruled).muteUserWithUserId("bob", 60, "")
    bob.hears("onUserMuted")
    chatmock.clock.advance(seconds=61)
    assert bob("say", channel=ruled, text="hi")


def test_a_banned_member_is_out_and_stays_out(two, ruled, state):
    alice, bob = two
    alice.group(ruled).banUserWithUserId("bob", 600, "rude")
    assert bob.hears("onUserBanned") == [ruled, "bob"] and alice.hears("onUserBanned") == [ruled, "bob"]
    assert alice.group(ruled)["memberCount"] == 1 and standing(state, ruled) == {"alice": True}
    [[banned]] = alice.group(ruled).createBannedUserListQuery()
    assert banned["userId"] == "bob" and banned["restrictionInfo"]["description"] == "rude"
    with pytest.raises(Refused, match="400108"):
        alice.group(ruled).inviteWithUserIds(["bob"])
    alice.group(ruled).unbanUserWithUserId("bob")
    assert alice.hears("onUserUnbanned") == [ruled, "bob"]
    assert alice.group(ruled).inviteWithUserIds(["bob"])["memberCount"] == 2


def test_only_operators_mute_and_ban(two, ruled):
    _, bob = two
    for deed in (bob.group(ruled).muteUserWithUserId, bob.group(ruled).banUserWithUserId):
        with pytest.raises(Refused, match="400108"):
            deed("alice", 60, "")


def test_members_are_listed_by_what_they_are(chatmock, two, ruled, carol, shy):
    alice, _ = two
    chatmock.sendbird.user("alice", nickname="Zoe")
    chatmock.sendbird.user("dave", nickname="dave")
    alice.group(ruled).inviteWithUserIds(["carol", "dave"])
    members = alice.group(ruled).createMemberListQuery
    assert ids(members(order="member_nickname_alphabetical", limit=3)) == ["bob", "carol", "dave", "alice"]
    assert ids(members(order="operator_then_member_alphabetical")) == ["alice", "bob", "carol", "dave"]
    assert ids(members(nicknameStartsWithFilter="CA")) == ["carol"]
    lunch = alice.groups.createChannel(invitedUserIds=["bob", "carol"])["url"]
    invited = alice.group(lunch).createMemberListQuery(memberStateFilter="invited_only")
    assert ids(invited) == ["bob"] and invited[0][0]["state"] == "invited"


def test_operators_are_found_among_members(client):
    alice = client("v4", "alice")
    client("v3", "bob")
    lunch = alice.groups.createChannel(invitedUserIds=["bob"], operatorUserIds=["alice"])["url"]
    assert ids(alice.group(lunch).createMemberListQuery(operatorFilter="operator")) == ["alice"]
    assert ids(alice.group(lunch).createMemberListQuery(operatorFilter="nonoperator")) == ["bob"]
