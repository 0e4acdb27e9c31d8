"""The receiver with Express in docs/webhooks.md, run by node against a server of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_docs import ROOT, blocks

MODULES = ROOT / ".clients" / "express" / "node_modules"
[SCRIPT] = [block.text for block in blocks("js") if block.page == "docs/webhooks.md"]

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not MODULES.exists(), reason="scripts/node-clients installs Express"
)


def test_the_documents_receiver_gets_its_webhooks(tmp_path: Path) -> None:
    file = tmp_path / "hook.test.cjs"
    file.write_text(SCRIPT, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "chatmock", "exec", "--", "node", "--test", file],
        env={**os.environ, "NODE_PATH": str(MODULES), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
