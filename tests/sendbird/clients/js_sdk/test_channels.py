"""Group channels through both SDKs: made, listed, changed, hidden, frozen; what is kept with them, and what is unread."""

import urllib.request

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def make(two):
    """Makes a group channel of alice and bob by alice's client."""

    def make(**wanted):
        return two[0].groups.createChannel(invitedUserIds=["alice", "bob"], **wanted)["url"]

    return make


@pytest.fixture
def mine(two):
    """The names in alice's own list of group channels, page by page."""

    def mine(**filters):
        pages = two[0].groups.createMyGroupChannelListQuery(**{"includeEmpty": True, **filters})
        return [[channel["name"] for channel in page] for page in pages]

    return mine


def facts(channel, *names):
    return [channel[name] for name in names]


def test_a_channel_is_what_its_maker_asked_for(two, state):
    alice, bob = two
    wanted = {"name": "lunch", "customType": "food", "data": "{}", "coverUrl": "http://pics/soup.png", "isPublic": True}
    made = alice.groups.createChannel(invitedUserIds=["bob"], operatorUserIds=["alice"], channelUrl="lunch", **wanted)
    assert facts(made, "myRole", "memberCount", "isDistinct", "isSuper") == ["operator", 2, False, False]
    assert bob.hears("onUserJoined", "lunch")[0] == "lunch"
    assert {name: bob.group("lunch")[name] for name in wanted} == wanted
    assert facts(state("lunch"), "custom_type", "operators", "is_public") == ["food", ["alice"], True]


def test_the_same_people_have_one_distinct_channel(chatmock, make):
    assert make(isDistinct=True) == make(isDistinct=True) != make(isDistinct=False)
    assert [channel.get("is_distinct") for channel in chatmock.state["group_channels"]] == [True, None]


def test_a_channel_may_be_super(two, make, state):
    alice, bob = two
    crowd = make(isSuper=True)
    assert alice.group(crowd)["isSuper"] and bob.group(crowd)["isSuper"] and state(crowd)["is_super"]


def test_in_a_broadcast_channel_only_operators_write(two, make, mine):
    alice, bob = two
    news = make(name="news", isBroadcast=True, operatorUserIds=["alice"])
    make(name="lunch")
    assert bob.group(news)["isSuper"] and bob.group(news)["isBroadcast"]
    with pytest.raises(Refused, match="900023"):
        bob("say", channel=news, text="me, too")
    alice("say", channel=news, text="Soup!")
    assert bob.heard("message")["text"] == "Soup!"
    assert mine(superChannelFilter="broadcast_only") == [["news"]] and mine(superChannelFilter="nonsuper") == [
        ["lunch"]
    ]


def test_a_cover_may_be_a_file(two, lunch):
    alice, bob = two
    alice.group(lunch).updateChannel(name="stew", coverImage={"$file": ["soup.png", "image/png", "soup"]})
    assert bob.hears("onChannelChanged") == [lunch] and bob.group(lunch)["name"] == "stew"
    assert urllib.request.urlopen(bob.group(lunch)["coverUrl"]).read() == b"soup"


def test_my_channels_come_page_by_page_in_the_order_i_want(two, make, mine):
    soup, *_ = [make(name=name) for name in ("soup", "bread", "tea")]
    assert mine(order="channel_name_alphabetical", limit=2) == [["bread", "soup"], ["tea"]]
    assert mine(order="chronological", limit=2) == [["tea", "bread"], ["soup"]]
    two[1]("say", channel=soup, text="hot!")
    assert mine(order="latest_last_message", limit=2) == [["soup", "tea"], ["bread"]]


