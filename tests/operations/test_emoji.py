"""Emoji for reactions."""


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
