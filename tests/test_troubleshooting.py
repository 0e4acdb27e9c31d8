"""Each message that docs/troubleshooting.md explains is one that chatmock says."""

import re
from pathlib import Path

import pytest

from tests.test_docs import ROOT

PAGE = ROOT / "docs" / "troubleshooting.md"
MESSAGES = re.findall(r"^### `(.+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
_FILLED = ('"User"', '"{thing}"')
_BROKEN = re.compile(r"\"\s*\n\s*f?\"|'\s*\+\s*\n\s*'|` \+\n\s*'|\\(?=[\"'])")


def said() -> str:
    """What stands in the sources, with texts that go on in another line as one."""
    folders: list[Path] = [*(ROOT / "chatmock").rglob("*.py"), *(ROOT / "clients" / "js" / "src").glob("*.js")]
    return "\n".join(_BROKEN.sub("", path.read_text(encoding="utf-8")) for path in folders)


@pytest.fixture(scope="module")
def sources():
    return said()


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_that_is_explained_is_one(sources, message):
    parts = [part.strip() for part in message.replace(*_FILLED).split("…") if part.strip(" .,;")]
    assert parts
    assert [part for part in parts if part not in sources] == []