def test_my_channels_are_those_that_pass_the_filters(two, make, mine):
    alice, bob = two
    soup, tea = make(name="soup", customType="food"), make(name="tea", customType="drink", isPublic=True)
    bob("say", channel=soup, text="hot!")
    alice.group(tea).hide()
    assert mine(channelNameContainsFilter="OU") == mine(customTypesFilter=["food", "rest"]) == [["soup"]]
    assert mine(customTypeStartsWithFilter="fo") == mine(channelUrlsFilter=[soup, tea]) == [["soup"]]
    assert mine(unreadChannelFilter="unread_message") == mine(includeEmpty=False) == [["soup"]]
    assert mine(hiddenChannelFilter="hidden_only") == [["tea"]]
    assert mine(hiddenChannelFilter="all", publicChannelFilter="public") == [["tea"]]
    assert mine(hiddenChannelFilter="all", order="chronological") == [["tea", "soup"]]


def test_my_channels_are_found_by_their_members(chatmock, two, make, mine):
    alice, _ = two
    chatmock.sendbird.user("carol", nickname="Caro Lind")
    make(name="pair")
    alice.groups.createChannel(invitedUserIds=["bob", "carol"], name="trio")
    assert mine(userIdsFilter={"userIds": ["bob"], "includeMode": False, "queryType": "AND"}) == [["pair"]]
    anyone = {"userIds": ["bob", "carol"], "includeMode": True, "queryType": "OR"}
    assert mine(userIdsFilter=anyone, order="channel_name_alphabetical") == [["pair", "trio"]]
    assert mine(userIdsFilter={**anyone, "queryType": "AND"}) == [["trio"]]
    assert mine(nicknameContainsFilter="O LI") == mine(nicknameStartsWithFilter="caro") == [["trio"]]
    assert mine(searchFilter={"fields": ["member_nickname", "channel_name"], "query": "RI"}) == [["trio"]]


def test_my_channels_are_found_by_their_metadata(two, make, mine):
    alice, _ = two
    for name, size in (("soup", "2 l"), ("tea", "1 l"), ("bread", "1 kg")):
        alice.group(make(name=name)).createMetaData({"size": size})
    assert mine(metadataKey="size", metadataValues=["1 kg", "1 g"]) == [["bread"]]
    assert mine(metadataKey="size", metadataValueStartsWith="2") == [["soup"]]
    assert mine(order="metadata_value_alphabetical", metadataOrderKeyFilter="size") == [["bread", "tea", "soup"]]


def test_a_public_channel_is_found_by_everybody(two, make):
    alice, bob = two
    make(name="private")
    make(name="here", isPublic=True)
    alice.groups.createChannel(invitedUserIds=[], name="elsewhere", isPublic=True, customType="far")

    def found(**filters):
        pages = bob.groups.createPublicGroupChannelListQuery(includeEmpty=True, **filters)
        return [channel["name"] for page in pages for channel in page]

    assert found(order="channel_name_alphabetical", limit=1, membershipFilter="all") == ["elsewhere", "here"]
    assert found(membershipFilter="joined") == ["here"]
    assert found(membershipFilter="all", customTypesFilter=["far"]) == ["elsewhere"]
    assert found(membershipFilter="all", channelNameContainsFilter="ELSE") == ["elsewhere"]


def test_a_change_reaches_all_members(two, lunch, state):
    alice, bob = two
    bob.group(lunch).updateChannel(name="dinner", data="late", customType="food")
    assert alice.hears("onChannelChanged") == [lunch]
    assert facts(alice.group(lunch), "name", "data", "customType") == ["dinner", "late", "food"]
    assert facts(state(lunch), "name", "data", "custom_type") == ["dinner", "late", "food"]


def test_an_operator_deletes_a_channel(two, make, state):
    alice, bob = two
    lunch = make(operatorUserIds=["alice"])
    with pytest.raises(Refused, match="400108"):
        bob.group(lunch).delete()
    alice.group(lunch).delete()
    assert bob.hears("onChannelDeleted") == [lunch, "group"] and state(lunch) is None


