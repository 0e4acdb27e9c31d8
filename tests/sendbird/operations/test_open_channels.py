"""Open channels: made, listed, viewed, changed, deleted."""

import pytest

from chatmock.core.texts import Texts, Upload

RECORDED_KEYS = {
    "name",
    "channel_url",
    "cover_url",
    "data",
    "participant_count",
    "max_length_message",
    "created_at",
    "freeze",
    "operators",
    "custom_type",
}


def urls(page):
    return [channel["channel_url"] for channel in page["channels"]]


# --- making them ---


def test_in_2016_everything_of_a_new_channel_has_the_recorded_default(api_of_2016):
    channel = api_of_2016.post("/open_channels", channel_url="Testing_api_123")
    assert channel.keys() >= RECORDED_KEYS
    assert (channel["name"], channel["data"], channel["operators"]) == ("Open Channel", "", [])
    assert (channel["participant_count"], channel["max_length_message"], channel["freeze"]) == (0, -1, False)
    assert channel["channel_url"] == "Testing_api_123"  # the letter case is kept


def test_an_address_is_made_up_as_recorded(api):
    address = api.post("/open_channels")["channel_url"]
    kind, number, rest = address.rsplit("_", 2)
    assert kind == "sendbird_open_channel" and number.isdecimal() and len(rest) == 40


def test_a_channel_was_made_at_a_whole_second(api):
    api.app.clock.freeze(1482105600123)
    assert api.post("/open_channels")["created_at"] == 1482105600


def test_in_2016_one_of_the_covers_of_then_is_chosen_once(api_of_2016):
    channel = api_of_2016.post("/open_channels", cover_url="")
    assert channel["cover_url"].startswith("https://sendbird.com/main/img/cover/cover_0")
    assert api_of_2016.get(f"/open_channels/{channel['channel_url']}")["cover_url"] == channel["cover_url"]


def test_names_lengths_and_covers_have_defaults(api):
    """Covers: live, and client (UIKit for React passes over what begins so)."""
    channel = api.post("/open_channels")
    assert (channel["name"], channel["max_length_message"]) == ("open channel", 5000)
    assert channel["cover_url"].startswith("https://static.sendbird.com/sample/cover/cover_")


def test_what_is_given_is_what_is_answered(api, alice):
    given = {"name": "Lobby", "cover_url": "https://x.test/c.png", "data": "d", "custom_type": "t"}
    channel = api.post("/open_channels", **given, operators=["alice"], is_ephemeral=True, is_dynamic_partitioned=True)
    assert channel.items() >= {**given, "is_ephemeral": True, "is_dynamic_partitioned": True}.items()
    assert [user["user_id"] for user in channel["operators"]] == ["alice"]


def test_operators_are_called_operator_ids_today(api, alice, bob):
    channel = api.post("/open_channels", operators=["alice"], operator_ids=["bob"])
    assert [user["user_id"] for user in channel["operators"]] == ["alice", "bob"]


def test_an_operator_has_to_exist(api):
    assert api.refusal("POST", "/open_channels", {"operators": ["nobody"]}) == (400201, '"User" not found.')
    assert api.get("/open_channels")["channels"] == []


def test_an_uploaded_cover_and_operators_come_as_a_form(api, alice, bob):
    cover = Upload("c.png", "image/png", b"cover")
    form = Texts({"name": "Lobby", "operators": "alice,bob", "cover_file": cover}.items())
    answer = api._good(api.send("POST", "/open_channels", form=form))
    assert answer["cover_url"].endswith("/c.png") and len(answer["operators"]) == 2
    path = answer["cover_url"].removeprefix(api.hub.url).removeprefix("/v3")
    assert api.send("GET", path).body == b"cover"


def test_an_address_is_taken_once_also_by_a_group_channel(api):
    api.group(channel_url="lunch")
    code, message = api.refusal("POST", "/open_channels", {"channel_url": "lunch"})
    assert (code, message) == (400202, '"channel_url" violates unique constraint.')


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", 400110),
        ("name", "é" * 513, 400110),
        ("cover_url", "x" * 2049, 400110),
        ("channel_url", "x" * 249, 400110),
        ("channel_url", "", 400111),
        ("channel_url", "two words", 400111),
        ("channel_url", "café", 400111),
        ("operators", "alice", 400102),
        ("data", {}, 400100),
    ],
)
def test_a_value_that_does_not_fit_is_refused(api, field, value, code):
    assert api.refusal("POST", "/open_channels", {field: value})[0] == code


def test_bad_characters_in_an_address_are_explained_in_a_live_answers_words(api):
    words = 'Invalid value: "channel_url. It takes only alphabets, numbers, hyphen and underscore.".'
    assert api.refusal("POST", "/open_channels", {"channel_url": "a/b"}) == (400111, words)


def test_an_address_takes_letters_digits_underscore_and_hyphen_up_to_248(api):
    address = "aZ_9-" + "x" * 243
    assert api.post("/open_channels", channel_url=address)["channel_url"] == address


# --- listing them ---


