"""Pinned messages."""

import pytest


@pytest.fixture
def path(lunch):
    return f"/group_channels/{lunch}"


def pin(api, path, text="soup", lunch=None):
    message = api.say("bob", path.rpartition("/")[2], text)["message_id"]
    assert api.post(f"{path}/messages/{message}/pin") == {}
    return message


def test_a_pinned_message_is_shown_with_the_channel(api, path):
    first, second = pin(api, path, "soup"), pin(api, path, "salad")
    channel = api.get(path)
    assert channel["pinned_message_ids"] == [first, second]
    assert channel["latest_pinned_message"]["message"] == "salad"


def test_pins_are_listed_the_last_first(api, path):
    ids = [pin(api, path, text) for text in "abc"]
    listed = api.walk(f"{path}/pinned_messages", "pinned_messages", limit=2)
    assert [row["message"]["message_id"] for row in listed] == ids[::-1]
    assert api.get(f"{path}/pinned_messages", limit=2)["has_more"] is True


def test_a_pin_is_taken_off(api, path):
    message = pin(api, path)
    assert api.delete(f"{path}/messages/{message}/pin") == {}
    assert api.get(f"{path}/pinned_messages")["pinned_messages"] == []
    assert "latest_pinned_message" not in api.get(path)


def test_a_deleted_message_is_pinned_no_more(api, path):
    message = pin(api, path)
    api.delete(f"{path}/messages/{message}")
    assert api.get(f"{path}/pinned_messages")["pinned_messages"] == []


def test_a_message_is_sent_pinned(api, lunch, path):
    message = api.say("bob", lunch, "soup", pin_message=True)
    assert api.get(path)["pinned_message_ids"] == [message["message_id"]]


def test_ten_messages_are_pinned_at_the_most(api, path, lunch):
    ids = [pin(api, path, str(n)) for n in range(10)]
    more = api.say("bob", lunch)["message_id"]
    assert api.refusal("POST", f"{path}/messages/{more}/pin")[0] == 400108
    body = {"message_type": "MESG", "user_id": "bob", "message": "x", "pin_message": True}
    assert api.refusal("POST", f"{path}/messages", body)[0] == 400108
    assert api.post(f"{path}/messages/{ids[0]}/pin") == {}


def test_changes_are_told_once(api, path):
    told = []
    for event in ("message.pinned", "message.unpinned"):
        api.app.bus.on(event, lambda **facts: told.append(facts["pinned_message_ids"]))
    message = pin(api, path)
    api.post(f"{path}/messages/{message}/pin")
    api.delete(f"{path}/messages/{message}/pin")
    api.delete(f"{path}/messages/{message}/pin")
    assert told == [[message], []]


def test_pins_show_reactions_on_demand(api, path):
    message = pin(api, path)
    api.post(f"{path}/messages/{message}/reactions", user_id="bob", reaction="yum")
    row = api.get(f"{path}/pinned_messages", include_reactions=True)["pinned_messages"][0]
    assert row["message"]["reactions"][0]["key"] == "yum"
