"""The two lists of group channels: of the application, and of one user."""

import pytest

BOTH = ["/group_channels", "/users/alice/my_group_channels"]


@pytest.fixture(params=BOTH)
def found(api, alice, request):
    """Addresses a list finds for the given filters: a sentence that holds for both lists."""

    def find(**query):
        page = api.get(request.param, **{"show_empty": "true", **query})
        return [channel["channel_url"] for channel in page["channels"]]

    return find


def urls(page):
    return [channel["channel_url"] for channel in page["channels"]]


# --- order and pages ---


def test_the_newest_channel_is_listed_first(api, found, alice):
    first, second = api.group(alice), api.group(alice)
    assert found() == [second, first]


def test_in_2016_the_oldest_channel_is_listed_first(api_of_2016, found, alice):
    first, second = api_of_2016.group(alice), api_of_2016.group(alice)
    assert found() == [first, second]  # recorded


def test_the_channel_with_the_latest_message_can_come_first(api, found, alice):
    first, second = api.group(alice), api.group(alice)
    assert found(order="latest_last_message") == [second, first]
    api.say("alice", first)
    assert found(order="latest_last_message") == [first, second]


def test_a_deleted_message_gives_its_place_up(api, found, alice):
    first, second = api.group(alice), api.group(alice)
    message = api.say("alice", first)
    api.delete(f"/group_channels/{first}/messages/{message['message_id']}")
    assert found(order="latest_last_message") == [second, first]


def test_a_page_has_ten_channels_unless_told_otherwise(api, found, alice):
    for _ in range(11):
        api.group(alice)
    assert len(found()) == 10


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize("order", ["chronological", "latest_last_message"])
def test_walking_the_pages_shows_every_channel_once(api, alice, path, order):
    made = [api.group(alice) for _ in range(5)]
    rows = api.walk(path, "channels", limit=2, order=order, show_empty="true")
    assert [row["channel_url"] for row in rows] == made[::-1]


@pytest.mark.parametrize("path", BOTH)
def test_in_2016_the_pages_begin_with_the_oldest_channel(api_of_2016, alice, path):
    made = [api_of_2016.group(alice) for _ in range(5)]
    rows = api_of_2016.walk(path, "channels", limit=2, show_empty="true")
    assert [row["channel_url"] for row in rows] == made


@pytest.mark.parametrize("path", BOTH)
def test_a_list_says_when_it_was_made(api, alice, path):
    api.app.clock.freeze(1482105600123)
    assert api.get(path) == {"channels": [], "next": "", "ts": 1482105600123}


@pytest.mark.parametrize("path", BOTH)
def test_an_unknown_order_is_refused(api, alice, path):
    assert api.refusal("GET", path, order="random") == (400111, 'Invalid value: "order".')


# --- what is shown ---


@pytest.mark.parametrize("path", BOTH)
def test_what_is_asked_for_is_shown_and_nothing_else(api, alice, path):
    lunch = api.group(alice)
    sent = api.say("alice", lunch)["created_at"]
    api.post(f"/group_channels/{lunch}/metadata", metadata={"a": "1"})
    asked = {"members", "read_receipt", "delivery_receipt", "metadata"}
    assert asked.isdisjoint(api.get(path)["channels"][0])  # recorded: no members unless asked for
    flags = ("show_member", "show_read_receipt", "show_delivery_receipt", "show_metadata")
    [channel] = api.get(path, **dict.fromkeys(flags, "true"))["channels"]
    assert channel["members"][0]["user_id"] == "alice" and channel["metadata"] == {"a": "1"}
    assert channel["read_receipt"] == channel["delivery_receipt"] == {"alice": sent}


def test_the_deprecated_flags_show_the_same(api, alice):
    api.group(alice)
    old = api.get("/group_channels", member="true", read_receipt="true")["channels"]
    assert old == api.get("/group_channels", show_member="True", show_read_receipt="1")["channels"]
    assert {"members", "read_receipt"} <= old[0].keys()


# --- filters of both lists ---


def test_distinct_channels_are_found_or_the_others(api, found, alice, bob):
    plain, distinct = api.group(alice, bob), api.group(alice, bob, is_distinct=True)
    assert found(distinct_mode="distinct") == [distinct]
    assert found(distinct_mode="nondistinct") == [plain]
    assert found(distinct_mode="all") == [distinct, plain]


def test_named_channels_are_found_each_once(api, found, alice):
    first, second, _ = (api.group(alice) for _ in range(3))
    assert found(channel_urls=[second, first, second, "nowhere"]) == [second, first]
    assert found(channel_urls=[first, second], order="latest_last_message") == [second, first]


