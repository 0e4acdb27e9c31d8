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


# --- those of the application ---


def food(api):
    rows = [{"name": "Food", "url": "http://x.test/food"}]
    return api.post("/emoji_categories", emoji_categories=rows)["emoji_categories"][0]


def add(api, category, *keys):
    rows = [{"key": key, "url": f"http://x.test/{key}"} for key in keys]
    return api.post("/emojis", emoji_category_id=category["id"], emojis=rows)["emojis"]


def test_an_application_has_emoji_of_its_own(api):
    before = api.get("/emoji_categories")["emoji_hash"]
    soup, stew = add(api, food(api), "soup", "stew")
    page = api.get("/emoji_categories")
    assert page["emoji_categories"][1]["emojis"] == [soup, stew] and page["emoji_hash"] != before
    assert api.get("/emojis/soup") == soup and len(api.get("/emojis")["emojis"]) == 9


def test_pictures_are_changed_and_emoji_deleted(api):
    category = food(api)
    add(api, category, "soup", "stew")
    path = f"/emoji_categories/{category['id']}"
    assert api.put("/emojis/soup", url="http://x.test/new")["url"] == "http://x.test/new"
    assert api.put(path, url="http://x.test/new")["url"] == "http://x.test/new"
    assert api.delete("/emojis/soup") == {}
    assert [emoji["key"] for emoji in api.get(path)["emojis"]] == ["stew"]
    assert api.delete(path) == {}
    assert api.refusal("GET", path)[0] == api.refusal("GET", "/emojis/stew")[0] == 400201


def test_a_key_stands_once(api):
    category = food(api)
    add(api, category, "soup")
    for key in ("soup", "sendbird_emoji_sob"):
        body = {"emoji_category_id": category["id"], "emojis": [{"key": "new", "url": "u"}, {"key": key, "url": "u"}]}
        assert api.refusal("POST", "/emojis", body)[0] == 400202
    assert api.refusal("GET", "/emojis/new")[0] == 400201


def test_the_default_emoji_are_nobodys_to_change(api):
    # ruled: 400108
    paths = ("/emojis/sendbird_emoji_sob", "/emoji_categories/1")
    assert [api.refusal("PUT", path, {"url": "u"})[0] for path in paths] == [400108, 400108]
    assert [api.refusal("DELETE", path)[0] for path in paths] == [400108, 400108]


def test_the_default_emoji_can_be_turned_off(api):
    add(api, food(api), "soup")
    shown = api.put("/applications/settings/use_default_emoji", use_default_emoji=False)
    assert shown == {"use_default_emoji": False}
    assert [emoji["key"] for emoji in api.get("/emojis")["emojis"]] == ["soup"]
