"""Programs that name their platform's host in their source, run by ``chatmock exec --intercept``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sendbird.clients.js_sdk.client import INSTALLED

PROGRAMS = Path(__file__).with_name("programs")


class Ran:
    """What a command printed, and how it ended."""

    def __init__(self, ended):
        self.status, self.out, self.err = ended.returncode, ended.stdout, ended.stderr

    @property
    def json(self):
        assert self.status == 0, self.out + self.err
        return json.loads(self.out.splitlines()[-1])


@pytest.fixture
def run():
    """Runs a command under ``exec --intercept`` with more options."""

    def execute(*command, options=(), **variables):
        environment = {**os.environ, **variables}
        whole = [sys.executable, "-m", "chatmock", "exec", "--intercept", *options, "--", *map(str, command)]
        ended = subprocess.run(whole, capture_output=True, text=True, timeout=60, check=False, env=environment)
        return Ran(ended)

    return execute


@pytest.fixture
def run_python(run):
    """Runs a program in Python, one of the folder by its name or else by its text."""

    def execute(program, *arguments, **more):
        how = [PROGRAMS / program] if program.endswith(".py") else ["-c", program]
        return run(sys.executable, *how, *arguments, **more)

    return execute


@pytest.fixture
def run_node(run):
    """Runs a program in Node, with the packages of a folder of ``.clients``."""

    def execute(program, packages="", **more):
        return run("node", PROGRAMS / program, CHATMOCK_CLIENTS=str(INSTALLED / packages), **more)

    return execute
