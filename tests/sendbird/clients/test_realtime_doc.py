"""The programs in docs/realtime.md, run by node with the SDKs they import: each prints what it says it prints."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.sendbird.clients.js_sdk.client import INSTALLED, missing
from tests.test_cli import serving

TOP = Path(__file__).parents[3]
TEXT = (TOP / "docs" / "realtime.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```js\n(.*?)```", TEXT, re.DOTALL)

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_a_program_prints_what_it_says(program, tmp_path):
    (tmp_path / "node_modules").symlink_to(INSTALLED / "node_modules")
    with serving("--quiet", "--strict", "--seed", "lunch") as (_, url):
        text = program.replace("127.0.0.1:8008", url.removeprefix("http://"))
        (tmp_path / "program.mjs").write_text(text, encoding="utf-8")
        done = subprocess.run(
            ["node", "program.mjs"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
    assert done.stdout.splitlines() == re.findall(r"// prints (.*)", program), done.stderr
    assert done.returncode == 0
