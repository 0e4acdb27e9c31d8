"""Metadata of channels: texts by key."""

import pytest


@pytest.fixture(params=["open_channels", "group_channels"])
def path(api, request):
    """The metadata of a channel: each sentence holds for both kinds."""
    channel = api.open() if request.param == "open_channels" else api.group()
    return f"/{request.param}/{channel}/metadata"


def test_what_is_created_is_answered_and_kept(api, path):
    new = {"version": "1.0", "mood": "good"}
    assert api.post(path, metadata=new) == new  # recorded: the bare map
    assert api.get(path) == new
    assert api.get(f"{path}/mood") == {"mood": "good"}


def test_a_channel_begins_without_any(api, path):
    assert api.get(path) == {}


def test_a_key_is_created_once_and_all_keys_or_none(api, path):
    api.post(path, metadata={"a": "1"})
    assert api.refusal("POST", path, {"metadata": {"a": "2", "b": "2"}})[0] == 400202
    assert api.get(path) == {"a": "1"}


def test_it_may_come_as_json_text(api, path):
    assert api.post(path, metadata='{"a": "1"}') == {"a": "1"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, (400105, '"metadata" must be required.')),
        ({"metadata": "no json"}, (400103, '"metadata" must be a JSON.')),
        ({"metadata": ["a"]}, (400103, '"metadata" must be a JSON.')),
        ({"metadata": {"a": 1}}, (400100, '"a" must be a string.')),
        ({"metadata": {"a": None}}, (400100, '"a" must be a string.')),
        ({"metadata": {"a,b": "1"}}, (400111, 'Invalid value: "metadata".')),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_what_does_not_fit_is_refused(api, path, method, body, code):
    assert api.refusal(method, path, body) == code


def test_only_the_keys_asked_for_are_shown(api, path):
    api.post(path, metadata={"a": "1", "b": "2", "c d": "3"})
    assert api.get(path, keys=["a", "c d", "x"]) == {"a": "1", "c d": "3"}
    assert api.get(path, keys="") == {"a": "1", "b": "2", "c d": "3"}


def test_a_key_that_is_not_there_is_not_found(api, path):
    for method in ("GET", "DELETE"):
        assert api.refusal(method, f"{path}/a") == (400201, '"Metadata" not found.')


def test_updating_answers_only_the_keys_sent(api, path):
    api.post(path, metadata={"a": "1", "b": "2"})
    assert api.put(path, metadata={"a": "3"}, upsert=True) == {"a": "3"}  # recorded
    assert api.get(path) == {"a": "3", "b": "2"}


def test_updating_a_missing_key_needs_upsert(api, path):
    api.post(path, metadata={"a": "1"})
    assert api.refusal("PUT", path, {"metadata": {"a": "2", "b": "2"}})[0] == 400201
    assert api.get(path) == {"a": "1"}
    assert api.put(path, metadata={"a": "2", "b": "2"}, upsert=True) == {"a": "2", "b": "2"}


def test_updating_by_key_answers_the_key(api, path):
    answer = api.put(f"{path}/version", value="2.0", upsert=True)
    assert answer == {"version": "2.0"}  # recorded, against the document's {"value": …}
    assert api.get(path) == {"version": "2.0"}


@pytest.mark.parametrize(
    ("body", "code"),
    [({}, 400105), ({"value": 2}, 400100), ({"value": "2"}, 400201), ({"value": "2", "upsert": "yes"}, 400104)],
)
def test_an_update_by_key_that_does_not_fit_is_refused(api, path, body, code):
    assert api.refusal("PUT", f"{path}/a", body)[0] == code


def test_a_key_in_the_path_has_no_comma_either(api, path):
    assert api.refusal("PUT", f"{path}/a%2Cb", {"value": "1", "upsert": True})[0] == 400111


def test_a_key_is_decoded_once(api, path):
    api.post(path, metadata={"a/b%2F": "1"})
    assert api.get(f"{path}/a%2Fb%252F") == {"a/b%2F": "1"}


def test_deleted_keys_are_gone_and_can_be_created_again(api, path):
    api.post(path, metadata={"a": "1", "b": "2"})
    assert api.delete(f"{path}/a") == {}
    assert api.get(path) == {"b": "2"}
    assert api.delete(path) == {}  # recorded
    assert api.post(path, metadata={"a": "1", "b": "2"}) == {"a": "1", "b": "2"}  # recorded, in this order


def test_an_unknown_channel_has_none(api):
    for kind in ("open_channels", "group_channels"):
        assert api.refusal("GET", f"/{kind}/nowhere/metadata") == (400201, '"Channel" not found.')


def test_metadata_may_be_deleted_by_a_key_in_the_query(api, lunch):
    path = f"/group_channels/{lunch}/metadata"
    api.post(path, metadata={"place": "roof", "table": "4"})
    api.delete(path, key="place")
    assert api.get(path) == {"table": "4"}
    assert api.refusal("DELETE", path, key="place")[0] == 400201
    api.delete(path)
    assert api.get(path) == {}
