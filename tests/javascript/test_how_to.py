"""How-to pages with programs in JavaScript: saved under the names they say, run as they say, they print what stands there."""

import os
import re
import subprocess
import sys

import pytest

from tests.javascript.conftest import ROOT
from tests.sendbird.clients.js_sdk.client import INSTALLED

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"`(\w+\.[cm]js)`")
PAGES = {
    "sendbird-javascript-sdk": [""],
    "sendbird-node-sdk": [""],
    "connectycube-sdk": ["connectycube"],
    "tencent-web-sdk": ["tencent", "tencent-signing"],
}
"""The folders of each page's packages."""


def text_of(page):
    return (ROOT / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")


def blocks(page, language):
    return [match[2] for match in _FENCE.finditer(text_of(page)) if match[1] == language]


def test_every_page_with_a_program_is_run():
    pages = [path.stem for path in (ROOT / "docs" / "how-to").glob("*.md")]
    assert {page for page in pages if blocks(page, "js")} == set(PAGES)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("page", PAGES)
def test_its_program_prints_what_it_says(page, tmp_path):
    folders = [INSTALLED / name / "node_modules" for name in PAGES[page]]
    if not all(folder.is_dir() for folder in folders):
        pytest.skip("scripts/node-clients has not installed its packages")
    text = text_of(page)
    for match in _FENCE.finditer(text):
        if match[1] == "js":
            (tmp_path / _NAME.findall(text[: match.start()])[-1]).write_text(match[2], encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(folders[0])  # which modules need; the others look at NODE_PATH, too
    (tmp_path / "chatmock").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m chatmock "$@"\n')
    (tmp_path / "chatmock").chmod(0o755)
    [command], [shown] = blocks(page, "sh"), blocks(page, "text")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "NODE_PATH": os.pathsep.join(map(str, folders)),
    }
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.endswith(shown)) == (0, True), (
        done.stdout + done.stderr
    )  # an SDK may log before
