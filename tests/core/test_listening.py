"""Ports beside plain http, as people ask for them: on the command line, in a test, in an ini file."""

import json
import os
import re
import socket as sockets
import ssl
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from chatmock.cli import main
from chatmock.core.listening import ports
from tests.test_cli import ask

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def variables(tmp_path, monkeypatch):
    """An environment with the provider of lines installed, and a data folder of its own."""
    installed = tmp_path / "installed" / "lines-1.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: lines\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[chatmock.providers]\nlines = tests.core.lines:Lines\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(installed.parent), str(ROOT)]))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    return monkeypatch


def chatmock(*arguments):
    command = [sys.executable, "-m", "chatmock", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def serving(*arguments):
    """A running ``chatmock serve``: what it says at the start, by the first word of each line."""
    command = [sys.executable, "-m", "chatmock", "serve", "--port", "0", "--quiet", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        patience = threading.Timer(60, process.kill)  # nothing here may wait for ever
        patience.start()
        assert process.stdout
        said: dict[str, str] = {}
        while "Control" not in said:
            line = process.stdout.readline()
            assert line, said
            said[line.split()[0]] = line.strip()
        yield {name: line.split()[-1] for name, line in said.items()}
        patience.cancel()
        process.terminate()


def test_serve_listens_to_what_is_named_and_says_where(variables):
    with serving("--listen", "lines=0") as said:
        host, _, port = said["lines"].rpartition(":")
        assert ask(said["chatmock"], "/_chatmock/health")["listening"] == {"lines": int(port)}
        with sockets.create_connection((host, int(port))) as client:
            assert client.recv(6) == b"hello\n"


def test_serve_reads_the_variable_and_the_option_wins(variables):
    variables.setenv("CHATMOCK_LISTEN", "lines=1,lime=2")
    assert "nobody listens to 'lime'; there are: lines" in chatmock("serve").stderr
    with serving("--listen", "lines=0") as said:
        assert not said["lines"].endswith(":1")


@pytest.mark.parametrize(
    ("listen", "sentence"),
    [
        (["lime=0"], "nobody listens to 'lime'; there are: lines"),
        (["lines=0", "lines=1"], "lines is named twice"),
        (["lines"], "'lines' is no NAME=PORT, as in chat=5222"),
        (["lines=65536"], "'65536' is no port"),
        (["=1"], "is no NAME=PORT"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "exec"])
def test_what_cannot_be_listened_to_is_wrong_usage(variables, command, listen, sentence):
    ended = chatmock(command, *(f"--listen={text}" for text in listen), *(["--", "true"] if command == "exec" else []))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert sentence in ended.stderr


def test_a_taken_port_is_said(variables):
    with sockets.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        stream = chatmock("serve", "--port", "0", "--listen", f"lines={port}")
        secure = chatmock("serve", "--port", "0", "--tls-port", f"{port}")
    said = f"port {port} on 127.0.0.1 is taken; choose another one, "
    assert (stream.returncode, stream.stderr) == (3, f"{said}--listen lines=0 takes one that is free\n")
    assert (secure.returncode, secure.stderr) == (3, f"{said}--tls-port 0 takes one that is free\n")


def test_serve_shows_https_and_how_to_trust_it(variables, tmp_path):
    with serving("--tls-port", "0") as said:
        ca = said["Trust"].removeprefix("SSL_CERT_FILE=")
        context = ssl.create_default_context(cafile=ca)
        with urllib.request.urlopen(f"{said['https']}/_chatmock/health", context=context) as answer:
            assert json.load(answer)["tls_port"] == int(said["https"].rpartition(":")[2])
    assert Path(ca) == tmp_path / "data" / "chatmock" / "ca.pem"


def test_another_folder_for_the_ca_may_be_named(variables, tmp_path):
    with serving("--tls-port", "0", "--tls-ca", str(tmp_path / "ours")) as said:
        assert said["Trust"].endswith(str(tmp_path / "ours" / "ca.pem"))
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("options", "status", "sentence"),
    [
        (["--tls-port", "0", "--tls-cert", "c.pem"], 2, "--tls-cert and --tls-key belong together"),
        (["--tls-cert", "c.pem", "--tls-key", "k.pem"], 2, "name its port, too: --tls-port"),
        (["--tls-port", "0", "--tls-cert", "c.pem", "--tls-key", "k.pem"], 3, "c.pem cannot be read"),
        (["--tls-port", "x"], 2, "'x' is no port"),
    ],
)
def test_wrong_options_of_tls_are_said(variables, options, status, sentence):
    ended = chatmock("serve", "--port", "0", *options)
    assert (ended.returncode, ended.stdout) == (status, "")
    assert sentence in ended.stderr


def test_without_trustme_the_extra_is_named(variables, tmp_path):
    (tmp_path / "installed" / "trustme.py").write_text("raise ImportError")
    ended = chatmock("serve", "--port", "0", "--tls-port", "0")
    assert ended.returncode == 3
    assert ended.stderr == "https needs a package that is not installed: pip install 'chatmock-server[tls]'\n"


def test_exec_listens_and_serves_https_too(variables):
    program = (
        "import os, ssl, urllib.request as u; c = ssl.create_default_context(cafile=os.environ['NODE_EXTRA_CA_CERTS']);"
        "print(u.urlopen(os.environ['CHATMOCK_HTTPS_URL'] + '/_chatmock/health', context=c).read().decode())"
    )
    ended = chatmock("exec", "--listen", "lines=0", "--tls-port", "0", "--", sys.executable, "-c", program)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["listening"].keys() == {"lines"}


def test_a_session_of_tests_has_both(variables, pytester):
    pytester.makeini("[pytest]\nchatmock_listen = lines=0\nchatmock_tls = true")
    pytester.makepyfile("""
        def test(chatmock_server):
            assert chatmock_server.listening.keys() == {"lines"}
            assert chatmock_server.https_url.startswith("https://127.0.0.1:")
            assert chatmock_server.ca_certificate.startswith("-----BEGIN CERTIFICATE-----")
    """)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_ports_are_read_as_people_write_them():
    assert ports([" chat = 5222", "other=0"]) == {"chat": 5222, "other": 0}
    assert ports([]) == {}


def test_the_help_tells_them(capsys):
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    assert re.search(r"--listen NAME=PORT.*--tls-port PORT", capsys.readouterr().out, re.DOTALL)
