"""The npm package tls-sig-api-v2: its UserSigs are good here, also those with a room in them."""

import os
import subprocess
from pathlib import Path

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


def code(application, user_id, *more, key=""):
    """The code of a request with a UserSig that the package made."""
    given = [str(INSTALLED), str(application.sdk_app_id), key or application.secret_key, user_id, "60", *more]
    text = subprocess.run(["node", str(SCRIPT), *given], capture_output=True, text=True, check=True).stdout
    query = {"sdkappid": application.sdk_app_id, "identifier": application.admin, "usersig": text}
    url = f"{application.rest_url}/v4/im_open_login_svc/account_check"
    return requests.post(url, params=query, json={"CheckItem": []}).json()["ErrorCode"]


def test_a_user_sig_of_the_package_is_good(application):
    assert code(application, application.admin) == 0 and code(application, application.admin, "1234") == 0


def test_one_of_somebody_else_or_with_another_key_is_not(application):
    assert code(application, "alice") == 70013
    assert code(application, application.admin, key="another key") == 70009
