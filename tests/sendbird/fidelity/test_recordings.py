"""The server answers as the recorded service did: keys, values and words (the facts are in recordings.yaml)."""

from pathlib import Path
from urllib.parse import parse_qsl

import orjson
import pytest
import yaml

FACTS = yaml.safe_load((Path(__file__).parent / "recordings.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def prepared(api_of_2016, alice, bob, carol):
    """The recordings are of the behaviour of 2016."""
    api = api_of_2016
    api.open(channel_url="Testing_api_123")
    api.post("/open_channels/Testing_api_123/metadata", metadata={"version": "1", "other": "x"})
    api.post("/open_channels/Testing_api_123/metacounter", metacounter={"likes": 1})
    api.group("alice", "bob", channel_url="lunch", name="lunch")
    api.say("bob", "lunch")
    api.post("/users/alice/block", target_id="bob")
    return api


@pytest.mark.parametrize("fact", FACTS, ids=[fact["name"] for fact in FACTS])
def test_as_it_was_recorded(prepared, fact):
    method, _, address = fact["ask"].partition(" ")
    path, _, query = address.partition("?")
    answer = prepared.send(method, path, fact.get("body"), **dict(parse_qsl(query)))
    told = orjson.loads(answer.body)
    if "refused" in fact:
        code, message = fact["refused"]
        assert (answer.status, told) == (400, {"error": True, "code": code, "message": message})
        return
    assert answer.status == 200
    assert set(told) >= set(fact.get("keys", ()))
    if "exactly" in fact:
        assert set(told) == set(fact["exactly"])
    assert {name: told[name] for name in fact.get("values", {})} == fact.get("values", {})


def test_a_ban_without_seconds_lasts_ten_years(prepared):
    ban = prepared.post("/open_channels/Testing_api_123/ban", user_id="bob")
    assert ban["end_at"] - ban["start_at"] == 315_360_000_000


def test_a_ban_is_viewed_without_its_next_url(prepared):
    prepared.post("/open_channels/Testing_api_123/ban", user_id="bob")
    view = prepared.get("/open_channels/Testing_api_123/ban/bob")
    assert set(view) == {"user", "description", "start_at", "end_at"}


def test_users_are_listed_newest_first_and_group_channels_oldest_first(prepared):
    prepared.group("alice", channel_url="later")
    assert [user["user_id"] for user in prepared.get("/users")["users"]] == ["carol", "bob", "alice"]
    assert [c["channel_url"] for c in prepared.get("/group_channels")["channels"]] == ["lunch", "later"]


def test_ten_rows_are_a_page_and_next_is_empty_at_the_end(prepared):
    for number in range(10):
        prepared.user(f"user{number}")
    page = prepared.get("/users", token="")
    assert (len(page["users"]), page["next"] != "") == (10, True)
    assert prepared.get("/users", token=page["next"])["next"] == ""


def test_the_deprecated_channel_repeats_seven_keys(prepared):
    shown = prepared.get("/group_channels/lunch")
    assert {"name", "member_count", "channel_url", "created_at", "cover_url", "max_length_message", "data"} <= set(
        shown["channel"]
    )
    assert shown["channel"]["name"] == "lunch"


def test_ids_and_covers_look_as_recorded(prepared):
    made = prepared.post("/group_channels", user_ids=["alice"])
    assert made["channel_url"].startswith("sendbird_group_channel_")
    assert len(made["channel_url"].rpartition("_")[2]) == 40
    assert made["cover_url"].startswith("https://sendbird.com/main/img/cover/cover_0")
    assert len(str(made["created_at"])) == 10
    assert len(str(prepared.say("alice", made["channel_url"])["created_at"])) == 13


def test_a_file_has_its_text_inside(prepared):
    body = {"message_type": "FILE", "user_id": "bob", "url": "http://x/y", "custom_field": "c"}
    prepared.post("/group_channels/lunch/messages", **body)
    last = prepared.get("/group_channels/lunch")["last_message"]
    assert not {"message", "data"} & set(last)
    assert (last["file"]["data"], last["file"]["url"]) == ("c", "http://x/y")


def test_metadata_can_be_made_again_after_all_was_deleted(prepared):
    prepared.delete("/open_channels/Testing_api_123/metadata")
    assert prepared.post("/open_channels/Testing_api_123/metadata", metadata={"version": "1"}) == {"version": "1"}


def test_an_application_is_made_with_basic_alone(prepared):
    token = prepared.headers
    prepared.headers = {"Authorization": "Basic YXBpQGV4YW1wbGUuY29tOjEyMzQ="}
    assert set(prepared.post("/applications", name="x")) == {"app_id", "name", "icon_url", "api_token"}
    prepared.headers |= token
    assert prepared.refusal("POST", "/applications", {"name": "x"}) == (500901, "CREATE Application is failed.")