def test_channels_of_exactly_some_members_are_found(api, found, alice, bob, carol):
    both = api.group(alice, bob)
    api.group(alice, bob, carol)
    api.group(alice)
    assert found(members_exactly_in=["bob", "alice"]) == [both]
    assert found(members_exactly_in=["alice", "nobody"]) == []


def test_channels_with_all_or_any_of_some_members_are_found(api, found, alice, bob, carol):
    one, two, all_three = api.group(alice, bob), api.group(alice, carol), api.group(alice, bob, carol)
    assert found(members_include_in=["bob", "carol"]) == [all_three]
    assert found(members_include_in=["bob", "carol"], query_type="OR") == [all_three, two, one]
    assert found(members_include_in=["bob", "nobody"]) == []
    assert found(members_include_in=["carol", "nobody"], query_type="OR") == [all_three, two]


def test_any_of_some_members_can_come_in_the_order_of_messages(api, found, alice, bob):
    first, second = api.group(alice, bob), api.group(alice, bob)
    api.say("bob", first)
    query = {"members_include_in": ["bob"], "query_type": "OR", "order": "latest_last_message"}
    assert found(**query) == [first, second]


def test_members_are_found_by_their_nicknames(api, found, alice, bob, carol):
    with_bob, with_carol = api.group(alice, bob), api.group(alice, carol)
    assert found(members_nickname_contains="AR") == [with_carol]
    assert found(members_nickname=["Bob", "Zoe"]) == [with_bob]
    assert found(members_nickname=["bob"]) == []


def test_channels_are_found_by_their_types(api, found, alice):
    food, work = api.group(alice, custom_type="food"), api.group(alice, custom_type="work")
    assert found(custom_type="food") == [food]
    assert found(custom_types=["work", "food"]) == [work, food]
    assert found(custom_type_startswith="wo") == [work]
    assert found(custom_type="food", order="latest_last_message") == [food]


def test_channels_are_found_by_their_names(api, found, alice):
    tea, team = api.group(alice, name="Tea"), api.group(alice, name="The Team")
    assert found(name="Tea") == [tea]
    assert found(name_contains="tea") == [team, tea]
    assert found(name_startswith="the") == [team]


def test_public_and_super_channels_are_found_or_the_others(api, found, alice):
    plain, public = api.group(alice), api.group(alice, is_public=True)
    great = api.group(alice, is_super=True)
    assert (found(public_mode="public"), found(public_mode="private")) == ([public], [great, plain])
    assert (found(super_mode="super"), found(super_mode="nonsuper")) == ([great], [public, plain])


def test_channels_are_found_by_when_they_were_made(api, found, alice):
    api.app.clock.freeze(2_000_000_000_000)
    old = api.group(alice)
    api.app.clock.advance(hours=1)
    new = api.group(alice)
    assert found(created_before=2_000_000_060_000) == [old]
    assert found(created_after=2_000_000_060_000) == [new]


def test_frozen_channels_are_found_unless_told_otherwise(api, found, alice):
    lunch = api.group(alice)
    api.put(f"/group_channels/{lunch}/freeze", freeze=True)
    assert found() == [lunch] and found(show_frozen="false") == []


# --- the application's list ---


def test_the_applications_list_shows_channels_never_used_and_nothing_unread(api, lunch, bob):
    assert urls(api.get("/group_channels")) == [lunch]
    api.say("bob", lunch)
    assert api.get("/group_channels")["channels"][0]["unread_message_count"] == 0  # recorded


def test_the_deprecated_user_id_makes_it_the_list_of_that_user(api, lunch, carol):
    api.group(carol)
    assert urls(api.get("/group_channels", user_id="alice")) == []
    api.say("bob", lunch)
    [channel] = api.get("/group_channels", user_id="alice")["channels"]
    assert channel["unread_message_count"] == 1 and channel["is_push_enabled"] is True
    assert urls(api.get("/group_channels", user_id="carol", show_empty="true")) != []


def test_the_user_of_the_deprecated_list_has_to_exist(api):
    assert api.refusal("GET", "/group_channels", user_id="nobody") == (400201, '"User" not found.')


def test_the_deprecated_filters_are_those_that_superseded_them(api, alice, bob):
    plain, distinct = api.group(alice), api.group(alice, bob, is_distinct=True)
    assert urls(api.get("/group_channels", is_distinct="true")) == [distinct]
    assert urls(api.get("/group_channels", is_distinct="false")) == [plain]
    assert urls(api.get("/group_channels", members_in=["alice", "bob"])) == [distinct]


# --- a user's own list ---


def mine(api, **query):
    return urls(api.get("/users/alice/my_group_channels", **query))


