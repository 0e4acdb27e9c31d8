"""Several processes behind nginx, as docs/scaling.md sets them up: each application is on one of them, wholly."""

import asyncio
import json
import ssl
from contextlib import asynccontextmanager

import aiohttp
import pytest
import requests

from chatmock.testing import ChatmockServer
from tests.scaling import front as fronts
from tests.sendbird.clients.js_sdk import client as js

pytestmark = pytest.mark.skipif(bool(fronts.missing()), reason=fronts.missing())
PATIENCE = 10.0


@pytest.fixture(scope="module")
def front():
    with fronts.running() as front:
        yield front


@pytest.fixture
def two(front):
    """Two applications of the same id, each on a process of its own."""
    made = [ChatmockServer.at(url).new("team") for url in front.urls.values()]
    yield made
    for one in made:
        one.remove()


def open_lunch(app):
    """The channel ``lunch`` of alice and bob."""
    return app.sendbird.group(app.sendbird.user("alice"), app.sendbird.user("bob"), channel_url="lunch")


def call(app, method, path, **given):
    """A call of the Platform API, by the front."""
    headers = {"Api-Token": app.sendbird.api_token}
    return requests.request(method, app.sendbird.api_url + path, headers=headers, timeout=PATIENCE, **given)


def say(app, text):
    message = {"message_type": "MESG", "user_id": "alice", "message": text}
    return call(app, "POST", "/group_channels/lunch/messages", json=message)


def send_file(app, content):
    """The address of a file that alice sends."""
    message = {"message_type": "FILE", "user_id": "alice"}
    files = {"file": ("menu.txt", content, "text/plain")}
    sent = call(app, "POST", "/group_channels/lunch/messages", data=message, files=files)
    return sent.json()["file"]["url"]


def said(app):
    page = call(app, "GET", "/group_channels/lunch/messages?message_ts=0").json()
    return [message["message"] for message in page["messages"]]


@asynccontextmanager
async def listening(app):
    """Bob's socket, after its greeting; gives what reads the next frame of a kind."""
    url = f"{app.sendbird.ws_url}/?ai={app.sendbird.app_id}&user_id=bob"
    trusted = ssl.create_default_context()  # made now: it reads the environment
    async with aiohttp.ClientSession() as session, session.ws_connect(url, ssl=trusted) as socket:

        async def next_frame(command):
            while not (text := await socket.receive_str(timeout=PATIENCE)).startswith(command):
                pass
            return json.loads(text[4:])

        assert (await next_frame("LOGI"))["user_id"] == "bob"
        yield next_frame


def test_applications_see_nothing_of_each_other(two):
    for number, app in enumerate(two):
        open_lunch(app)
        say(app, f"said in {number}")
    assert [said(app) for app in two] == [["said in 0"], ["said in 1"]]


async def conversation(app):
    """What bob hears of what alice says by the one API and by the other."""
    async with listening(app) as next_frame:
        await asyncio.to_thread(say, app, "by the Platform API")
        first = (await next_frame("MESG"))["message"]
        await asyncio.to_thread(app.sendbird.user("alice").says, "by the control API", "lunch")
        return first, (await next_frame("MESG"))["message"]


def test_a_socket_hears_what_comes_by_the_apis(two):
    for app in two:
        open_lunch(app)
        assert asyncio.run(conversation(app)) == ("by the Platform API", "by the control API")


def test_a_handshake_goes_where_all_else_goes(front):
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    for process, url in front.urls.items():
        key = {"Sec-WebSocket-Key": "A" * 22 + "=="}
        answer = requests.get(f"{url}/?ai=nobody", headers=upgrade | key, timeout=PATIENCE, stream=True)
        assert (answer.status_code, answer.headers["X-Chatmock-Process"]) == (101, process)
        answer.close()


