"""Emoji for reactions."""

from urllib.parse import urlsplit

import requests


def test_emoji_come_in_categories(api):
    page = api.get("/emoji_categories")
    assert page["emoji_hash"] and len(page["emoji_categories"][0]["emojis"]) == 7


def test_one_category_and_one_emoji_are_viewed(api):
    category = api.get("/emoji_categories/1")
    emoji = category["emojis"][0]
    assert api.get(f"/emojis/{emoji['key']}") == emoji
    assert api.get("/emojis")["emojis"] == category["emojis"]


def test_unknown_ones_are_not_found(api):
    assert api.refusal("GET", "/emoji_categories/9")[0] == api.refusal("GET", "/emojis/soup")[0] == 400201


def test_their_pictures_are_served_here(chatmock, api):
    address = api.get("/emojis/sendbird_emoji_sob")["url"]
    answer = requests.get(chatmock.url + urlsplit(address).path, timeout=10)  # without a token
    assert (answer.headers["Content-Type"], answer.text[:4]) == ("image/svg+xml", "<svg")
    assert api.refusal("GET", "/emoji_pictures/soup.svg")[0] == 400201