def test_in_2016_the_oldest_channel_is_listed_first(api_of_2016):
    first, second = api_of_2016.open(), api_of_2016.open()
    assert urls(api_of_2016.get("/open_channels")) == [first, second]


def test_the_newest_channel_is_listed_first(api):
    first, second = api.open(), api.open()
    assert urls(api.get("/open_channels")) == [second, first]


def test_channels_of_one_type_are_found_page_by_page(api):
    wanted = [api.open(custom_type="food") for _ in range(3)]
    api.open()
    page = api.get("/open_channels", custom_type="food", limit=2)
    assert urls(page) == wanted[:0:-1]
    assert urls(api.get("/open_channels", custom_type="food", limit=2, token=page["next"])) == wanted[:1]


def test_a_type_nobody_has_has_no_channels(api, lobby):
    assert api.get("/open_channels", custom_type="food") == {"channels": [], "next": ""}


def test_todays_filters_find_their_channels(api):
    red = api.open(name="Red Room", channel_url="a1", custom_type="x")
    blue = api.open(name="Blue Room", channel_url="b2", custom_type="y")
    hall = api.open(name="Hall", channel_url="c3", custom_type="z")

    def found(**query):
        return urls(api.get("/open_channels", **query))

    assert found(name_contains="room") == [blue, red]
    assert found(url_contains="C") == [hall]
    assert found(custom_types=["y", "z"]) == [hall, blue]
    assert found(channel_urls=[hall, red, "nowhere"]) == [hall, red]
    assert found(channel_urls=[hall, red], custom_type="x") == [red]


def test_frozen_channels_are_listed_unless_told_otherwise(api, lobby):
    api.put(f"/open_channels/{lobby}/freeze", freeze=True)
    assert urls(api.get("/open_channels")) == [lobby]
    assert urls(api.get("/open_channels", show_frozen="false")) == []


def test_metadata_is_shown_on_demand_only(api, lobby):
    api.post(f"/open_channels/{lobby}/metadata", metadata={"a": "1"})
    assert "metadata" not in api.get("/open_channels")["channels"][0]
    assert api.get("/open_channels", show_metadata="true")["channels"][0]["metadata"] == {"a": "1"}
    assert api.get(f"/open_channels/{lobby}", show_metadata="True")["metadata"] == {"a": "1"}


# --- viewing, changing, deleting them ---


def test_participants_are_shown_on_demand_only(api, lobby):
    assert "participants" not in api.get(f"/open_channels/{lobby}")
    assert api.get(f"/open_channels/{lobby}", participants="true")["participants"] == []  # recorded


def test_an_unknown_channel_is_not_found(api):
    assert api.refusal("GET", "/open_channels/nowhere") == (400201, '"Channel" not found.')
    assert api.refusal("DELETE", "/open_channels/nowhere")[0] == 400201


def test_a_group_channel_is_no_open_channel(api, lunch):
    assert api.refusal("GET", f"/open_channels/{lunch}")[0] == 400201


def test_updating_changes_only_what_is_given(api, lobby):
    before = api.get(f"/open_channels/{lobby}")
    assert api.put(f"/open_channels/{lobby}", name="Hall") == {**before, "name": "Hall"}  # recorded


def test_a_new_list_of_operators_takes_the_place_of_the_old_one(api, alice, bob, lobby):
    api.put(f"/open_channels/{lobby}", operators=["alice"])
    channel = api.put(f"/open_channels/{lobby}", operators=["bob"], data="d", cover_url="https://x.test/c.png")
    assert [user["user_id"] for user in channel["operators"]] == ["bob"]
    assert (channel["data"], channel["cover_url"]) == ("d", "https://x.test/c.png")
    assert api.put(f"/open_channels/{lobby}", operators=[])["operators"] == []


def test_a_channel_of_a_new_type_is_found_by_it(api, lobby):
    api.put(f"/open_channels/{lobby}", custom_type="food")
    assert urls(api.get("/open_channels", custom_type="food")) == [lobby]
    assert urls(api.get("/open_channels", custom_type="")) == [lobby]  # nothing after the sign is no filter


def test_a_new_cover_can_be_uploaded(api, lobby):
    channel = api.upload("PUT", f"/open_channels/{lobby}", cover_file=Upload("n.png", "image/png", b"n"))
    assert channel["cover_url"].endswith("/n.png") and channel["name"] == "Lobby"


def test_a_refused_update_changes_nothing(api, lobby):
    before = api.get(f"/open_channels/{lobby}")
    api.refusal("PUT", f"/open_channels/{lobby}", {"name": "Hall", "operators": ["nobody"]})
    assert api.get(f"/open_channels/{lobby}") == before


def test_a_deleted_channel_is_gone_and_its_address_is_free(api, lobby):
    assert api.delete(f"/open_channels/{lobby}") == {}  # recorded
    assert api.refusal("GET", f"/open_channels/{lobby}")[0] == 400201
    assert api.open(channel_url=lobby) == lobby
    assert api.get(f"/open_channels/{lobby}/messages/total_count") == {"total": 0}