def test_a_channel_is_hidden_from_me_until_something_is_said(two, lunch, mine, state):
    alice, bob = two
    alice.group(lunch).hide()
    assert alice.hears("onChannelHidden") == [lunch] and alice.group(lunch)["hiddenState"] == "hidden_allow_auto_unhide"
    assert mine() in ([], [[]]) and bob.group(lunch)["hiddenState"] == "unhidden" and bob.deaf_to("onChannelHidden")
    bob("say", channel=lunch, text="hi")
    alice.heard("message")
    assert alice.group(lunch)["hiddenState"] == "unhidden" and mine() == [["lunch"]]


def test_a_channel_may_stay_hidden_until_i_show_it(two, lunch, mine):
    alice, bob = two
    bob("say", channel=lunch, text="hi")
    alice.group(lunch).hide(hidePreviousMessages=True, allowAutoUnhide=False)
    alice.hears("onChannelHidden")
    bob("say", channel=lunch, text="ho")
    alice.heard("message", text="ho")
    assert mine() in ([], [[]]) and mine(hiddenChannelFilter="hidden_prevent_auto_unhide") == [["lunch"]]
    alice.group(lunch).unhide()
    assert mine() == [["lunch"]]
    assert [message["text"] for message in alice("history", channel=lunch)] == ["ho"]


def test_in_a_frozen_channel_only_operators_write(two, make, state):
    alice, bob = two
    lunch = make(operatorUserIds=["alice"])
    alice.group(lunch).freeze()
    assert bob.hears("onChannelFrozen") == [lunch] and bob.group(lunch)["isFrozen"] and state(lunch)["freeze"]
    with pytest.raises(Refused, match="900050"):
        bob("say", channel=lunch, text="hi")
    assert alice("say", channel=lunch, text="hi")
    alice.group(lunch).unfreeze()
    assert bob.hears("onChannelUnfrozen") == [lunch] and not bob.group(lunch)["isFrozen"]
    assert bob("say", channel=lunch, text="ho")


def test_only_an_operator_freezes(two, lunch):
    with pytest.raises(Refused, match="400108"):
        two[1].group(lunch).freeze()


def test_metadata_is_everybodys(two, lunch, state):
    alice, bob = two
    alice.group(lunch).createMetaData({"soup": "hot", "tea": "green"})
    assert bob.hears("onMetaDataCreated") == [lunch, {"soup": "hot", "tea": "green"}]
    bob.group(lunch).updateMetaData({"soup": "cold", "bread": "dry"}, True)
    assert alice.hears("onMetaDataUpdated") == [lunch, {"soup": "cold"}]
    assert alice.hears("onMetaDataCreated", lunch, {"bread": "dry"})
    assert alice.group(lunch).getMetaData(["soup"]) == {"soup": "cold"}
    alice.group(lunch).deleteMetaData("soup")
    assert bob.hears("onMetaDataDeleted") == [lunch, ["soup"]]
    assert bob.group(lunch).getAllMetaData() == state(lunch)["metadata"] == {"tea": "green", "bread": "dry"}
    alice.group(lunch).deleteAllMetaData()
    assert sorted(bob.hears("onMetaDataDeleted")[1]) == ["bread", "tea"]


def test_counters_are_everybodys(two, lunch, state):
    alice, bob = two
    alice.group(lunch).createMetaCounters({"soups": 1, "teas": 5})
    assert bob.hears("onMetaCounterCreated") == [lunch, {"soups": 1, "teas": 5}]
    assert bob.group(lunch).increaseMetaCounters({"soups": 2}) == {"soups": 3}
    assert alice.hears("onMetaCounterUpdated") == [lunch, {"soups": 3}]
    assert alice.group(lunch).decreaseMetaCounters({"teas": 6}) == {"teas": -1}
    assert alice.group(lunch).updateMetaCounters({"breads": 4}, True) == {"breads": 4}
    assert (
        bob.group(lunch).getAllMetaCounters() == state(lunch)["metacounters"] == {"soups": 3, "teas": -1, "breads": 4}
    )
    alice.group(lunch).deleteMetaCounter("teas")
    assert bob.hears("onMetaCounterDeleted") == [lunch, ["teas"]]
    alice.group(lunch).deleteAllMetaCounters()
    assert bob.group(lunch).getAllMetaCounters() == {}


