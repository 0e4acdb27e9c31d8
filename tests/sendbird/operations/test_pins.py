"""Pinned messages."""


def pin(api, lunch_path, text="soup", lunch=None):
    message = api.say("bob", lunch_path.rpartition("/")[2], text)["message_id"]
    assert api.post(f"{lunch_path}/messages/{message}/pin") == {}
    return message


def test_a_pinned_message_is_shown_with_the_channel(api, lunch_path):
    first, second = pin(api, lunch_path, "soup"), pin(api, lunch_path, "salad")
    channel = api.get(lunch_path)
    assert channel["pinned_message_ids"] == [first, second]
    assert channel["latest_pinned_message"]["message"] == "salad"


def test_pins_are_listed_the_last_first(api, lunch_path):
    ids = [pin(api, lunch_path, text) for text in "abc"]
    listed = api.walk(f"{lunch_path}/pinned_messages", "pinned_messages", limit=2)
    assert [row["message"]["message_id"] for row in listed] == ids[::-1]
    assert api.get(f"{lunch_path}/pinned_messages", limit=2)["has_more"] is True


def test_a_pin_is_taken_off(api, lunch_path):
    message = pin(api, lunch_path)
    assert api.delete(f"{lunch_path}/messages/{message}/pin") == {}
    assert api.get(f"{lunch_path}/pinned_messages")["pinned_messages"] == []
    assert "latest_pinned_message" not in api.get(lunch_path)


def test_a_deleted_message_is_pinned_no_more(api, lunch_path):
    message = pin(api, lunch_path)
    api.delete(f"{lunch_path}/messages/{message}")
    assert api.get(f"{lunch_path}/pinned_messages")["pinned_messages"] == []


def test_a_message_is_sent_pinned(api, lunch, lunch_path):
    message = api.say("bob", lunch, "soup", pin_message=True)
    assert api.get(lunch_path)["pinned_message_ids"] == [message["message_id"]]


def test_ten_messages_are_pinned_at_the_most(api, lunch_path, lunch):
    ids = [pin(api, lunch_path, str(n)) for n in range(10)]
    more = api.say("bob", lunch)["message_id"]
    assert api.refusal("POST", f"{lunch_path}/messages/{more}/pin")[0] == 400108
    body = {"message_type": "MESG", "user_id": "bob", "message": "x", "pin_message": True}
    assert api.refusal("POST", f"{lunch_path}/messages", body)[0] == 400108
    assert api.post(f"{lunch_path}/messages/{ids[0]}/pin") == {}


def test_changes_are_told_once(api, lunch_path):
    told = []
    for event in ("message.pinned", "message.unpinned"):
        api.app.bus.on(event, lambda **facts: told.append(facts["pinned_message_ids"]))
    message = pin(api, lunch_path)
    api.post(f"{lunch_path}/messages/{message}/pin")
    api.delete(f"{lunch_path}/messages/{message}/pin")
    api.delete(f"{lunch_path}/messages/{message}/pin")
    assert told == [[message], []]


def test_pins_show_reactions_on_demand(api, lunch_path):
    message = pin(api, lunch_path)
    api.post(f"{lunch_path}/messages/{message}/reactions", user_id="bob", reaction="yum")
    row = api.get(f"{lunch_path}/pinned_messages", include_reactions=True)["pinned_messages"][0]
    assert row["message"]["reactions"][0]["key"] == "yum"
