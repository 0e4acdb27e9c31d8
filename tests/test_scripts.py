"""The scripts of the checkout where something is missing: one true sentence, and what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTHON = """#!/usr/bin/env bash
# A Python that has no network, no venv module or an old pip, as FAKE says.
case "$*" in
    *version_info*) [[ $FAKE != old ]] || exit 1; exec REAL "$@" ;;
    --version) echo "Python 3.9.1" ;;
    *"import venv"*) [[ $FAKE != no-venv ]] ;;
    *"-m venv"*) mkdir -p "${@: -1}/bin" && cp "$0" "${@: -1}/bin/python" ;;
    *"-m pip"*)
        printf '%s\\n' "$*" >>"$CALLS"
        case $FAKE in
            no-network) echo "WARNING: Failed to establish a new connection" >&2; exit 1 ;;
            broken) echo "ERROR: no room on the device" >&2; exit 1 ;;
            *) [[ $* != *--group* ]] || { echo "no such option: --group" >&2; exit 2; } ;;
        esac ;;
    *"-m chatmock"* | *"-m pytest"*) printf '%s\\n' "$*" ;;
    *) exec REAL "$@" ;;
esac
"""


@pytest.fixture
def run(tmp_path):
    """Runs a script of a checkout of its own with a fake Python; gives status, output and what pip was asked."""
    if shutil.which("bash") is None:
        pytest.skip("needs bash")
    top, calls = tmp_path / "checkout", tmp_path / "calls"
    shutil.copytree(ROOT / "scripts", top / "scripts")
    shutil.copy(ROOT / "pyproject.toml", top)
    (tmp_path / "bin").mkdir()
    for name in ("python3", "node", "npm"):
        (tmp_path / "bin" / name).write_text(
            PYTHON.replace("REAL", sys.executable) if name == "python3" else "exit 1\n"
        )
        (tmp_path / "bin" / name).chmod(0o755)

    def run(script, fake=""):
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "FAKE": fake, "CALLS": str(calls), "PYTHON": "python3"}
        command = ["bash", str(top / "scripts" / script)]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        return ended.returncode, ended.stdout + ended.stderr, calls.read_text() if calls.exists() else ""

    return run


def test_serving_installs_what_serving_needs_and_no_tools(run):
    status, said, asked = run("serve")
    assert status == 0 and "-m chatmock serve --seed" in said
    assert "aiohttp" in asked and "mypy" not in asked and "--upgrade" not in asked


def test_the_tools_come_on_top(run):
    run("serve")
    _, said, asked = run("check")
    assert "mypy" in asked and "making .venv" not in said


def test_an_old_pip_is_enough(run):
    _, said, asked = run("check")
    assert "pytest" in asked and "--group" not in asked and "no such option" not in said


@pytest.mark.parametrize(
    ("fake", "what", "advice"),
    [
        ("no-network", "pip reaches no package index", "PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER"),
        ("no-venv", "'python3' has no venv module", "apt install python3-venv"),
        ("old", "'python3' is Python 3.9.1, older than 3.11", "PYTHON=python3.11"),
        ("broken", "no room on the device", "PYTHON=python3.12"),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(run, fake, what, advice):
    status, said, _ = run("serve", fake)
    assert status != 0 and what in said and advice in said
    assert "Traceback" not in said and "-m chatmock" not in said


def test_a_suite_around_the_checkout_collects_nothing_of_it_and_is_told_so(pytester):
    inner = pytester.mkdir("chatmock")
    for name in ("conftest.py", "pyproject.toml", "pytest_plugin.py"):
        shutil.copy(ROOT / name, inner)
    (inner / "tests").mkdir()
    (inner / "tests" / "conftest.py").write_text("import nothing_of_this_name")
    (inner / "tests" / "test_inner.py").write_text("import nothing_of_this_name")
    pytester.makepyfile("def test_outer(): pass")
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(passed=1)
    outcome.stdout.fnmatch_lines(["chatmock: */chatmock has tests of its own, left out here; *scripts/test*"])
