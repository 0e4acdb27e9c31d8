"""Devices of users, listed, chosen and removed (today)."""

import json

import pytest


@pytest.fixture
def phone(api, alice):
    api.post("/users/alice/push/gcm", gcm_reg_token="t1")
    api.post("/users/alice/push/gcm", gcm_reg_token="t2")
    api.post("/users/alice/push/huawei", huawei_device_token="h1")


def test_tokens_are_listed_by_type(api, phone):
    listed = api.get("/users/alice/push/gcm")
    assert listed["token"] == listed["tokens"] == ["t1", "t2"]
    assert (listed["type"], listed["user"]["user_id"]) == ("GCM", "alice")


def test_a_client_lists_its_devices(api, phone):
    listed = api.client("alice").get("/users/alice/push/huawei/device_tokens", token="")
    assert listed["device_tokens"] == ["h1"]
    assert (listed["has_more"], listed["token"]) == (False, "")


def test_devices_of_one_type_are_removed(api, phone):
    assert api.delete("/users/alice/push/gcm")["token"] == ["t1", "t2"]
    assert api.get("/users/alice/push/huawei")["token"] == ["h1"]


def test_a_unique_token_takes_the_place_of_the_others(api, phone):
    api.post("/users/alice/push/gcm", gcm_reg_token="t3", is_unique=True)
    assert api.get("/users/alice/push/gcm")["token"] == ["t3"]


def test_owners_are_a_bare_list(api, phone, bob):
    api.post("/users/bob/push/gcm", gcm_reg_token="t1")
    assert api.get("/push/device_tokens/gcm/t1") == [{"user_id": "alice"}, {"user_id": "bob"}]
    assert api.delete("/push/device_tokens/gcm/t1") == [{"user_id": "alice"}, {"user_id": "bob"}]
    assert api.get("/push/device_tokens/gcm/t1") == []


def test_an_unknown_push_service_is_refused(api, alice):
    assert api.refusal("GET", "/users/alice/push/pigeon")[0] == 400111


def test_the_template_says_how_much_a_notification_shows(api, lunch, phone):
    assert api.get("/users/alice/push/template") == {"name": "default"}
    assert api.put("/users/alice/push/template", name="alternative") == {"name": "alternative"}
    api.say("bob", lunch, "secret soup")
    bodies = {entry.facts["body"] for entry in api.app.journal if entry.kind == "push"}
    assert bodies == {"New message"}


def test_there_are_two_templates(api, alice):
    answer = api.send("PUT", "/users/alice/push/template", {"name": "loud"})
    assert json.loads(answer.body)["code"] == 400111


def test_a_device_for_calls_is_kept_and_hears_of_no_message(api, lunch):
    made = api.post("/users/alice/push/apns_voip", apns_device_token="calls")
    assert (made["token"], made["type"]) == ("calls", "APNS_VOIP")
    assert api.get("/users/alice/push/apns_voip/device_tokens")["device_tokens"] == ["calls"]
    assert api.get("/users/alice/push/apns/device_tokens")["device_tokens"] == []
    assert api.get("/push/device_tokens/apns_voip/calls") == [{"user_id": "alice"}]
    api.say("bob", lunch, "hi")
    assert [entry for entry in api.app.journal if entry.kind == "push"] == []
    assert api.delete("/users/alice/push/apns_voip/calls")["token"] == "calls"
