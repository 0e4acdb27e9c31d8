"""A foreign project that has the JavaScript client as its users get it: packed by npm, installed beside test runners."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = Path(os.environ.get("CHATMOCK_CLIENTS", ROOT / ".clients")) / "client" / "node_modules"
NPM = shutil.which("npm")


@pytest.fixture
def short():
    """A folder with a short name: Chromium puts a socket there, whose name has to be below 108 characters."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield folder


@pytest.fixture(scope="session")
def npm():
    """The command; without it, or without what it installs, the test is skipped."""
    if NPM is None:
        pytest.skip("node and npm are not installed")
    if not INSTALLED.is_dir():
        pytest.skip(f"there is no {INSTALLED}: scripts/node-clients installs it")
    return NPM


@pytest.fixture(scope="session")
def packed(npm, tmp_path_factory):
    """The package as a file."""
    folder = tmp_path_factory.mktemp("packed")
    pack = [npm, "pack", ROOT / "clients" / "js", "--pack-destination", folder, "--silent"]
    subprocess.run(pack, check=True, capture_output=True)
    return next(folder.glob("*.tgz"))


@pytest.fixture(scope="session")
def project(npm, packed, tmp_path_factory):
    """A folder with the package and, above it, the test runners."""
    home = tmp_path_factory.mktemp("foreign")
    (home / "node_modules").symlink_to(INSTALLED)
    shutil.copytree(ROOT / "tests" / "javascript" / "project", home / "project")
    install = [npm, "install", packed, "--offline", "--no-save", "--no-audit", "--no-fund", "--legacy-peer-deps"]
    subprocess.run(install, check=True, cwd=home / "project", capture_output=True)
    return home / "project"


@pytest.fixture
def run(project, tmp_path):
    """Runs a program of the project; gives what it wrote and its status."""

    def run_program(*command, **variables):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CHATMOCK_")}
        return subprocess.run(
            [*command],
            cwd=project,
            env={**kept, "CHATMOCK_COMMAND": f"{sys.executable} -m chatmock", "CI": "1", "NO_COLOR": "1", **variables},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run_program
