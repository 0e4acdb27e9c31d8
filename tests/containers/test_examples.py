"""compose.yaml, action.yml and the examples with Testcontainers: what they say is done in bare folders, without Docker."""

import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.containers.conftest import ROOT

EXAMPLES = ROOT / "examples"
STAND_IN = Path(__file__).with_name("stand_in")


@pytest.fixture
def services():
    return yaml.safe_load((EXAMPLES / "compose" / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_app_of_compose_reads_what_it_wrote(image, services, tmp_path):
    shutil.copytree(EXAMPLES / "compose", tmp_path, dirs_exist_ok=True)
    chatmock, app = services["chatmock"], services["app"]
    with image.serving(*chatmock["command"], folder=tmp_path / "seeds", **chatmock["environment"]) as (url, _):
        variables = {name: text.replace("http://chatmock:8008", url) for name, text in app["environment"].items()}
        command = [sys.executable, *app["command"][1:]]
        ran = subprocess.run(command, cwd=tmp_path, env={**os.environ, **variables}, capture_output=True, text=True)
        by_name = urllib.request.Request(f"{url}/_chatmock/health", headers={"Host": "chatmock:8008"})
        assert urllib.request.urlopen(by_name).status == 200
    assert (ran.stdout, ran.stderr) == ("bob has not read 2\nchatmock says ok\n", "")


def test_compose_publishes_to_this_machine_alone(services):
    assert services["chatmock"]["ports"] == ["127.0.0.1:8008:8008"]
    assert services["app"]["depends_on"]["chatmock"]["condition"] == "service_healthy"


def test_the_action_starts_a_server_and_says_where_it_is(tmp_path):
    if sys.platform == "win32":
        pytest.skip("the steps are of bash")
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {"python": sys.executable, "port": "0", "options": "--seed lunch --api-token mine"}
    assert inputs.keys() == action["inputs"].keys()
    files = {name: str(tmp_path / name) for name in ("GITHUB_ENV", "GITHUB_OUTPUT")}
    runner = {**os.environ, **files, "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    try:
        for step in action["runs"]["steps"]:
            given = {name: inputs[text[4:-3].partition("inputs.")[2].strip()] for name, text in step["env"].items()}
            subprocess.run(["bash", "-e", "-o", "pipefail", "-c", step["run"]], env={**runner, **given}, check=True)
        url = (tmp_path / "GITHUB_OUTPUT").read_text().strip().removeprefix("url=")
        told = dict(line.split("=", 1) for line in (tmp_path / "GITHUB_ENV").read_text().splitlines())
        assert (told["SENDBIRD_API_URL"], told["SENDBIRD_API_TOKEN"]) == (f"{url}/v3", "mine")
        request = urllib.request.Request(f"{url}/v3/users/alice", headers={"Api-Token": "mine"})
        assert urllib.request.urlopen(request).status == 200
    finally:
        os.kill(int((tmp_path / "chatmock" / "pid").read_text()), 15)


def test_the_example_for_python_passes(image, tmp_path):
    shutil.copy(EXAMPLES / "testcontainers" / "test_unread.py", tmp_path)
    variables = {**os.environ, "ENTRYPOINT": image.entrypoint, "PYTHONPATH": str(STAND_IN), **image.environment}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:chatmock", "-p", "no:cacheprovider", "test_unread.py"]
    ran = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=60)
    assert "1 passed" in ran.stdout, ran.stdout + ran.stderr


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_example_for_node_passes(image, tmp_path):
    package = tmp_path / "node_modules" / "testcontainers"
    package.mkdir(parents=True)
    shutil.copy(STAND_IN / "index.mjs", package)
    (package / "package.json").write_text('{"name": "testcontainers", "exports": "./index.mjs"}')
    shutil.copy(EXAMPLES / "testcontainers" / "unread.test.mjs", tmp_path)
    variables = {**os.environ, "ENTRYPOINT": image.entrypoint, **image.environment}
    ran = subprocess.run(["node", "--test"], cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stdout + ran.stderr