def test_a_users_list_has_the_users_channels_only(api, lunch, bob, carol):
    api.group(bob, carol)
    assert mine(api, show_empty="true") == [lunch]


def test_channels_never_used_are_listed_on_demand_only(api, lunch):
    assert mine(api) == []
    api.say("bob", lunch)
    assert mine(api) == [lunch]


def test_a_users_list_tells_what_the_channels_are_to_the_user(api, lunch):
    api.say("bob", lunch)
    [channel] = api.get("/users/alice/my_group_channels")["channels"]
    assert (channel["unread_message_count"], channel["is_push_enabled"], channel["member_state"]) == (1, True, "joined")


def test_hidden_channels_are_found_on_demand(api, alice):
    shown, back, gone = (api.group(alice) for _ in range(3))
    api.put(f"/group_channels/{back}/hide", user_id="alice")
    api.put(f"/group_channels/{gone}/hide", user_id="alice", allow_auto_unhide=False)
    modes = ("unhidden_only", "hidden_only", "hidden_allow_auto_unhide", "hidden_prevent_auto_unhide", "all")
    found = [mine(api, show_empty="true", hidden_mode=mode) for mode in modes]
    assert found == [[shown], [gone, back], [back], [gone], [gone, back, shown]]


def test_channels_with_something_unread_are_found_on_demand(api, lunch, alice, bob):
    other = api.group(alice, bob)
    api.say("alice", other)
    api.say("bob", lunch)
    assert mine(api, unread_filter="unread_message") == [lunch]
    assert mine(api, unread_filter="all") == [other, lunch]


@pytest.mark.parametrize(("state", "count"), [("all", 1), ("joined_only", 1), ("invited_only", 0)])
def test_a_user_has_joined_all_channels_of_the_list(api, lunch, state, count):
    assert len(mine(api, show_empty="true", member_state_filter=state)) == count


def test_members_are_found_by_the_beginning_of_their_nicknames(api, lunch, alice):
    api.group(alice)
    assert mine(api, show_empty="true", members_nickname_startswith="bo") == [lunch]


def test_the_list_of_an_unknown_user_is_refused(api):
    assert api.refusal("GET", "/users/nobody/my_group_channels") == (400201, '"User" not found.')


def test_in_a_list_of_exact_members_the_user_goes_without_saying(api, lunch, carol):
    api.group("alice", "bob", "carol")
    for ids in (["bob"], ["alice", "bob"]):
        found = api.get("/users/alice/my_group_channels", members_exactly_in=ids, show_empty=True)["channels"]
        assert [channel["channel_url"] for channel in found] == [lunch]


def test_a_client_finds_the_public_channels_it_is_in(api, alice, bob):
    inside, outside = api.group(alice, is_public=True), api.group(bob, is_public=True)
    for mode, urls in (("joined", {inside}), ("all", {inside, outside})):
        found = api.client("alice").get("/group_channels", public_mode="public", public_membership_mode=mode)
        assert {channel["channel_url"] for channel in found["channels"]} == urls


def test_a_list_of_nobody_names_no_inviter(api, alice, bob):
    """live: the vendor's TypeScript suite, 2026."""
    made = api.post("/group_channels", user_ids=["bob"], inviter_id="alice")
    [listed] = api.get("/group_channels", show_empty=True)["channels"]
    assert (made["inviter"]["user_id"], listed["inviter"]) == ("alice", None)
    [mine] = api.get("/users/bob/my_group_channels", show_empty=True)["channels"]
    assert mine["inviter"]["user_id"] == "alice"


def test_channels_are_found_by_their_counters(api, alice):
    for name, cakes in (("one", 1), ("two", 2), ("three", 3)):
        api.post(f"/group_channels/{api.group('alice', channel_url=name)}/metacounter", metacounter={"cakes": cakes})
    api.group("alice", channel_url="none")

    def found(**query):
        mine = api.get("/users/alice/my_group_channels", show_empty="true", metacounter_key="cakes", **query)
        every = api.get("/group_channels", metacounter_key="cakes", **query)
        assert sorted(map(url, mine["channels"])) == sorted(map(url, every["channels"]))
        return sorted(map(url, mine["channels"]))

    def url(channel):
        return channel["channel_url"]

    assert found() == ["one", "three", "two"]
    assert found(metacounter_values="1,3") == ["one", "three"]
    assert found(metacounter_value_gt=1) == found(metacounter_value_gte=2) == ["three", "two"]
    assert found(metacounter_value_lt=2) == found(metacounter_value_lte=1) == ["one"]
    assert found(metacounter_value_gt=1, metacounter_value_lt=3) == ["two"]
    assert api.refusal("GET", "/group_channels", metacounter_values="1")[0] == 400105
