"""The card of a provider: its options, the hosts of its clients, and how they are pointed to a server."""

import pytest

from chatmock.core.card import BadOption, Card

CARD = Card(
    "notes",
    {
        "properties": {
            "app_id": {"type": "integer", "default": 7},
            "era": {"type": "string", "default": "now", "x-variant": True},
            "key": {"type": "string"},
        },
        "x-env": {"NOTES_URL": "{url}/notes/{app_id}", "NOTES_KEY": "{key}", "NOTES_TCP": "{tcp}"},
        "x-pointers": ["Notes {ws_url}", "Notes by {tcp}"],
        "x-hosts": ["*.notes.example", "notes.example"],
    },
)


@pytest.mark.parametrize(
    ("host", "is_one"),
    [
        ("api.notes.example", True),
        ("API.notes.example:443", True),
        ("notes.example", True),
        ("a.b.notes.example", False),
        ("other.example", False),
        ("xnotes.example", False),
    ],
)
def test_a_star_stands_for_one_label(host, is_one):
    assert CARD.is_host(host) is is_one


def test_options_are_known_and_right():
    assert CARD.checked({"app_id": 8, "key": "k"}) == {"app_id": 8, "key": "k"}
    for wrong, said in (
        ({"api_id": 8}, "no option 'api_id'.*did you mean 'app_id'"),
        ({"app_id": "x"}, r"notes.app_id: "),
    ):
        with pytest.raises(BadOption, match=said):
            CARD.checked(wrong)


def test_options_come_as_text():
    assert (CARD.from_text("app_id", "8"), CARD.from_text("key", "8")) == (8, "8")
    with pytest.raises(BadOption, match="has to be integer, not 'x'"):
        CARD.from_text("app_id", "x")


def test_what_is_not_there_is_left_out():
    options = CARD.defaults
    assert options == {"app_id": 7, "era": "now"} and CARD.variant(options) == {"era": "now"}
    assert CARD.env(options, "http://a", {}) == {"NOTES_URL": "http://a/notes/7"}
    assert list(CARD.pointers(options, "https://a", {"tcp": "a:1"})) == ["Notes wss://a", "Notes by a:1"]
