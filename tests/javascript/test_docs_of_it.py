"""The JavaScript in docs/javascript.md and in the package's README, run as its readers would run it."""

import os
import re
import sys

import pytest

from tests.javascript.conftest import INSTALLED, ROOT
from tests.sendbird.clients.uikit.window import CHROMIUM

PAGES = (ROOT / "docs" / "javascript.md", ROOT / "clients" / "js" / "README.md")
BLOCKS = [
    (f"{page.name}-{number}", block)
    for page in PAGES
    for number, block in enumerate(re.findall(r"^```js\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S))
]


def of(module):
    return [pytest.param(name, text, id=name) for name, text in BLOCKS if f"'{module}'" in text]


def test_every_block_is_run():
    assert len(of("@chatmock/client/vitest")) == 3
    assert len([*of("@chatmock/client/playwright"), *of("@chatmock/client/server")]) == 2
    assert len(BLOCKS) == 6  # the configuration is used below


@pytest.mark.parametrize(("name", "text"), of("@chatmock/client/vitest"))
def test_its_vitest_tests_pass(project, run, name, text):
    [config] = [text for _, text in BLOCKS if "defineConfig" in text]
    (project / f"{name}.config.js").write_text(config, encoding="utf-8")
    (project / f"{name}.test.js").write_text(text, encoding="utf-8")
    done = run(
        INSTALLED / ".bin" / "vitest", "run", "--testTimeout=60000", f"--config={name}.config.js", f"{name}.test.js"
    )
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr


def test_the_way_of_node_in_start_is_green(project, run, tmp_path):
    """Without configuration, and with the command where a shell finds it."""
    first = next(text for _, text in BLOCKS if "'@chatmock/client/vitest'" in text)
    home = project / "start"
    home.mkdir()
    (home / "lunch.test.js").write_text(first, encoding="utf-8")
    (home / "vitest.config.js").write_text(
        "export default {};\n", encoding="utf-8"
    )  # that of the project is not its own
    command = tmp_path / "chatmock"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m chatmock "$@"\n')
    command.chmod(0o755)
    found = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = run("env", "-u", "CHATMOCK_COMMAND", INSTALLED / ".bin" / "vitest", "run", "--root", home, **found)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize(("name", "text"), of("@chatmock/client/playwright"))
def test_its_playwright_tests_pass(project, run, tmp_path, short, name, text):
    if not CHROMIUM:
        pytest.skip("chromium is not installed: scripts/debian-packages installs it on Debian")
    (project / f"{name}.spec.js").write_text(text, encoding="utf-8")
    launch = "{ launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] } }"
    (project / f"{name}.config.js").write_text(f"export default {{ use: {launch} }};\n", encoding="utf-8")
    scratch = {"HOME": str(tmp_path), "TMPDIR": short, "CHROMIUM": CHROMIUM}
    command = ["test", f"--config={name}.config.js", f"{name}.spec.js", f"--output={tmp_path / 'results'}"]
    done = run(INSTALLED / ".bin" / "playwright", *command, "--reporter=line", **scratch)
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr


@pytest.mark.parametrize(("name", "text"), of("@chatmock/client/server"))
def test_its_scripts_run(project, run, name, text):
    (project / f"{name}.js").write_text(text, encoding="utf-8")
    done = run("node", f"{name}.js")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "[]\n")
