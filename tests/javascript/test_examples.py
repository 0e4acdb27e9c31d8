"""The projects in examples/, each run as it stands there, beside what it would have installed."""

import json
import os
import shutil
import socket
import subprocess
import sys

import pytest

from tests.javascript.conftest import INSTALLED, ROOT
from tests.sendbird.clients.uikit.window import CHROMIUM

EXAMPLES = ROOT / "examples"
CLIENTS = INSTALLED.parents[1]
PINNED = {
    "@playwright/test": "javascript",
    "vite": "javascript",
    "vitest": "javascript",
    "express": "sendbird/webhooks/express",
    "@sendbird/uikit-react": "sendbird/clients/uikit",
    "react": "sendbird/clients/uikit",
    "react-dom": "sendbird/clients/uikit",
}
"""Where the tests pin what an example asks for."""


def major(version):
    return version.removeprefix("^").split(".")[0]


def test_every_example_is_told():
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    folders = [path.name for path in EXAMPLES.iterdir() if path.is_dir()]
    assert [name for name in folders if f"]({name})" not in told] == []


@pytest.mark.parametrize("name", ["express-webhooks", "vite-uikit-playwright"])
def test_an_example_asks_for_what_runs_in_the_tests(name):
    package = json.loads((EXAMPLES / name / "package.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert wanted.pop("@chatmock/client") == "file:../../clients/js"
    for dependency, versions in wanted.items():
        pins = json.loads((ROOT / "tests" / PINNED[dependency] / "package.json").read_text(encoding="utf-8"))
        assert major(versions) == major(pins["dependencies"][dependency]), dependency


def test_the_back_end_in_python_is_tested(tmp_path):
    shutil.copytree(EXAMPLES / "pytest-backend", tmp_path / "project")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path / "project", capture_output=True, text=True)
    assert "4 passed" in done.stdout, done.stdout + done.stderr


@pytest.fixture
def install(npm, packed, tmp_path):
    """Copies an example to where it finds its packages: the nearest of some folders, the client as npm packed it."""

    def copy(name, *folders):
        home = tmp_path
        for folder in folders:
            if not folder.is_dir():
                pytest.skip(f"there is no {folder}: scripts/node-clients installs it")
            (home / "node_modules").symlink_to(folder)
            home /= "below"
            home.mkdir()
        shutil.copytree(EXAMPLES / name, home / name)
        (home / name / "node_modules" / "@chatmock").mkdir(parents=True)
        client = home / name / "node_modules" / "@chatmock" / "client"
        shutil.unpack_archive(packed, home / "unpacked", format="gztar")
        (home / "unpacked" / "package").rename(client)
        return home / name

    return copy


@pytest.fixture
def run_in(tmp_path):
    def run(folder, *command, **variables):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CHATMOCK_")}
        told = {"CHATMOCK_COMMAND": f"{sys.executable} -m chatmock", "CI": "1", "NO_COLOR": "1"}
        environment = {**kept, **told, "PATH": f"{INSTALLED / '.bin'}{os.pathsep}{kept['PATH']}", **variables}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=180)
        return done.returncode, done.stdout + done.stderr

    return run


def test_the_receiver_in_express_is_tested(install, run_in):
    folder = install("express-webhooks", CLIENTS / "express" / "node_modules", INSTALLED)
    status, said = run_in(folder, "npm", "test")
    assert (status, "3 passed" in said) == (0, True), said


def test_the_page_with_uikit_is_tested(install, run_in, tmp_path, short):
    if not CHROMIUM:
        pytest.skip("chromium is not installed: scripts/debian-packages installs it on Debian")
    folder = install("vite-uikit-playwright", CLIENTS / "uikit" / "node_modules", INSTALLED)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    scratch = {"HOME": str(tmp_path), "TMPDIR": short, "CHROMIUM": CHROMIUM, "PORT": port}
    status, said = run_in(folder, "npm", "test", "--", "--reporter=line", "--workers=1", **scratch)
    assert (status, "2 passed" in said) == (0, True), said
