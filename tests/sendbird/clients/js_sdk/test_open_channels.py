"""Open channels through both SDKs: made, listed, changed, entered, moderated; what is kept with them."""

import urllib.request

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def lobby(two):
    """An open channel that alice's client made, with alice as its operator, and both inside."""
    url = two[0].opens.createChannel(name="lobby", operatorUserIds=["alice"])["url"]
    for one in two:
        one.open(url).enter()
    two[0].hears("onUserEntered")
    return url


def facts(channel, *names):
    return [channel[name] for name in names]


def ids(pages):
    return [one["userId"] for page in pages for one in page]


def test_an_open_channel_is_what_its_maker_asked_for(two, state):
    alice, bob = two
    wanted = {"name": "lobby", "customType": "hall", "data": "{}"}
    made = alice.opens.createChannel(
        channelUrl="lobby", coverUrlOrImage="http://pics/door.png", operatorUserIds=["alice"], **wanted
    )
    assert facts(made, "url", "coverUrl", "participantCount") == ["lobby", "http://pics/door.png", 0]
    assert {name: bob.open("lobby")[name] for name in wanted} == wanted
    assert ids([bob.open("lobby")["operators"]]) == state("lobby")["operators"] == ["alice"]


def test_an_open_channel_made_of_nothing_has_defaults(two, state):
    alice, bob = two
    made = alice.opens.createChannel()
    assert facts(bob.open(made["url"]), "name", "isFrozen", "participantCount") == [made["name"], False, 0]


def test_open_channels_are_found_page_by_page(two, rest):
    alice, bob = two
    for name, kind in (("soup", "food"), ("tea", "drink"), ("bread", "food")):
        alice.opens.createChannel(name=name, customType=kind, channelUrl=f"{name}_room")
    rest("PUT", "/open_channels/tea_room/freeze", freeze=True)

    def found(**filters):
        return [[channel["name"] for channel in page] for page in bob.opens.createOpenChannelListQuery(**filters)]

    assert found(limit=2) == [["bread", "tea"], ["soup"]]
    assert found(nameKeyword="EA") == [["bread", "tea"]] and found(urlKeyword="OUP_R") == [["soup"]]
    assert found(customTypes=["drink", "food"], includeFrozen=False) == [["bread", "soup"]]


def test_a_change_of_an_open_channel_reaches_who_is_inside(two, lobby, state):
    alice, bob = two
    alice.open(lobby).updateChannel(
        name="hall", data="x", customType="big", operatorUserIds=["alice", "bob"], coverUrlOrImage="http://pics/a.png"
    )
    assert bob.hears("onChannelChanged") == [lobby]
    assert facts(bob.open(lobby), "name", "data", "customType") == ["hall", "x", "big"]
    assert state(lobby)["operators"] == ["alice", "bob"]


def test_a_cover_of_an_open_channel_may_be_a_file(client, version):
    """In Node version 3 sends no file beside a list, as that of the operators."""
    alice, bob = client("v4", "alice"), client(version, "bob")
    lobby = alice.opens.createChannel(coverUrlOrImage={"$file": ["door.png", "image/png", "door"]})["url"]
    assert urllib.request.urlopen(bob.open(lobby)["coverUrl"]).read() == b"door"


def test_only_an_operator_changes_an_open_channel(two, lobby):
    _, bob = two
    with pytest.raises(Refused, match="400108"):
        bob.open(lobby).updateChannel(name="hall")
    with pytest.raises(Refused, match="400108"):
        bob.open(lobby).delete()


def test_the_end_of_an_open_channel_is_told_who_is_inside(two, lobby, state):
    alice, bob = two
    alice.open(lobby).delete()
    assert bob.hears("onChannelDeleted") == [lobby, "open"] and state(lobby) is None
    with pytest.raises(Refused):
        bob.open(lobby).refresh()


def test_who_enters_is_listed_until_leaving(two, lobby, state):
    alice, bob = two
    assert ids(bob.open(lobby).createParticipantListQuery(limit=1)) == ["alice", "bob"]
    assert [row["user_id"] for row in state(lobby)["participants"]] == ["alice", "bob"]
    assert alice.open(lobby)["participantCount"] == 2
    bob.open(lobby).exit()
    assert alice.hears("onUserExited") == [lobby, "bob"] and alice.open(lobby)["participantCount"] == 1
    assert ids(alice.open(lobby).createParticipantListQuery(limit=9)) == ["alice"]


