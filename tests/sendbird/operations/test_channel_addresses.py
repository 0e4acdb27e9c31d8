"""Addresses of channels: the same in any case, shown as they were first spelled."""

import json

import pytest


@pytest.fixture
def spelled(api, alice, bob):
    return api.group(alice, bob, channel_url="CaseTest")


@pytest.mark.parametrize("url", ["CaseTest", "casetest", "CASETEST"])
def test_a_channel_is_found_in_any_case_and_keeps_its_spelling(api, spelled, url):
    assert api.get(f"/group_channels/{url}")["channel_url"] == "CaseTest"
    assert api.say("bob", url)["channel_url"] == "CaseTest"


@pytest.mark.parametrize("path", ["/group_channels", "/open_channels"])
@pytest.mark.parametrize("url", ["CaseTest", "casetest"])
def test_an_address_is_taken_in_any_case(api, spelled, path, url):
    assert api.refusal("POST", path, {"user_ids": ["alice"], "channel_url": url})[0] == 400202


@pytest.mark.parametrize("path", ["/group_channels", "/users/alice/my_group_channels"])
def test_lists_choose_channels_in_any_case(api, spelled, path):
    api.say("bob", spelled)
    found = api.get(path, channel_urls=["CASETEST", "casetest"])["channels"]
    assert [channel["channel_url"] for channel in found] == ["CaseTest"]


def test_channels_are_marked_as_read_in_any_case(api, spelled):
    api.say("bob", spelled)
    api.put("/users/alice/mark_as_read_all", channel_urls=["casetest"])
    assert api.unread("alice") == 0


def test_a_deleted_channel_is_found_in_no_case(api, spelled):
    api.delete("/group_channels/CASETEST")
    for url in ("CaseTest", "casetest"):
        assert api.refusal("GET", f"/group_channels/{url}")[0] == 400201
    api.group("alice", channel_url="casetest")
    assert api.get("/group_channels/CaseTest")["channel_url"] == "casetest"


def test_a_page_goes_on_whatever_case_the_next_one_is_asked_in(api, spelled):
    for text in ("soup", "stew", "soup"):
        api.say("bob", spelled, text)
    path, other = "/group_channels/CaseTest", "/group_channels/casetest"
    mine = "/users/alice/my_group_channels"
    api.say("bob", api.group("alice", "bob", channel_url="Another"))
    first = api.get(mine, channel_urls=["CaseTest", "Another"], limit=1)["next"]
    assert api.get(mine, channel_urls=["casetest", "ANOTHER"], limit=1, token=first)["channels"]
    token = api.get(f"{path}/members", limit=1)["next"]
    assert [member["user_id"] for member in api.get(f"{other}/members", limit=1, token=token)["members"]] == ["bob"]
    changes = api.get(f"{path}/messages/changelogs", change_ts=0)["next"]
    assert api.get(f"{other}/messages/changelogs", token=changes)["updated"] == []
    found = {"query": "soup", "limit": 1}
    cursor = api.get("/search/messages", channel_url="CaseTest", **found)["end_cursor"]
    assert api.get("/search/messages", channel_url="CASETEST", after=cursor, **found)["results"]


def test_a_page_of_one_channel_is_none_of_another(api, spelled, bob):
    other = api.group("alice", "bob", channel_url="other")
    token = api.get("/group_channels/CaseTest/members", limit=1)["next"]
    assert api.refusal("GET", f"/group_channels/{other}/members", limit=1, token=token)[0] == 400111


def test_a_seed_names_channels_in_any_case(api, spelled):
    poll = api.post("/polls", title="Lunch?", options=["soup", "stew"])
    api.say("alice", spelled, poll_id=poll["id"])
    api.post("/report/group_channels/CaseTest", report_category="spam", reporting_user_id="alice")
    api.put("/group_channels/CaseTest", custom_type="food")
    document = api.app.provider.dump(api.app)
    usual = json.dumps(document)
    for row in (
        *document["polls"],
        *document["reports"],
        *(c for u in document["users"] for c in u["channel_changes"]),
    ):
        assert row["channel_url"] == "CaseTest"
        row["channel_url"] = "CASEtest"
    again = api.hub.renew(api.app, [document])
    assert json.dumps(again.provider.dump(again)) == usual
