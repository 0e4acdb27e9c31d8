"""The symbols of the vendor's JavaScript SDKs that schemas name as sources: each has the key."""

import re
from functools import cache

import pytest

from tests.contract.test_provenance import DOCUMENTS
from tests.sendbird.clients.js_sdk.client import INSTALLED, missing

PLATFORM, CHAT = "sendbird-platform-sdk (JavaScript) 1.0.3, ", "@sendbird/chat 4.22.12, "

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "")


def named(sdk):
    """Each key that itself names a symbol of an SDK as its source, with the symbol."""
    found = set()
    for document in DOCUMENTS.values():
        for key, rule in document.get("properties", {}).items():
            found |= {(key, one["where"]) for one in own(rule) if one["where"].startswith(sdk)}
    return sorted((key, where.removeprefix(sdk)) for key, where in found)


def own(rule):
    told = rule.get("x-source", [])
    return told if isinstance(told, list) else [told]


@cache
def text(path):
    return (INSTALLED / "node_modules" / path).read_text(encoding="utf-8")


def has(symbol, key):
    """Whether a model of the platform SDK has a key, or one of its operations sends it."""
    owner, _, operation = symbol.partition(".")
    if not operation:
        return f"hasOwnProperty('{key}')" in text(f"sendbird-platform-sdk/dist/model/{owner}.js")
    told = text(f"sendbird-platform-sdk/dist/api/{owner}.js").partition(f'key: "{operation}WithHttpInfo"')[2]
    return f"'{key}':" in told.partition('key: "')[0]


def test_a_symbol_of_the_platform_sdk_has_the_key():
    found = named(PLATFORM)
    assert [(key, symbol) for key, symbol in found if not has(symbol, key)] == []
    assert len(found) > 40


def test_the_bundle_of_the_chat_sdk_names_the_key():
    bundle = text("@sendbird/chat/sendbird.min.js") + text("@sendbird/chat/feedChannel.js")
    words = set(re.findall(r"[A-Za-z_]\w*", bundle))
    found = named(CHAT)
    assert [(key, where) for key, where in found if key not in words] == []
    assert len(found) > 200