def test_what_is_unread_is_counted_by_kind(two, make):
    alice, bob = two
    soup, tea = make(customType="food"), make(customType="drink")
    for channel in (soup, soup, tea):
        alice("say", channel=channel, text="hot")
    bob.heard("total", total=3)
    count = bob.groups.getTotalUnreadMessageCount
    assert [count(), count(channelCustomTypesFilter=["food"]), count(superChannelFilter="super")] == [3, 2, 0]
    assert bob.groups.getTotalUnreadChannelCount() == 2
    key = "non_super_group_channel_unread_message_count"
    assert list(bob.groups.getUnreadItemCount(keys=[key]).values()) == [3]
    assert bob.groups.getGroupChannelCount(myMemberStateFilter="joined_only") == 2


def test_some_channels_are_read_at_once(two, make):
    alice, bob = two
    soup, tea = make(), make()
    for channel in (soup, tea):
        alice("say", channel=channel, text="hot")
    bob.heard("total", total=2)
    bob.groups.markAsReadWithChannelUrls([tea])
    assert bob.heard("total", total=1) and alice.heard("read", channel=tea)
    assert [bob.group(url)["unreadMessageCount"] for url in (soup, tea)] == [1, 0]


def test_all_channels_are_read_at_once(two, make):
    alice, bob = two
    for channel in (make(), make()):
        alice("say", channel=channel, text="hot")
    bob.heard("total", total=2)
    bob.groups.markAsReadAll()
    assert bob.heard("total", total=0) and bob.groups.getTotalUnreadChannelCount() == 0


def test_a_member_may_not_want_a_channel_counted(two, make):
    alice, bob = two
    soup, tea = make(), make()
    assert bob.group(soup).setMyCountPreference("off") == "off"
    for channel in (soup, tea):
        alice("say", channel=channel, text="hot")
    bob.heard("message", channel=tea)
    assert bob.groups.getTotalUnreadMessageCount() == 1 and bob.group(soup)["myCountPreference"] == "off"


def test_a_member_forgets_what_was_said(two, lunch):
    alice, bob = two
    bob("say", channel=lunch, text="hi")
    alice.group(lunch).resetMyHistory()
    bob("say", channel=lunch, text="ho")
    assert [message["text"] for message in alice("history", channel=lunch)] == ["ho"]
    assert [message["text"] for message in bob("history", channel=lunch)] == ["hi", "ho"]


def test_changelogs_tell_what_changed_and_what_is_gone(chatmock, two, make):
    alice, bob = two
    soup, tea = make(name="soup"), make(name="tea", operatorUserIds=["alice"])
    since = chatmock.clock.now()
    alice.group(tea).delete()
    bob("say", channel=soup, text="hot")
    logs = alice.groups.getMyGroupChannelChangeLogsByTimestamp(since, includeEmpty=True)
    assert [channel["name"] for channel in logs["updatedChannels"]] == ["soup"] and logs["deletedChannelUrls"] == [tea]
    again = alice.groups.getMyGroupChannelChangeLogsByToken(logs["token"], includeEmpty=True)
    assert [again["updatedChannels"], again["deletedChannelUrls"], again["hasMore"]] == [[], [], False]


def test_a_collection_follows_my_channels(client):
    alice, bob = client("v4", "alice"), client("v3", "bob")
    soup = bob.groups.createChannel(invitedUserIds=["alice"], name="soup", operatorUserIds=["bob"])["url"]
    assert alice("collect", filter={"includeEmpty": True}) == [soup]
    tea = bob.groups.createChannel(invitedUserIds=["alice"], name="tea")["url"]
    assert alice.hears("onChannelsAdded") == [[tea]]
    bob.group(soup).updateChannel(name="stew")
    assert alice.hears("onChannelsUpdated", [soup])
    bob.group(soup).delete()
    assert alice.hears("onChannelsDeleted") == [[soup]]
