"""What clients ask beside chatting."""

import pytest


def test_there_are_no_templates(api):
    assert api.get("/message_templates") == {"templates": [], "has_more": False, "next": ""}


def test_nothing_is_configured(api):
    assert api.get("/sdk/ui_kit/configuration") == {"json_payload": {}, "updated_at": 0}
    settings = api.get("/sdk/applications/settings")
    assert (settings["configs"], settings["has_more"]) == ({}, False)


@pytest.mark.parametrize("path", ["statistics", "notification_statistics", "push_delivery"])
def test_statistics_are_taken(api, path):
    assert api.post(f"/sdk/{path}", log_entries=[]) == {}


def test_metadata_tells_when_where_it_is_asked(api, lunch):
    path = f"/group_channels/{lunch}/metadata"
    made = api.post(path, metadata={"a": "1"}, include_ts=True)
    assert made["metadata"] == {"a": "1"} and made["ts"] > 0
    assert api.get(path, include_ts=True)["metadata"] == {"a": "1"}
    assert api.put(f"{path}/a", value="2", include_ts=True)["metadata"] == {"a": "2"}
    assert api.delete(path, include_ts=True)["ts"] >= made["ts"]


def test_without_it_the_answer_is_the_map(api, lunch):
    path = f"/group_channels/{lunch}/metadata"
    assert api.post(path, metadata={"metadata": "1"}) == api.get(path) == {"metadata": "1"}
    assert api.delete(f"{path}/metadata") == {}


@pytest.mark.parametrize("path", ["/applications/push/settings"])
def test_what_is_not_there_is_refused_loudly(api, alice, path):
    assert api.refusal("GET", path)[0] == 501000


def test_a_client_that_marks_as_read_is_told_what_is_left(api, lunch):
    api.say("bob", lunch)
    done = api.client("alice").put(f"/group_channels/{lunch}/messages/mark_as_read", user_id="alice", unique_id="u")
    assert (done["unread_message_count"], done["total_unread_count"], done["unique_id"]) == (0, 0, "u")
    assert (done["channel_url"], done["user_id"]) == (lunch, "alice")
