"""Addresses of channels: the same in any case, shown as they were first spelled."""

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
