"""Who reaches the control API over HTTP: programs of this machine, and whom the server was told of."""

import http.client
import json
import os
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from chatmock.core.address import address_of
from chatmock.core.doors import Doors
from chatmock.core.exchange import Request
from chatmock.testing import ChatmockServer

PAGE = "http://localhost:3000"


def own_address():
    """An address of this machine that is none of the loopback; empty where there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        found = probe.getsockname()[0]
    return "" if found.startswith("127.") else found


NETWORK = own_address()


def ask(address, method="GET", path="/_chatmock/health", body=None, **headers):
    connection = http.client.HTTPConnection(address, timeout=10)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or "{}"), dict(answer.headers)
    finally:
        connection.close()


@pytest.fixture(scope="module")
def server():
    found = ChatmockServer.start(host="0.0.0.0", allow_hosts=["chat.test"], allow_origins=[PAGE])
    yield found
    found.stop()


@pytest.fixture(scope="module")
def address(server):
    return urlsplit(server.url).netloc


def test_its_address_is_one_that_clients_can_use(server, address):
    assert address.startswith("127.0.0.1:") and ask(address)[0] == 200
    env = server.control("GET", "/env")
    assert not any("0.0.0.0" in value for value in env.values())


@pytest.mark.skipif(not NETWORK, reason="this machine has no address but the loopback's")
@pytest.mark.parametrize(
    ("host", "status"), [("localhost", 403), ("127.0.0.1", 403), ("chat.test", 200), (NETWORK, 403)]
)
def test_from_elsewhere_a_name_has_to_be_allowed(address, host, status):
    there = f"{NETWORK}:{address.rpartition(':')[2]}"
    found, answer, _ = ask(there, Host=host)
    assert found == status and ("--allow-host" in answer.get("message", "--allow-host"))


def test_an_allowed_name_is_one_here_too(address):
    assert ask(address, Host="chat.test:8008")[0] == 200
    status, refused, _ = ask(address, Host="other.test")
    assert (status, refused["code"]) == (403, "not_loopback") and "--allow-host NAME" in refused["message"]


@pytest.mark.parametrize("host", ["", "[::1].evil.test", "[127.0.0.1]evil.test", "127.0.0.1:evil.test"])
def test_a_host_is_read_exactly(address, host):
    assert ask(address, Host=host)[1]["code"] == "not_loopback"


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "localhost.", "[0:0:0:0:0:0:0:1]:8008", "[::ffff:127.0.0.1]", "CHAT.TEST."]
)
def test_every_spelling_of_the_loopback_and_of_an_allowed_name_is_one(address, host):
    assert ask(address, Host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1.nip.test", "2130706433", "0x7f.0.0.1", "127.1", "0.0.0.0", "[::1%25lo]", "[::]", "x@localhost", "\xff"],
)
def test_what_only_looks_like_the_loopback_is_none(address, host):
    assert ask(address, Host=host)[1]["code"] == "not_loopback"


@pytest.mark.parametrize("name", ["2001:db8:0:0:0:0:0:1", "[2001:db8::1]", "2001:DB8::1"])
def test_an_address_is_allowed_however_it_is_spelt(name):
    assert Doors.of([name]).admits_host("[2001:db8::0:1]:8008", "192.0.2.1")


@pytest.mark.parametrize("name", ["chat.test:80", "cafe:80", "[::1", "http://x", "*", "a b", ""])
def test_what_is_no_name_is_not_allowed(name):
    with pytest.raises(ValueError, match="no name of a host"):
        Doors.of([name])


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Forwarded-Proto", "Host"])
@pytest.mark.parametrize("text", ["\xff\xfe", "[::1", 'x"><b>', "a b", "javascript"])
def test_a_client_that_names_itself_oddly_is_told_where_the_server_is(name, text):
    request = Request(
        "GET",
        "/_chatmock/env",
        headers={"Host": "localhost:1", name: text.encode("latin-1").decode("utf-8", "surrogateescape")},
    )
    assert address_of(request) in ("", "http://localhost:1", "http://javascript")


def test_of_several_proxies_the_first_says_what_the_client_asked():
    request = Request("GET", "/", headers={"X-Forwarded-Host": "chat.test, inner", "X-Forwarded-Proto": "https, http"})
    assert address_of(request) == "https://chat.test"


def test_a_page_of_an_allowed_origin_may_call(address):
    asked = {"Origin": PAGE, "Sec_Fetch_Site": "same-site", "Access_Control_Request_Method": "POST"}
    assert ask(address, "OPTIONS", **asked)[2]["Access-Control-Allow-Origin"] == PAGE
    status, _, headers = ask(address, "GET", **asked)
    assert (status, headers["Access-Control-Allow-Origin"]) == (200, PAGE)


@pytest.mark.parametrize("origin", ["http://localhost:3001", "http://evil.test", "null", f"{PAGE}.evil.test"])
def test_a_page_of_another_may_not_and_is_told_nothing_by_cors(address, origin):
    assert "Access-Control-Allow-Origin" not in ask(address, "OPTIONS", Origin=origin)[2]
    status, refused, headers = ask(address, Origin=origin)
    assert (status, refused["code"]) == (403, "not_same_origin") and "--allow-origin ORIGIN" in refused["message"]
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_what_the_browser_says_of_a_request_without_an_origin_counts(address, site, status):
    assert ask(address, Sec_Fetch_Site=site)[0] == status


BODIES = {
    "application/x-www-form-urlencoded": "hours=2",
    "multipart/form-data; boundary=x": '--x\r\nContent-Disposition: form-data; name="hours"\r\n\r\n2\r\n--x--\r\n',
    "text/plain": '{"hours": 2}',
    "application/jsonp": '{"hours": 2}',
    "application/json-seq": '{"hours": 2}',
    "text/plain; application/json": '{"hours": 2}',
    "": '{"hours": 2}',
}


@pytest.mark.parametrize("kind", BODIES)
def test_only_json_that_says_so_is_taken(address, kind):
    status, refused, _ = ask(address, "POST", "/_chatmock/clock/advance", BODIES[kind], Content_Type=kind)
    assert (status, refused["code"]) == (400, "not_json")


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8", "application/json ;x=y"])
def test_json_is_taken_however_it_is_spelt(address, kind):
    assert ask(address, "POST", "/_chatmock/clock/advance", '{"hours": 2}', Content_Type=kind)[0] == 200


def serve(*arguments, **variables):
    """What ``serve`` says, on stdout and on stderr, until it listens."""
    command = [sys.executable, "-m", "chatmock", "serve", "--port", "0", "--quiet", *arguments]
    environment = {**os.environ, **variables}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = []
        for line in iter(process.stdout.readline, ""):
            lines.append(line)
            if "health" in line:
                process.terminate()
        return lines, process.communicate()[1]


@pytest.mark.skipif(sys.platform == "win32", reason="there SIGTERM is no polite end")
@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1", "localhost"])
def test_serve_warns_of_an_address_that_others_reach(host):
    told, warned = serve("--host", host)
    assert ("warning" in warned and "--allow-host NAME" in warned) == (host == "0.0.0.0")
    assert not any("0.0.0.0" in line for line in told)


@pytest.mark.skipif(sys.platform == "win32", reason="there SIGTERM is no polite end")
def test_serve_says_whom_it_lets_in():
    assert (
        "everybody who calls it a.test or b.test" in serve("--host", "0.0.0.0", CHATMOCK_ALLOW_HOST="a.test,b.test")[1]
    )


@pytest.mark.parametrize("option", [("--allow-host", "http://x"), ("--allow-origin", "x")])
def test_what_is_no_name_is_a_usage_error(option):
    command = [sys.executable, "-m", "chatmock", "exec", *option, "--", "true"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and f"as in {option[0]}" in ended.stderr
