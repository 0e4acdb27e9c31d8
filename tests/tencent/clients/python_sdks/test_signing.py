"""tls-sig-api-v2: its UserSigs are good here, and ours are what it makes."""

import json
import zlib
from base64 import b64decode

import pytest
import requests

from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.tickets import usersig
from tests.tencent.clients.python_sdks.conftest import methods_of

signing = pytest.importorskip("TLSSigAPIv2", reason="tls-sig-api-v2 is not installed")


def opened(text):
    return json.loads(zlib.decompress(b64decode(text.replace("*", "+").replace("-", "/").replace("_", "="))))


def asked(application, identifier, text):
    query = {"sdkappid": application.sdk_app_id, "identifier": identifier, "usersig": text, "random": 1}
    url = f"{application.rest_url}/v4/im_open_login_svc/account_check"
    return requests.post(url, params={**query, "contenttype": "json"}, data=json.dumps({"CheckItem": []})).json()


@pytest.fixture
def signer(application):
    return signing.TLSSigAPIv2(application.sdk_app_id, application.secret_key)


def test_the_package_has_the_methods_that_are_called_here(signer):
    assert methods_of(signer) == {"gen_sig", "gen_sig_with_userbuf"}


def test_a_user_sig_of_the_package_is_good(application, signer):
    assert asked(application, application.admin, signer.gen_sig(application.admin, 60))["ErrorCode"] == 0


def test_a_user_sig_with_more_in_it_is_good(application, signer):
    text = signer.gen_sig_with_userbuf(application.admin, 60, b"a room")
    assert asked(application, application.admin, text)["ErrorCode"] == 0


def test_one_of_somebody_else_or_with_another_key_is_not(application, signer):
    assert asked(application, application.admin, signer.gen_sig("alice", 60))["ErrorCode"] == 70013
    other = signing.TLSSigAPIv2(application.sdk_app_id, "another key")
    assert asked(application, application.admin, other.gen_sig(application.admin, 60))["ErrorCode"] == 70009


def test_both_make_the_same(application, signer):
    theirs = opened(signer.gen_sig("alice", 60))
    ticket = Ticket("alice", application.sdk_app_id, theirs["TLS.time"], 60)
    assert opened(usersig.make(ticket, application.secret_key)) == theirs
