"""Users through both SDKs: profiles, metadata, lists, blocks, devices and what is pushed to them."""

import urllib.request

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def alice(client, version):
    return client(version, "alice")


@pytest.fixture
def user(chatmock):
    """What the server knows of a user."""
    return lambda user_id: next(row for row in chatmock.state["users"] if row["user_id"] == user_id)


def ids(pages):
    return [one["userId"] for page in pages for one in page]


def test_a_profile_is_what_its_user_made_of_it(two, user):
    alice, bob = two
    made = alice.sdk.updateCurrentUserInfo(nickname="Alice", profileUrl="http://pics/alice.png")
    assert (made["nickname"], made["plainProfileUrl"]) == ("Alice", "http://pics/alice.png")
    [[seen]] = bob.sdk.createApplicationUserListQuery(userIdsFilter=["alice"])
    assert (seen["nickname"], seen["plainProfileUrl"]) == ("Alice", "http://pics/alice.png")
    assert (user("alice")["nickname"], user("alice")["profile_url"]) == ("Alice", "http://pics/alice.png")


def test_a_profile_picture_may_be_a_file(two):
    alice, bob = two
    alice.sdk.updateCurrentUserInfo(nickname="Alice", profileImage={"$file": ["me.png", "image/png", "smile"]})
    [[seen]] = bob.sdk.createApplicationUserListQuery(userIdsFilter=["alice"])
    assert seen["nickname"] == "Alice" and urllib.request.urlopen(seen["plainProfileUrl"]).read() == b"smile"


def test_languages_are_in_the_order_of_preference(alice, user):
    alice.sdk.updateCurrentUserInfoWithPreferredLanguages(["de", "en"])
    assert user("alice")["preferred_languages"] == alice.me["preferredLanguages"] == ["de", "en"]


def test_users_are_found_by_id_name_and_metadata(chatmock, alice):
    for user_id, table in (("bob", "0"), ("carol", "1"), ("dave", "2"), ("cesar", "2")):
        chatmock.sendbird.user(user_id, nickname=user_id.title(), metadata={"table": table})
    find = alice.sdk.createApplicationUserListQuery
    assert ids(find(limit=2)) == ["cesar", "dave", "carol", "bob", "alice", "mallory"]
    assert ids(find(userIdsFilter=["dave", "bob", "nobody"])) == ["dave", "bob"]
    assert ids(find(nicknameStartsWithFilter="c")) == ["cesar", "carol"]
    assert ids(find(metaDataKeyFilter="table", metaDataValuesFilter=["2", "3"])) == ["cesar", "dave"]


def test_metadata_of_a_user_is_seen_by_others(two, user):
    alice, bob = two
    assert alice.me.createMetaData({"table": "4", "hat": "red"}) == {"table": "4", "hat": "red"}
    alice.me.updateMetaData({"table": "5", "shoes": "blue"}, True)
    alice.me.deleteMetaData("hat")
    [[seen]] = bob.sdk.createApplicationUserListQuery(userIdsFilter=["alice"])
    assert seen["metaData"] == user("alice")["metadata"] == alice.me["metaData"] == {"table": "5", "shoes": "blue"}
    alice.me.deleteAllMetaData()
    assert "metadata" not in user("alice") and alice.me["metaData"] == {}


def test_who_is_blocked_is_marked_and_listed(two, lunch, user):
    alice, bob = two
    bob.sdk.blockUserWithUserId("alice")
    assert ids(bob.sdk.createBlockedUserListQuery()) == ["alice"] and ids(alice.sdk.createBlockedUserListQuery()) == []
    assert [block["user_id"] for block in user("bob")["blocks"]] == ["alice"]
    [his], [hers] = (one.group(lunch).createMemberListQuery() for one in (bob, alice))
    assert {member["userId"]: member["isBlockedByMe"] for member in his} == {"alice": True, "bob": False}
    assert {member["userId"]: member["isBlockingMe"] for member in hers} == {"alice": False, "bob": True}
    bob.sdk.unblockUserWithUserId("alice")
    assert ids(bob.sdk.createBlockedUserListQuery()) == [] and "blocks" not in user("bob")


def test_nobody_blocks_oneself(alice):
    with pytest.raises(Refused):
        alice.sdk.blockUserWithUserId("alice")


def test_an_invitation_preference_is_kept(alice, user):
    assert alice.sdk.getChannelInvitationPreference()["autoAccept"]
    alice.sdk.setChannelInvitationPreference(False)
    assert not alice.sdk.getChannelInvitationPreference()["autoAccept"] and user("alice")["auto_accept"] is False


def test_devices_are_registered_and_forgotten(alice, user):
    for token in ("phone", "tablet"):
        alice.sdk.registerFCMPushTokenForCurrentUser(token)
    alice.sdk.registerAPNSPushTokenForCurrentUser("watch")
    tokens = alice.sdk.getMyPushTokensByToken
    assert tokens("", "gcm")["deviceTokens"] == ["phone", "tablet"] and tokens("", "apns")["deviceTokens"] == ["watch"]
    alice.sdk.unregisterFCMPushTokenForCurrentUser("phone")
    assert [device["token"] for device in user("alice")["devices"]] == ["tablet", "watch"]
    alice.sdk.unregisterAPNSPushTokenAllForCurrentUser()
    alice.sdk.unregisterFCMPushTokenAllForCurrentUser()
    assert "devices" not in user("alice")


