"""The npm package tls-sig-api-v2: its UserSigs are good here, also those with a room in them."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.sendbird.clients.js_sdk.client import TOP
from tests.sendbird.clients.js_sdk.client import missing as node_is_missing

INSTALLED = Path(os.environ.get("CHATMOCK_CLIENTS", TOP / ".clients")) / "tencent-signing"
SCRIPT = Path(__file__).parent / "sign.cjs"


@pytest.fixture
def application(chatmock_factory):
    if not (INSTALLED / "node_modules" / "tls-sig-api-v2").is_dir():
        pytest.skip(node_is_missing() or f"tls-sig-api-v2 is not in {INSTALLED}: scripts/node-clients installs it")
    return chatmock_factory("tencent").tencent


def runs(application, *given, key=""):
    """What the script prints."""
    arguments = [str(INSTALLED), str(application.sdk_app_id), key or application.secret_key, *given]
    return subprocess.run(["node", str(SCRIPT), *arguments], capture_output=True, text=True, check=True).stdout


def code(application, user_id, *more, key="", method="genUserSig"):
    """The code of a request with a UserSig that the package made."""
    text = runs(application, method, json.dumps([user_id, 60, *more]), key=key)
    query = {"sdkappid": application.sdk_app_id, "identifier": application.admin, "usersig": text}
    url = f"{application.rest_url}/v4/im_open_login_svc/account_check"
    return requests.post(url, params=query, json={"CheckItem": []}).json()["ErrorCode"]


MORE: dict[str, list[Any]] = {
    "genSig": [None],
    "genUserSig": [],
    "genPrivateMapKey": [1234, 255],
    "genPrivateMapKeyWithStringRoomID": ["a room", 255],
}
"""Each method of the package, with what it takes beside an account and seconds."""


@pytest.mark.parametrize("method", MORE)
def test_a_user_sig_of_the_package_is_good(application, method):
    assert code(application, application.admin, *MORE[method], method=method) == 0


def test_the_package_has_the_methods_that_are_called_here(application):
    assert {*runs(application).split()} == MORE.keys()


def test_one_of_somebody_else_or_with_another_key_is_not(application):
    assert code(application, "alice") == 70013
    assert code(application, application.admin, key="another key") == 70009
