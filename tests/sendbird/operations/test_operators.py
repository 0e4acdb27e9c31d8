"""Operators of both kinds of channels."""

import pytest


@pytest.fixture(params=["group_channels", "open_channels"])
def path(request, api, lunch, lobby):
    return f"/{request.param}/{lunch if request.param == 'group_channels' else lobby}/operators"


def ids(api, path):
    return [user["user_id"] for user in api.get(path)["operators"]]


def test_operators_are_added_and_listed_by_page(api, path, alice, bob):
    assert api.post(path, operator_ids=["bob"]) == api.post(path, operator_ids=["alice", "bob"]) == {}
    assert ids(api, path) == ["alice", "bob"]
    assert [u["user_id"] for u in api.walk(path, "operators", limit=1)] == ["alice", "bob"]


def test_operators_are_removed_in_a_query_or_a_body(api, path, alice, bob):
    api.post(path, operator_ids=["alice", "bob"])
    api.delete(path, operator_ids=["bob"])
    assert ids(api, path) == ["alice"]
    api.send("DELETE", path, {"operator_ids": ["alice"]})
    assert ids(api, path) == []


def test_all_operators_are_removed(api, path, alice, bob):
    api.post(path, operator_ids=["alice", "bob"])
    api.delete(path, delete_all="true")
    assert ids(api, path) == []


def test_all_or_none_are_added(api, path, alice):
    assert api.refusal("POST", path, {"operator_ids": ["alice", "nobody"]})[0] == 400201
    assert ids(api, path) == []


def test_somebody_has_to_be_named(api, path):
    assert api.refusal("DELETE", path)[0] == 400105


def test_a_change_is_told_once(api, path, alice):
    told = []
    api.app.bus.on("operators.changed", lambda channel, **_: told.append(channel.channel_url))
    api.post(path, operator_ids=["alice"])
    api.post(path, operator_ids=["alice"])
    assert len(told) == 1


def test_an_operator_is_one_in_his_own_view(api, lunch):
    api.post(f"/group_channels/{lunch}/operators", operator_ids=["alice"])
    assert api.get(f"/group_channels/{lunch}", user_id="alice")["my_role"] == "operator"


@pytest.mark.parametrize("more", [{}, {"should_remove_operator_status": True}])
def test_an_operator_who_leaves_stays_one_unless_told_otherwise(api, alice, bob, more):
    lunch = api.group(alice, bob, operator_ids=[alice])
    api.put(f"/group_channels/{lunch}/leave", user_ids=[alice], **more)
    again = api.post(f"/group_channels/{lunch}/invite", user_ids=[alice])
    assert [user["user_id"] for user in again["operators"]] == ([] if more else [alice])