def test_devices_for_calls_are_listed_by_version_3(client, rest):
    alice = client("v3", "alice")
    rest("POST", "/users/alice/push/apns_voip", apns_device_token="calls")
    found = alice.sdk.getMyPushTokensByToken("", "apns_voip")
    assert (found["deviceTokens"], found["type"]) == (["calls"], "apns_voip")


# --- pushed to those who are away ---


@pytest.fixture
def bob(chatmock):
    return chatmock.sendbird.user("bob")


@pytest.fixture
def talk(chatmock, alice, bob):
    """A group channel of alice, who has a phone, and of bob."""
    alice.sdk.registerFCMPushTokenForCurrentUser("phone")
    return str(chatmock.sendbird.group("alice", bob))


@pytest.fixture
def go(chatmock, alice):
    """Alice goes away, and the server has noticed."""

    def go():
        alice("disconnect")
        chatmock.journal.wait("disconnect")

    return go


@pytest.fixture
def pushed(chatmock):
    """The notifications that were pushed so far, in a word."""
    return lambda: [(push["token"], push["body"]) for push in chatmock.journal.find(kind="push")]


def test_a_message_is_pushed_to_who_is_away(alice, bob, talk, go, pushed):
    bob.says("online", talk)
    go()
    bob.says("away", talk)
    assert pushed() == [("phone", "away")]


def test_a_member_chooses_what_a_channel_pushes(alice, bob, talk, go, pushed):
    assert alice.group(talk).getMyPushTriggerOption() == "default"
    alice.group(talk).setMyPushTriggerOption("mention_only")
    assert alice.group(talk).getMyPushTriggerOption() == alice.group(talk)["myPushTriggerOption"] == "mention_only"
    go()
    bob.says("for all", talk)
    bob.says("for you", talk, mention_type="users", mentioned_user_ids=["alice"])
    assert pushed() == [("phone", "for you")]


def test_a_user_chooses_what_is_pushed_at_all(alice, bob, talk, go, pushed, user):
    assert alice.sdk.getPushTriggerOption() == "all"
    alice.sdk.setPushTriggerOption("off")
    assert alice.sdk.getPushTriggerOption() == user("alice")["push_preference"]["push_trigger_option"] == "off"
    go()
    bob.says("hi", talk)
    assert pushed() == []


def test_a_user_is_not_disturbed_at_night(chatmock, alice, bob, talk, go, pushed):
    alice.sdk.setDoNotDisturb(True, 22, 30, 8, 0, "Europe/Berlin")
    hours = alice.sdk.getDoNotDisturb()
    names = ("doNotDisturbOn", "startHour", "startMin", "endHour", "endMin", "timezone")
    assert [hours[name] for name in names] == [True, 22, 30, 8, 0, "Europe/Berlin"]
    go()
    for time, text in (("2030-11-27T22:00:00Z", "night"), ("2030-11-28T12:00:00Z", "noon")):
        chatmock.clock.set(time)
        bob.says(text, talk)
    assert pushed() == [("phone", "noon")]


def test_single_days_have_quiet_hours_of_their_own(chatmock, client, bob, pushed):
    alice = client("v4", "alice")
    alice.sdk.registerFCMPushTokenForCurrentUser("phone")
    talk = str(chatmock.sendbird.group("alice", bob))
    days = {"monday": [{"startHour": 9, "startMin": 0, "endHour": 10, "endMin": 30}]}
    assert alice("quiet_days", days=days, timezone="Europe/Berlin") == days
    alice("disconnect")
    chatmock.journal.wait("disconnect")
    for time, text in (("2030-01-14T09:00:00Z", "monday"), ("2030-01-15T09:00:00Z", "tuesday")):
        chatmock.clock.set(time)
        bob.says(text, talk)
    assert pushed() == [("phone", "tuesday")]


def test_version_3_has_a_switch_for_what_a_channel_pushes(chatmock, client, bob, state):
    alice, talk = client("v3", "alice"), str(chatmock.sendbird.group("alice", bob))
    alice.group(talk).setPushPreference(False)
    assert alice.group(talk).getPushPreference() is False
    pushes = {row["user_id"]: row.get("push_enabled", True) for row in state(talk)["members"]}
    assert pushes == {"alice": False, "bob": True}


def test_a_user_may_be_out_of_reach_for_a_while(chatmock, alice, bob, talk, go, pushed):
    start, end = chatmock.clock.now() - 1000, chatmock.clock.now() + 3_600_000
    alice.sdk.setSnoozePeriod(True, start, end)
    assert alice.sdk.getSnoozePeriod() == {"isSnoozeOn": True, "startTs": start, "endTs": end}
    go()
    bob.says("now", talk)
    chatmock.clock.advance(hours=2)
    bob.says("later", talk)
    assert pushed() == [("phone", "later")]


def test_a_notification_may_hide_what_was_said(alice, bob, talk, go, pushed):
    assert alice.sdk.getPushTemplate() == "default"
    alice.sdk.setPushTemplate("alternative")
    assert alice.sdk.getPushTemplate() == "alternative"
    go()
    bob.says("secret", talk)
    assert pushed() == [("phone", "New message")]
