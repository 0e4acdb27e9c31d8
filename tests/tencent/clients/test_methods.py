"""Which public methods the web SDKs have, as they say themselves: tests call every one of them, or it is declined."""

import re
from pathlib import Path

import pytest

from chatmock.providers.tencent.socket import declined
from tests.called import HAS
from tests.tencent.clients.browser.conftest import missing as browser_is_missing
from tests.tencent.clients.js_sdk.client import NEW, OLD, Sdk, missing
from tests.tencent.clients.js_sdk.test_others import DECLINED

REFUSED = {*DECLINED, "translateText", "convertVoiceToText"}
"""Methods whose commands chatmock declines (docs/tencent.md): tests see them refused."""
IN_A_PAGE = {"createImageMessage", "createAudioMessage", "createVideoMessage", "createFileMessage", "registerPlugin"}
"""Methods that need a page: tests call them in Chromium, where there is one."""
COUNTS = {NEW: 149, OLD: 114}
PAGE = Path(__file__).parents[3] / "docs" / "tencent.md"


@pytest.mark.parametrize("package", COUNTS)
def test_the_sdk_says_which_methods_it_has(chatmock_factory, request, package):
    """They are compared with those that were called once all tests of this folder have run (``tests/called.py``)."""
    if why := missing():
        pytest.skip(why)
    sdk = Sdk(chatmock_factory("tencent").tencent, "ann", package=package)
    names = set(sdk.process("methods"))
    sdk.close()
    assert len(names) == COUNTS[package] and {"sendMessage", "joinGroup"} <= names
    names -= REFUSED | (IN_A_PAGE if browser_is_missing() else set())
    request.node.user_properties += [(HAS, f"{package} {name}") for name in sorted(names)]


def test_the_page_says_which_methods_and_commands_are_declined():
    table = PAGE.read_text(encoding="utf-8").partition("| methods | command | why |")[2].partition("\n\n")[0]
    methods, commands = (
        re.findall(r"`([\w.]+)`", "".join(row.split("|")[at] for row in table.split("\n")[2:])) for at in (1, 2)
    )
    assert set(methods) == REFUSED
    assert set(commands) == declined.DECLINED.keys()
