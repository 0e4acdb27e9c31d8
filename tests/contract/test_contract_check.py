"""``chatmock check``: it finds nothing wrong with chatmock, and every lie of a server that lies."""

import asyncio
import json
import threading
from contextlib import contextmanager

import pytest
from aiohttp import web

from chatmock.cli import main
from chatmock.contract import Checked, Unreachable
from chatmock.core.sample import Ask
from chatmock.providers.connectycube import ConnectyCube
from chatmock.providers.sendbird import Sendbird
from chatmock.providers.tencent import Tencent

USER = {
    "user_id": "alice",
    "nickname": "Alice",
    "profile_url": "",
    "last_seen_at": 0,
    "is_online": False,
    "is_active": True,
}
REFUSED = {"error": True, "message": '"User" not found.', "code": 400201}


@contextmanager
def serving(answer):
    """A server that answers everything with what a function gives for method and path; its address."""
    loop = asyncio.new_event_loop()
    started, ended = threading.Event(), asyncio.Event()
    port = []

    async def respond(request):
        body, status, kind = answer(request.method, request.path)
        return web.Response(text=body if isinstance(body, str) else json.dumps(body), status=status, content_type=kind)

    async def serve():
        runner = web.ServerRunner(web.Server(respond))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port.append(runner.addresses[0][1])
        started.set()
        await ended.wait()
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    started.wait()
    yield f"http://127.0.0.1:{port[0]}"
    loop.call_soon_threadsafe(ended.set)
    thread.join()
    loop.close()


def wrong(body, status=200, kind="application/json", ask=None):
    """What is found wrong with one answer, to viewing a user unless another request is given."""
    with serving(lambda method, path: (body, status, kind)) as url:
        return Checked(Sendbird(), url, {"Api-Token": "any"})._finding(ask or Ask("GET /v3/users/alice")).wrong


def findings(application, **options):
    checked = Checked(Sendbird(), application.sendbird.api_url, {"Api-Token": application.sendbird.api_token})
    return [*checked.findings(**options)]


@pytest.mark.chatmock(seed="lunch")
def test_chatmock_keeps_every_schema_where_there_is_something_to_read(chatmock):
    found = findings(chatmock)
    assert [str(finding) for finding in found if finding.wrong or finding.skipped] == []


def test_an_empty_application_leaves_little_to_read(chatmock):
    found = findings(chatmock)
    assert [finding for finding in found if finding.wrong] == []
    assert "no user_id was found before" in {finding.skipped for finding in found}


def connectycube_findings(application, **options):
    cube = application.connectycube
    known = {"app_id": cube.app_id, "auth_key": cube.env["CONNECTYCUBE_AUTH_KEY"]}
    return [*Checked(ConnectyCube(), cube.api_url, {}, known).findings(**options)]


def test_connectycube_keeps_its_schemas(chatmock):
    chatmock.connectycube.user("ann")
    assert [str(finding) for finding in connectycube_findings(chatmock) if finding.wrong or finding.skipped] == []


def test_writing_leaves_nothing_behind_in_connectycube(chatmock):
    for _ in range(2):
        found = connectycube_findings(chatmock, write=True)
        assert [str(finding) for finding in found if finding.wrong or finding.skipped] == []
    assert not {"users", "dialogs", "blobs", "sessions", "push"} & chatmock.connectycube.state.keys()


@pytest.mark.parametrize("era", ["2016", "today"])
def test_writing_leaves_nothing_behind(chatmock_factory, era):
    application = chatmock_factory(era=era)
    for _ in range(2):
        assert [str(finding) for finding in findings(application, write=True) if finding.wrong or finding.skipped] == []
    assert not {"users", "open_channels", "group_channels"} & application.state.keys()


def test_a_wrong_type_is_told_with_its_place():
    assert wrong({**USER, "access_token": 7}) == ['access_token: 7 is not of type "string"']


def test_a_missing_and_an_unknown_key_are_told():
    told = wrong({"colour": "red", **{name: value for name, value in USER.items() if name != "nickname"}})
    assert any('"nickname" is a required property' in line for line in told)
    assert any("'colour' was unexpected" in line for line in told)


def test_an_error_that_says_ok_is_told():
    assert wrong(REFUSED, 200, ask=Ask("GET /v3/users/nobody", code=400201)) == ["the status is 200"]


def test_a_success_in_place_of_an_error_is_told():
    told = wrong({**USER, "access_token": ""}, ask=Ask("GET /v3/users/nobody", code=400201))
    assert told[0] == "expected 400201, got status 200, code 0"


def test_a_refusal_in_place_of_a_success_is_told():
    assert wrong(REFUSED, 400) == ['expected success, got status 400, code 400201: "User" not found.']


def test_a_body_that_is_none_is_told():
    assert wrong("<html>", kind="text/html") == [
        "the content type is 'text/html; charset=utf-8'",
        "the body is no JSON: b'<html>'",
    ]


def test_where_nobody_listens_it_says_so():
    with serving(lambda method, path: ({}, 200, "application/json")) as url:
        pass
    with pytest.raises(Unreachable, match=f"nobody answers at {url}"):
        [*Checked(Sendbird(), url, {"Api-Token": "any"}).findings()]


def test_the_command_ends_with_0_for_a_good_server(chatmock, capsys):
    options = ["--url", chatmock.sendbird.api_url, "--api-token", chatmock.sendbird.api_token]
    assert main(["check", *options, "--write"]) == 0
    assert "0 broken" in capsys.readouterr().out


def test_programs_read_what_was_checked_as_json(chatmock, capsys):
    options = ["--url", chatmock.sendbird.api_url, "--api-token", chatmock.sendbird.api_token]
    assert main(["check", *options, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["broken"], told["checked"] + told["skipped"]) == (0, len(told["findings"]))
    assert {"line", "schema", "wrong", "skipped"} == told["findings"][0].keys()


def test_the_command_takes_an_application_of_another_provider(chatmock, capsys):
    cube = chatmock.connectycube
    options = {"app_id": cube.app_id, "auth_key": cube.env["CONNECTYCUBE_AUTH_KEY"]}
    sets = [part for name, value in options.items() for part in ("--set", f"connectycube.{name}={value}")]
    assert main(["check", "--provider", "connectycube", "--url", cube.api_url, *sets, "--write"]) == 0
    assert "0 broken" in capsys.readouterr().out


def test_the_command_ends_with_1_for_a_liar_and_for_nobody(capsys):
    with serving(lambda method, path: ({"users": "none"}, 200, "application/json")) as url:
        assert main(["check", "--url", url]) == 1
    assert "BAD  GET /v3/users?limit=5  user.page" in capsys.readouterr().out
    assert main(["check", "--url", url]) == 1
    assert "nobody answers" in capsys.readouterr().err


def test_a_credential_may_stand_in_addresses(chatmock_factory):
    application = chatmock_factory("tencent").tencent
    options = {"app_id": application.sdk_app_id, "secret_key": application.secret_key, "admin": application.admin}
    provider = Tencent()
    checked = Checked(provider, application.rest_url, {}, provider.signature(options))
    found = [*checked.findings(), *checked.findings(write=True)]
    assert [str(one) for one in found if one.wrong or one.skipped] == [] and len(found) > 15
