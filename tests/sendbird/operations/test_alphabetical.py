"""Lists in alphabetical order, and filters by texts."""

import pytest


@pytest.fixture
def menu(api, alice, bob):
    """Channels of alice, by name."""
    names = ("soup", "Salad", "bread", "bread")
    return [api.group(alice, bob, name=name) for name in names]


def names(api, **query):
    rows = api.walk("/users/alice/my_group_channels", "channels", show_empty=True, **query)
    return [row["name"] for row in rows]


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_channels_are_listed_by_name_in_any_case(api, menu, limit):
    assert names(api, order="channel_name_alphabetical", limit=limit) == ["bread", "bread", "Salad", "soup"]


def test_a_walk_by_name_survives_changes(api, menu):
    query = {"order": "channel_name_alphabetical", "show_empty": True, "limit": 2}
    first = api.get("/users/alice/my_group_channels", **query)
    api.delete(f"/group_channels/{first['channels'][-1]['channel_url']}")
    api.group("alice", "bob", name="aspic")
    rest = api.get("/users/alice/my_group_channels", token=first["next"], **query)
    assert [row["name"] for row in rest["channels"]] == ["Salad", "soup"]


def test_a_token_of_another_order_is_refused(api, menu):
    query = {"show_empty": True, "limit": 1}
    token = api.get("/users/alice/my_group_channels", order="channel_name_alphabetical", **query)["next"]
    path = "/users/alice/my_group_channels"
    assert api.refusal("GET", path, order="metadata_value_alphabetical", token=token, **query)[0] == 400111
    assert api.refusal("GET", path, order="channel_name_alphabetical", token=token + "x.%", **query)[0] == 400111


def test_channels_are_listed_by_metadata_those_without_last(api, menu):
    for channel, text in zip(menu[:2], "ba", strict=True):
        api.post(f"/group_channels/{channel}/metadata", metadata={"rank": text})
    listed = names(api, order="metadata_value_alphabetical", metadata_order_key="rank")
    assert listed == ["Salad", "soup", "bread", "bread"]


def test_channels_are_found_by_metadata(api, menu):
    for channel, text in zip(menu, ("hot", "cold", "hotter", "x"), strict=True):
        api.post(f"/group_channels/{channel}/metadata", metadata={"is": text})
    assert names(api, metadata_key="is", metadata_values=["hot", "cold"]) == ["Salad", "soup"]
    assert names(api, metadata_key="is", metadata_value_startswith="hot") == ["bread", "soup"]
    assert names(api, metadata_key="other") == []


def test_channels_are_found_by_words_in_names(api, menu):
    assert names(api, search_query="SA", search_fields="channel_name") == ["Salad"]
    assert len(names(api, search_query="bob", search_fields=["channel_name", "member_nickname"])) == 4
    assert names(api, search_query="bob", search_fields="channel_name") == []


def test_members_are_listed_by_nickname_or_operators_first(api, lunch, carol):
    api.post(f"/group_channels/{lunch}/invite", user_ids=["carol"])
    api.post(f"/group_channels/{lunch}/operators", operator_ids=["carol"])

    def ids(order):
        return [m["user_id"] for m in api.walk(f"/group_channels/{lunch}/members", "members", order=order, limit=1)]

    assert ids("member_nickname_alphabetical") == ["alice", "bob", "carol"]
    assert ids("operator_then_member_alphabetical") == ["carol", "alice", "bob"]
