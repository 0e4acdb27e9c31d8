"""The Dockerfile: it is good in the eyes of a linter, and its commands do in a bare folder what they are to do."""

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.containers.conftest import ROOT

HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def test_the_linter_finds_nothing():
    if HADOLINT is None:
        pytest.skip("hadolint is not installed")
    found = subprocess.run([HADOLINT, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0)


def test_nobody_is_root_in_it(image):
    assert image.all("USER") == ["8008"]
    assert "useradd --uid 8008" in image.all("RUN")[-1]


def test_all_that_it_copies_is_let_in():
    image_needs = {"pyproject.toml", "README.md", "LICENSE", "chatmock", "schemas", "fixtures"}
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {name.removeprefix("!") for name in let_in if name.startswith("!")} == image_needs


def test_it_serves_and_is_healthy_and_stops_when_told_to(image, tmp_path):
    with image.serving(folder=tmp_path) as (url, process):
        healthy = [image.entrypoint, *image.health[1:], "--url", url]
        assert subprocess.run(healthy, timeout=30, check=False).returncode == 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert subprocess.run(healthy, timeout=30, check=False, capture_output=True).returncode == 1


def test_seeds_and_options_lie_in_its_folder(image, tmp_path):
    (tmp_path / "mine.yaml").write_text("users: [{user_id: zoe, nickname: Zoe}]")
    (tmp_path / "chatmock.yaml").write_text("{seed: mine.yaml, sendbird: {api_token: mine}}")
    with image.serving(folder=tmp_path) as (url, _):
        request = urllib.request.Request(f"{url}/v3/users/zoe", headers={"Api-Token": "mine"})
        assert json.load(urllib.request.urlopen(request))["nickname"] == "Zoe"
