"""Which frames both SDKs know, read out of their code: commands, and the categories of events."""

import re

from tests.sendbird.clients.js_sdk.client import INSTALLED

_MODULES = INSTALLED / "node_modules"
V3, V4 = _MODULES / "sendbird" / "SendBird.min.js", _MODULES / "@sendbird" / "chat" / "sendbird.min.js"
_COMMAND = re.compile(
    r'case"([A-Z]{4})":|"([A-Z]{4})"[!=]==?\w+\.(?:code|command)\b|\.(?:code|command)[!=]==?"([A-Z]{4})"'
    r'|\(this,\w+,\[\w+,"([A-Z]{4})",|"([A-Z]{4})"===\w+\?\d'
)
_CATEGORY = {
    V3: re.compile(r"\.CATEGORY_\w+=(\d+(?:e\d+)?)\b"),
    V4: re.compile(r'\.(?:CHANNEL|USER|FRIEND|PINNED|TYPING|MEMBER)_\w+=(\d+(?:e\d+)?)\]="'),
}
_OTHER = {"POST", "NOOP"}
"""A method of HTTP, and version 4's own name for a frame that is none."""


def commands_read(bundle):
    """The commands that an SDK tells apart."""
    text = bundle.read_text(encoding="utf-8")
    return {name for found in _COMMAND.findall(text) for name in found if name} - _OTHER


def categories_read(bundle):
    """The numbers of events that an SDK has names for; other enumerations have no numbers of five digits in that range."""
    numbers = {int(float(number)) for number in _CATEGORY[bundle].findall(bundle.read_text(encoding="utf-8"))}
    return {number for number in numbers if 10000 <= number < 30000}