def test_who_is_not_inside_hears_nothing(two, lobby):
    alice, bob = two
    bob.open(lobby).exit()
    alice("call_out", channel=lobby, text="anybody?")
    alice.open(lobby).createMetaData({"table": "4"})
    bob.open(lobby).enter()
    alice("call_out", channel=lobby, text="again")
    assert bob.heard("message")["text"] == "again" and bob.deaf_to("onMetaDataCreated")


def test_in_a_frozen_open_channel_only_operators_speak(client, version):
    """Version 3 has no words to freeze one; it hears of it."""
    alice, bob = client("v4", "alice"), client(version, "bob")
    lobby = alice.opens.createChannel(operatorUserIds=["alice"])["url"]
    for one in (alice, bob):
        one.open(lobby).enter()
    alice.open(lobby).freeze()
    assert bob.hears("onChannelFrozen") == [lobby] and bob.open(lobby)["isFrozen"]
    with pytest.raises(Refused, match="900050"):
        bob("call_out", channel=lobby, text="hi")
    assert alice("call_out", channel=lobby, text="quiet!")
    alice.open(lobby).unfreeze()
    assert bob.hears("onChannelUnfrozen") == [lobby] and bob("call_out", channel=lobby, text="hi")


def test_a_muted_participant_does_not_speak(two, lobby):
    alice, bob = two
    alice.open(lobby).muteUserWithUserId("bob", 600, "loud")
    assert bob.hears("onUserMuted") == [lobby, "bob"] and bob.open(lobby).getMyMutedInfo()["isMuted"]
    with pytest.raises(Refused, match="900041"):
        bob("call_out", channel=lobby, text="hi")
    [[muted]] = alice.open(lobby).createMutedUserListQuery()
    assert (muted["userId"], muted["restrictionInfo"]["description"]) == ("bob", "loud")
    alice.open(lobby).unmuteUserWithUserId("bob")
    assert bob.hears("onUserUnmuted") == [lobby, "bob"] and bob("call_out", channel=lobby, text="hi")


def test_a_banned_participant_is_out_and_stays_out(two, lobby, state):
    alice, bob = two
    alice.open(lobby).banUserWithUserId("bob", 600)
    assert bob.hears("onUserBanned") == [lobby, "bob"] == alice.hears("onUserBanned")
    assert ids(alice.open(lobby).createBannedUserListQuery()) == ["bob"] and len(state(lobby)["participants"]) == 1
    with pytest.raises(Refused, match="900100"):
        bob.open(lobby).enter()
    alice.open(lobby).unbanUserWithUserId("bob")
    bob.open(lobby).enter()
    assert alice.hears("onUserUnbanned") and alice.hears("onUserEntered") == [lobby, "bob"]


def test_operators_of_an_open_channel_are_made_and_unmade(two, lobby):
    alice, bob = two
    alice.open(lobby).addOperators(["bob"])
    assert bob.hears("onOperatorUpdated") == [lobby, ["alice", "bob"]]
    assert ids([bob.open(lobby)["operators"]]) == ids(bob.open(lobby).createOperatorListQuery()) == ["alice", "bob"]
    bob.open(lobby).removeOperators(["alice"])
    assert alice.hears("onOperatorUpdated", lobby, ["bob"])


def test_what_is_kept_with_an_open_channel_is_told_inside(two, lobby, state):
    alice, bob = two
    alice.open(lobby).createMetaData({"table": "4"})
    assert bob.hears("onMetaDataCreated") == [lobby, {"table": "4"}]
    bob.open(lobby).updateMetaData({"table": "5"})
    assert alice.hears("onMetaDataUpdated") == [lobby, {"table": "5"}]
    alice.open(lobby).deleteMetaData("table")
    assert bob.hears("onMetaDataDeleted") == [lobby, ["table"]]
    bob.open(lobby).createMetaCounters({"likes": 1})
    assert alice.hears("onMetaCounterCreated") == [lobby, {"likes": 1}]
    assert alice.open(lobby).increaseMetaCounters({"likes": 2}) == state(lobby)["metacounters"] == {"likes": 3}
    assert bob.hears("onMetaCounterUpdated") == [lobby, {"likes": 3}]