def test_a_name_is_pinned_to_a_process_with_the_platforms_prefixes_too(front):
    pinned = {f"team-{number}": front.process_of(f"team-{number}.chat.test") for number in range(32)}
    assert set(pinned.values()) == set(front.processes)
    for name, process in pinned.items():
        assert front.process_of(f"api-{name}.chat.test:8080") == front.process_of(f"ws-{name}.chat.test") == process


@pytest.mark.parametrize("host", ["evil.example", "a.chat.test.evil.example", "10.0.0.1"])
def test_a_host_that_is_not_ours_is_refused(front, host):
    for url in front.urls.values():
        assert requests.get(f"{url}/_chatmock/health", headers={"Host": host}, timeout=PATIENCE).status_code == 421


def test_a_page_of_another_origin_does_not_reach_the_control_api(two):
    headers = {"Origin": "http://evil.example"}
    assert requests.post(f"{two[0].url}/_chatmock/reset", headers=headers, timeout=PATIENCE).status_code == 403


def test_test_runs_that_share_a_process_do_not_meet(front):
    url = next(iter(front.urls.values()))
    with ChatmockServer.at(url).application() as mine, ChatmockServer.at(url).application() as yours:
        mine.sendbird.user("alice")
        assert call(yours, "GET", "/users").json()["users"] == []


def test_files_are_fetched_by_the_front(two):
    for app in two:
        open_lunch(app)
        url = send_file(app, b"soup" * 1_000_000)
        assert url.startswith(app.url) and requests.get(url, timeout=PATIENCE).content == b"soup" * 1_000_000


def test_all_of_it_by_https(front, monkeypatch):
    if not front.secure_url:
        pytest.skip("openssl, which makes the certificate, is not installed")
    monkeypatch.setenv("SSL_CERT_FILE", str(front.certificate))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(front.certificate))
    with ChatmockServer.at(front.secure_url).application("secure") as app:
        assert app.sendbird.env["SENDBIRD_WS_HOST"] == app.sendbird.ws_url == front.secure_url.replace("https", "wss")
        open_lunch(app)
        assert asyncio.run(conversation(app)) == ("by the Platform API", "by the control API")
        sent = send_file(app, b"soup")
        assert sent.startswith(front.secure_url) and requests.get(sent, timeout=PATIENCE).content == b"soup"


def test_faults_arrive_as_without_a_front(two):
    app = two[0]
    app.faults.add("list_users", phase="after", disconnect=True)
    with pytest.raises(requests.ConnectionError):
        call(app, "GET", "/users")
    app.faults.add("list_users", truncate=5)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        call(app, "GET", "/users")
    assert app.journal.count("list_users", kind="request") == 2


def test_a_process_that_dies_takes_no_other_along(front, two):
    dying, living = two
    process = next(iter(front.urls))

    async def conversation():
        async with listening(living) as next_frame:
            await asyncio.to_thread(front.kill, process)
            await asyncio.to_thread(say, living, "still here")
            return (await next_frame("MESG"))["message"]

    for app in two:
        open_lunch(app)
    assert asyncio.run(conversation()) == "still here"
    answer = call(dying, "GET", "/users")
    assert (answer.status_code, answer.json()["code"]) == (503, 503)
    front.serve(process)
    two[0] = ChatmockServer.at(dying.url).new("team")
    assert call(two[0], "GET", "/users").json()["users"] == []


@pytest.mark.skipif(bool(js.missing()), reason=js.missing())
@pytest.mark.parametrize("version", ["v3", "v4"])
def test_the_javascript_sdk_talks_by_the_front(two, version):
    for app in two:
        lunch = open_lunch(app)
        client = js.JsClient(version)
        try:
            client("connect", app=app.sendbird.app_id, user="bob", api=app.url, ws=app.sendbird.ws_url)
            app.sendbird.user("alice").says("hungry?", lunch)
            assert client.heard("message")["text"] == "hungry?"
            client("say", channel=str(lunch), text="yes")
        finally:
            client.close()
        assert said(app) == ["hungry?", "yes"]
