"""Addresses that are called: of webhooks and of bots."""

import pytest

from chatmock.core.seeds import SeedError, of_values

BAD = [
    *(
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://x/",
        "//x/",
        "x",
        "http:",
        "http://",
        "http:///x",
        "https://:80",
    ),
    *(
        "http://[::1",
        "http://::1]/",
        "http://a b/",
        "http://a/\r\nX: y",
        "http://a/\n",
        "http://a:b/",
        "http://a:65536/",
    ),
]
GOOD = [
    "",
    "http://localhost",
    "https://a.test:8443/x?y=z#w",
    "HTTP://[::1]:80/",
    "http://u:p@a.test/",
    "http://bücher.test/ü",
]
BOT = {"bot_userid": "b", "bot_nickname": "", "bot_profile_url": "", "is_privacy_mode": False}


def ways(api):
    """Each way in which an address is given."""
    api.post("/bots", **{**BOT, "bot_userid": "before", "bot_callback_url": "http://before/"})
    webhook = "/applications/settings/webhook"
    return {
        "webhook": lambda url: api.send("PUT", webhook, {"enabled": True, "url": url}),
        "new bot": lambda url: api.send("POST", "/bots", {**BOT, "bot_callback_url": url}),
        "bot": lambda url: api.send("PUT", "/bots/before", {"bot_callback_url": url}),
        "bot of 2016": lambda url: api.send("POST", "/bots/before", {"bot_callback_url": url}),
    }


@pytest.mark.parametrize("way", ["webhook", "new bot", "bot", "bot of 2016"])
@pytest.mark.parametrize("url", BAD)
def test_what_is_not_http_is_refused(api, way, url):  # ruled
    answer = ways(api)[way](url)
    assert answer.status == 400 and answer.refusal.code == 400111


@pytest.mark.parametrize("way", ["webhook", "new bot", "bot", "bot of 2016"])
@pytest.mark.parametrize("url", GOOD)
def test_http_and_https_are_taken(api, way, url):
    assert ways(api)[way](url).status == 200


@pytest.mark.parametrize("url", BAD[:3])
def test_in_a_seed_too(hub, url):
    for document in (
        {"application": {"webhook": {"url": url}}},
        {"users": [{"user_id": "b", "bot": {"bot_callback_url": url}}]},
    ):
        with pytest.raises(SeedError):
            hub.checked(of_values(document, default="sendbird"))
