"""Whose request it is: with all providers loaded nothing has two claimants, and nothing of theirs has none."""

from urllib.parse import quote

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.serving import new_hub
from tests.core.installed import DUMMIES, install

HANDSHAKES = {
    "sendbird": [
        Request("GET", "/", "p=JS&pv=x&sv=3.1.2&ai=chatmock&user_id=alice"),
        Request("GET", "/", headers={"SENDBIRD-WS-TOKEN": "any"}),
        Request("GET", "/", headers={"Sec-WebSocket-Protocol": quote('{"token": "any"}')}),
    ],
    "connectycube": [
        Request("GET", "/", headers={"Sec-WebSocket-Protocol": "xmpp"}),
        Request("GET", "/xmpp", headers={"Sec-WebSocket-Protocol": "xmpp"}),
    ],
    "tencent": [
        Request("GET", "/binfo", "sdkappid=1400000001&instanceid=any&random=0.5&platform=7"),
        Request("GET", "/info", "sdkappid=1400000001&platform=7"),
    ],
    "notes": [Request("GET", "/notes/socket", "key=any")],
    "lines": [Request("GET", "/lines")],
}
"""How clients of each provider open a socket: a provider that comes later puts its own here."""
SIGNS = {
    "sendbird": [{"Api-Token": "any"}, {"App-Id": "any"}, {"Host": "api-any.sendbird.com"}],
    "connectycube": [{"CB-Token": "any"}, {"CB-AuthKey": "any"}, {"Host": "api.connectycube.com"}],
    "tencent": [{"Host": "console.tim.qq.com"}, {"Host": "adminapisgp.im.qcloud.com"}],
    "notes": [{"Notes-Key": "any"}, {"Host": "eu.notes.example:443"}],
    "lines": [{"Host": "a.lines.example"}],
}
"""Headers by which an address that nobody has is known to be meant for a provider."""
NAMES = ["sendbird", "connectycube", "tencent", *DUMMIES]


PAGE = {"Accept": "text/html"}
"""A browser's request for a page: at the root that is the inspector, where a client of a platform means the platform."""


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A hub with every provider loaded, the dummies too."""
    monkeypatch.syspath_prepend(install(tmp_path, DUMMIES))
    hub = new_hub()
    assert {provider.name for provider in hub.every()} >= set(NAMES)
    return hub


def claimants(hub, request):
    return [speaker.name for speaker in (*hub.every(), hub.control) if speaker.claims(request)]


def takers(hub, handshake):
    return [provider.name for provider in hub.every() if provider.claims_socket(handshake)]


def addresses(speaker):
    """Method and path of each of a speaker's operations, with something in place of each name in braces."""
    for operation in speaker.api.every():
        if operation.method != "FRAME":
            parts = ["x" if part.startswith("{") else part for part in operation.address.split("/")]
            yield operation.method, "/".join(parts) or "/"


def test_every_operations_address_has_one_claimant(hub):
    found = {
        (speaker.name, method, path): claimants(
            hub, Request(method, path, headers=PAGE if speaker is hub.control else {})
        )
        for speaker in (*hub.every(), hub.control)
        for method, path in addresses(speaker)
    }
    assert len(found) > 100
    assert {where: names for where, names in found.items() if names != [where[0]]} == {}


def test_every_provider_says_how_its_sockets_are_opened(hub):
    assert {provider.name for provider in hub.every()} == HANDSHAKES.keys()
    assert {provider.name for provider in hub.every()} == SIGNS.keys()


def test_every_handshake_has_one_claimant(hub):
    found = [(name, takers(hub, handshake)) for name, shakes in HANDSHAKES.items() for handshake in shakes]
    assert [(name, names) for name, names in found if names != [name]] == []


@pytest.mark.parametrize("path", ["/", "", "/socket", "/ws", "/nowhere"])
def test_a_handshake_without_a_mark_is_nobodys(hub, path):
    assert takers(hub, Request("GET", path)) == []


@pytest.mark.parametrize("path", ["/nowhere", "/favicon.ico", "/v9/users", "/notes", "/_chat"])
def test_an_address_that_nobody_has_is_claimed_by_nobody(hub, path):
    assert claimants(hub, Request("GET", path)) == []


def test_the_root_is_no_others_than_its_owners(hub):
    assert claimants(hub, Request("GET", "/")) == ["sendbird"]


@pytest.mark.parametrize("name", NAMES)
def test_an_address_that_nobody_has_is_refused_by_whose_sign_it_carries(hub, name):
    for sign in SIGNS[name]:
        assert hub.speaker(Request("GET", "/nowhere", headers=sign)).name == name


def test_an_unknown_address_is_refused_in_the_words_of_whom_it_is_meant_for(hub):
    answers = {name: dispatch(hub, Request("GET", "/nowhere", headers=signs[0])) for name, signs in SIGNS.items()}
    refused = {name: answer.refusal and answer.refusal.code for name, answer in answers.items()}
    assert refused["notes"] == "key.wrong" and refused["lines"] == 1 and isinstance(refused["sendbird"], int)


def test_an_address_without_any_sign_is_for_the_first_provider(hub):
    assert hub.speaker(Request("GET", "/nowhere")) is hub.every()[0]


@pytest.mark.parametrize("name", NAMES)
def test_its_own_address_is_its_own_whatever_else_the_request_carries(hub, name):
    method, path = next(addresses(hub.provider(name)), ("GET", f"/{name}"))
    for signs in SIGNS.values():
        assert claimants(hub, Request(method, path, headers=signs[0])) == [name]


def test_a_credential_of_one_platform_is_none_of_another():
    hub = new_hub(strict=True)
    sendbird = hub.add(hub.provider("sendbird").create("one", api_token="the-same-secret"))
    cube = hub.add(hub.provider("connectycube").create(7, auth_key="the-same-secret", auth_secret="another"))
    assert hub.holder("sendbird", "the-same-secret") is sendbird
    assert hub.holder("connectycube", "the-same-secret") is cube
    assert hub.holder("tencent", "the-same-secret") is None
