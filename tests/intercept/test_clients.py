"""Clients that cannot, or are not told to, name another host: each runs unchanged."""

import os
import shutil
import subprocess
from importlib.util import find_spec

import pytest
from TLSSigAPIv2 import TLSSigAPIv2

from tests.intercept.conftest import PROGRAMS
from tests.sendbird.clients.js_sdk.client import INSTALLED
from tests.sendbird.clients.js_sdk.client import missing as no_sdk
from tests.sendbird.clients.uikit.window import CHROMIUM
from tests.sendbird.clients.uikit.window import missing as no_window

EMPTY = {"users": [], "next": ""}
HEADER = "Api-Token: a-token-of-mine"

needs_node = pytest.mark.skipif(bool(no_sdk()), reason=no_sdk())


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@needs("curl")
@pytest.mark.parametrize("scheme", ["https", "http"])
def test_curl(run, scheme):
    ran = run("curl", "-sS", "-H", HEADER, f"{scheme}://api-mine.sendbird.com/v3/users")
    assert ran.json == EMPTY


@needs("git")
def test_git_trusts_the_certificate(run):
    ran = run("git", "ls-remote", "https://api-mine.sendbird.com/repository")
    assert "returned error: 400" in ran.err  # a sentence of the server, not of TLS


def test_requests(run_python):
    assert run_python("ask_requests.py").json == [EMPTY] * 3


@pytest.mark.parametrize("package", ["httpx", "httpx2"])
def test_httpx(run_python, package):
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    assert run_python("ask_httpx.py", package).json == [EMPTY] * 2


def test_urllib_of_python_itself(run_python):
    program = (
        "import urllib.request as u; r = u.Request('https://api-mine.sendbird.com/v3/users', headers={'Api-Token': 'mine'});"
        "print(u.urlopen(r).read().decode())"
    )
    assert run_python(program).json == EMPTY


def test_timsdk(run_python):
    assert [row["AccountStatus"] for row in run_python("ask_timsdk.py").json] == ["Imported", "NotImported"]


@needs("node")
def test_whatever_node_asks_with(run_node):
    assert run_node("backend.cjs").json == [EMPTY] * 6


@needs_node
def test_the_sdk_of_sendbird(run_node):
    ran = run_node("sendbird.cjs")
    assert ran.json == "Soup?"
    assert "9DA1B1F4-0BE6-4DA8-82C5-2E81DAB56F23" in ran.err


@needs_node
def test_the_sdk_of_connectycube(run_node):
    assert run_node("connectycube.cjs", "connectycube").json == ["Soup?"]


@needs_node
def test_the_sdk_of_tencent_chat(run_node):
    signed = TLSSigAPIv2(1400777777, "a-key-of-mine").gen_sig("alice")
    assert run_node("tencent.cjs", "tencent", USER_SIG=signed).json == "Soup?"


@needs("javac")
def test_java(run, tmp_path):
    subprocess.run(["javac", "-d", tmp_path, PROGRAMS / "Backend.java"], check=True, capture_output=True)
    ran = run("java", "-cp", tmp_path, "Backend")
    assert ran.out.split() == ['{"users":[],"next":""}'] * 2, ran.err


@needs("ruby")
def test_ruby(run):
    assert run("ruby", PROGRAMS / "backend.rb").json == EMPTY


@needs("go")
def test_go(run, tmp_path):
    built, source = tmp_path / "backend", PROGRAMS / "backend.go"
    offline = {"HOME": str(tmp_path), "GOPROXY": "off", "GOFLAGS": "-mod=mod", "CGO_ENABLED": "0"}
    subprocess.run(["go", "build", "-o", built, source], check=True, env={**os.environ, **offline})
    assert run(built).json == EMPTY


NO_WINDOW = no_window(INSTALLED / "uikit" / "node_modules")


@pytest.mark.skipif(bool(NO_WINDOW), reason=NO_WINDOW)
def test_a_page_in_chromium(run_node):
    users, greeting, elsewhere = run_node("page.cjs", "uikit", CHATMOCK_CHROMIUM=CHROMIUM).json
    assert (users["users"], greeting, elsewhere) == ([], "LOGI", "refused")
