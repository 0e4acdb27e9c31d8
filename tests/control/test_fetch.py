"""The lines of JavaScript in docs/control-api.md, run by node."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "control-api.md"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


def test_five_lines_of_fetch_are_a_client(tmp_path, chatmock_factory):
    chatmock = chatmock_factory()
    [script] = re.findall(r"```js\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    file = tmp_path / "five.mjs"
    named = script.replace(
        "body && JSON.stringify(body)",
        f"method !== 'GET' ? JSON.stringify({{...body, app: {chatmock.sendbird.app_id!r}}}) : undefined",
    )
    assert named != script
    file.write_text(named)
    ended = subprocess.run(
        ["node", file],
        env={**os.environ, "CHATMOCK_URL": chatmock.url},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "alice has 1 unread message\n"), ended.stderr
    assert chatmock.clock.now() > 0
    [fault] = chatmock.faults
    assert (fault["operation"], fault["struck"]) == ("list_users", 0)
    chatmock.faults.remove(fault["number"])  # the lines end before anything asks for a list
