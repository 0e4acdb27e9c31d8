"""The vendor's Platform API SDK for JavaScript, unmodified, in a process of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.sendbird.clients.js_sdk.client import INSTALLED, missing

HERE = Path(__file__).parent


class Refused(Exception):
    """The server refused."""


@pytest.fixture
def application(chatmock_factory):
    return chatmock_factory(era="today")


@pytest.fixture
def call(application):
    """``call("MessageApi.addEmojis", body={…})`` gives the answer the SDK was given."""
    if why := missing():
        pytest.skip(why)
    process = subprocess.Popen(
        ["node", HERE / "platform.cjs", application.sendbird.host, application.sendbird.api_token],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "CHATMOCK_CLIENTS": str(INSTALLED)},
        text=True,
        encoding="utf-8",
    )
    asked, told_by = process.stdin, process.stdout
    assert asked is not None and told_by is not None

    def call(name, *args, body=None, **query):
        api, _, method = name.partition(".")
        line = json.dumps({"api": api, "method": method, "args": args, "body": body, "query": query})
        asked.write(f"{line}\n")
        asked.flush()
        told = json.loads(told_by.readline())
        if "refused" in told:
            raise Refused(told["refused"])
        return told["answer"]

    yield call
    asked.close()
    process.wait(20)
    told_by.close()
