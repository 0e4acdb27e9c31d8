"""Metadata of users: texts by key."""

PATH = "/users/alice/metadata"


def test_new_keys_are_answered_and_shown_with_the_user(api, alice):
    assert api.post(PATH, metadata={"team": "kitchen"}) == {"team": "kitchen"}
    assert api.get("/users/alice")["metadata"] == {"team": "kitchen"}


def test_a_key_is_made_once(api, alice):
    api.post(PATH, metadata={"team": "kitchen"})
    assert api.refusal("POST", PATH, {"metadata": {"team": "bar", "floor": "2"}})[0] == 400202
    assert api.get(PATH) == {"team": "kitchen"}


def test_keys_can_be_chosen(api, alice):
    api.post(PATH, metadata={"a": "1", "b": "2", "c": "3"})
    assert api.get(PATH, keys=["a", "c", "x"]) == {"a": "1", "c": "3"}
    assert api.get(PATH, key="b") == api.get(f"{PATH}/b") == {"b": "2"}


def test_an_update_passes_unknown_keys_over_unless_it_upserts(api, alice):
    api.post(PATH, metadata={"a": "1"})
    assert api.put(PATH, metadata={"a": "2", "b": "2"}) == {"a": "2"}
    assert api.put(PATH, metadata={"b": "3"}, upsert=True) == {"b": "3"}
    assert api.get(PATH) == {"a": "2", "b": "3"}


def test_one_key_is_changed_and_deleted(api, alice):
    api.post(PATH, metadata={"a": "1", "b": "2"})
    assert api.put(f"{PATH}/a", value="9") == {"a": "9"}
    assert api.delete(f"{PATH}/a") == {}
    assert api.delete(PATH, key="b") == {}
    assert api.get(PATH) == {}


def test_all_of_it_is_deleted(api, alice):
    api.post(PATH, metadata={"a": "1", "b": "2"})
    api.delete(PATH)
    assert api.get("/users/alice")["metadata"] == {}


def test_an_unknown_key_is_refused(api, alice):
    for method, body in (("GET", None), ("PUT", {"value": "1"}), ("DELETE", None)):
        assert api.refusal(method, f"{PATH}/x", body)[0] == 400201


def test_booleans_and_numbers_become_texts(api, alice):
    # live: a user made with `"vip": true` shows `"vip": "True"` later; ruled: numbers likewise
    sent = {"vip": True, "new": False, "level": 5, "ratio": 0.5}
    texts = {"vip": "True", "new": "False", "level": "5", "ratio": "0.5"}
    assert api.post("/users", user_id="ann", nickname="Ann", metadata=sent)["metadata"] == texts
    assert api.post(PATH, metadata=sent) == texts
    assert api.put(PATH, metadata=sent) == texts == api.get("/users/alice")["metadata"]


def test_one_value_becomes_a_text_too(api, alice):
    assert api.put(f"{PATH}/vip", value=True, upsert=True) == {"vip": "True"}


def test_nothing_else_becomes_a_text(api, alice):
    for value in (b"null", b"[]", b"{}"):
        assert api.refusal("POST", PATH, b'{"metadata": {"a": ' + value + b"}}")[0] == 400100


def test_metadata_of_channels_are_texts_alone(api, lunch):
    for value in (None, True, 5):
        assert api.refusal("POST", f"/group_channels/{lunch}/metadata", {"metadata": {"a": value}})[0] == 400100
