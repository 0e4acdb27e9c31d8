"""The command line as a person or a script uses it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager

import pytest

from chatmock.cli import main


@contextmanager
def serving(*arguments, **variables):
    """A running ``chatmock serve``: its process and where it listens."""
    command = [sys.executable, "-m", "chatmock", "serve", "--port", "0", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", **variables}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    assert process.stderr
    patience = threading.Timer(60, process.kill)  # nothing here may wait for ever
    patience.start()
    try:
        first = process.stdout.readline()
        found = re.fullmatch(r"chatmock listening on (http://127\.0\.0\.1:\d+)\n", first)
        assert found, first + process.stderr.read()
        yield process, found[1]
    finally:
        patience.cancel()
        process.terminate()
        process.communicate(timeout=10)


def ask(url, path, method="GET", body=None):
    headers = {"Api-Token": "chatmock-token", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers, method=method)) as answer:
        return json.load(answer)


def test_serving_a_seed_and_stopping_within_a_second():
    with serving("--seed", "lunch") as (process, url):
        assert ask(url, "/v3/users/alice")["nickname"] == "Alice"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=1.5) == 0


def test_the_request_log_tells_what_was_asked():
    with serving("--seed", "lunch") as (process, url):
        ask(url, "/v3/users/alice")
        assert "GET /v3/users/alice -> 200" in process.stderr.readline()


def test_the_log_has_colours_only_where_they_are_wanted():
    with serving(FORCE_COLOR="1") as (process, url):
        ask(url, "/v3/users")
        assert process.stderr.readline().startswith("\x1b[32m")


def test_the_port_file_is_there_while_it_listens(tmp_path):
    file = tmp_path / "port"
    with serving("--port-file", str(file)) as (process, url):
        assert url.endswith(":" + file.read_text().strip())
        process.terminate()
        process.wait(timeout=5)
        assert not file.exists()


def test_a_taken_port_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "chatmock", "serve", "--port", str(port)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert f"port {port} on 127.0.0.1 is taken" in ended.stderr


@pytest.mark.parametrize(("arguments", "era"), [((), "today"), (("--era", "2016"), "2016")])
def test_the_start_and_health_say_whose_behaviour_it_has(arguments, era):
    with serving(*arguments) as (process, url):
        assert re.fullmatch(rf"  Sendbird's era       {era}\n", process.stdout.readline())
        assert ask(url, "/_chatmock/health")["variants"] == {"sendbird": {"era": era}}


def test_a_seed_may_say_whose_behaviour_it_has(tmp_path):
    seed = tmp_path / "seed.yaml"
    seed.write_text("application: {era: '2016'}")
    with serving("--seed", str(seed)) as (process, url):
        assert "2016" in process.stdout.readline()
        assert ask(url, "/_chatmock/health")["variants"] == {"sendbird": {"era": "2016"}}


def test_the_data_is_kept_across_restarts(tmp_path):
    file = str(tmp_path / "state.json")
    with serving("--state", file, "--seed", "lunch") as (process, url):
        ask(url, "/v3/users", "POST", {"user_id": "eve", "nickname": "Eve"})
        process.terminate()
        process.wait(timeout=5)
    with serving("--state", file) as (process, url):
        assert ask(url, "/v3/users/eve")["nickname"] == "Eve"
        assert ask(url, "/v3/users/alice")["nickname"] == "Alice"


@pytest.mark.parametrize("content", ["{", '{"users": []}', "[1]", ""])
def test_a_foreign_or_torn_state_file_is_refused_and_left_alone(tmp_path, content):
    file = tmp_path / "state.json"
    file.write_text(content)
    command = [sys.executable, "-m", "chatmock", "serve", "--port", "0", "--state", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 1
    assert "left as it is" in ended.stderr
    assert file.read_text() == content


def test_watched_seeds_are_loaded_again(tmp_path):
    seed = tmp_path / "seed.yaml"
    seed.write_text("users: [{user_id: a}]")
    with serving("--seed", str(seed), "--watch", "--quiet") as (process, url):
        seed.write_text("users: [{user_id: b}]")
        assert "loaded" in process.stderr.readline()
        assert ask(url, "/v3/users/b")["user_id"] == "b"
        seed.write_text("users: [{user_di: c}]")
        assert "did you mean 'user_id'?" in process.stderr.readline()
        assert ask(url, "/v3/users/b")["user_id"] == "b"


def test_exec_gives_the_commands_status_and_environment():
    program = "import os, sys; sys.exit(5 if os.environ['SENDBIRD_API_URL'].startswith('http://127.0.0.1') else 6)"
    command = [sys.executable, "-m", "chatmock", "exec", "--seed", "lunch", "--", sys.executable, "-c", program]
    assert subprocess.run(command, timeout=30, check=False).returncode == 5


def test_wait_and_env_and_export_of_a_running_server(capsys):
    with serving("--seed", "lunch") as (_, url):
        assert main(["wait", "--url", url, "--timeout", "5"]) == 0
        assert main(["env", "--url", url]) == 0
        assert f"export SENDBIRD_API_URL={url}/v3" in capsys.readouterr().out
        assert main(["export", "--url", url]) == 0
        assert "user_id: alice" in capsys.readouterr().out


def test_waiting_in_vain_says_so(capsys):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        assert main(["wait", "--url", f"http://127.0.0.1:{silent.getsockname()[1]}", "--timeout", "0"]) == 1
    assert "did not answer within 0 s" in capsys.readouterr().err


def test_validate_says_good_or_where_not(tmp_path, capsys):
    bad = tmp_path / "bad.yaml"
    bad.write_text("users:\n  - user_di: a\n")
    assert main(["validate", "lunch"]) == 0
    assert capsys.readouterr().out == "lunch: good\n"
    assert main(["validate", "lunch", str(bad)]) == 1
    assert f"{bad}:2: unknown key 'user_di'; did you mean 'user_id'?" in capsys.readouterr().err


def test_validate_looks_at_every_document_of_a_file(tmp_path, capsys):
    file = tmp_path / "two.yaml"
    file.write_text(
        "applications:\n  - users: []\n  - application: {app_id: b}\n    users: [{user_id: a, created: soon}]\n"
    )
    assert main(["validate", str(file)]) == 1
    assert f"{file}:4: 'soon' is no time" in capsys.readouterr().err
    file.write_text(file.read_text().replace("soon", "1 hour ago"))
    assert main(["validate", str(file)]) == 0


def test_routes_are_listed_by_text(capsys):
    assert main(["routes", "create_user"]) == 0
    assert capsys.readouterr().out.split()[:3] == ["POST", "/v3/users", "create_user"]
    assert main(["routes", "no such thing"]) == 1


def test_an_environment_variable_is_an_option(monkeypatch, capsys):
    monkeypatch.setenv("CHATMOCK_PORT", "many")
    with pytest.raises(SystemExit) as ended:
        main(["serve"])
    assert ended.value.code == 2
    assert "CHATMOCK_PORT: 'many' is no port" in capsys.readouterr().err


def test_programs_read_routes_as_json(capsys):
    assert main(["routes", "create_user", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["routes"][0]
    assert (first["provider"], first["name"], first["path"]) == ("sendbird", "create_user", "/v3/users")
    assert (first["documented"], first["laws"]) == (True, True)
    assert main(["routes", "no such thing", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {"routes": []}


def test_programs_read_what_is_wrong_with_seeds_as_json(tmp_path, capsys):
    bad = tmp_path / "bad.yaml"
    bad.write_text("users:\n  - user_di: a\n")
    assert main(["validate", "lunch", str(bad), "--json"]) == 1
    good, wrong = json.loads(capsys.readouterr().out)["files"]
    assert good == {"file": "lunch", "valid": True, "mistakes": []}
    assert (wrong["valid"], wrong["mistakes"][0].startswith(f"{bad}:2: unknown key")) == (False, True)


def test_help_lists_commands_in_the_order_of_use(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = [
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ") and line[4] != " "
    ]
    wanted = [
        "init",
        "serve",
        "exec",
        "wait",
        "env",
        "routes",
        "validate",
        "export",
        "watch",
        "trigger",
        "check",
        "completion",
    ]
    assert [name for name in said if name in wanted] == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands(shell, capsys):
    assert main(["completion", shell]) == 0
    assert "validate" in capsys.readouterr().out


def test_help_has_an_example_for_each_command(capsys):
    for command in ("serve", "exec", "wait", "env", "completion", "routes", "validate", "export"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert f"example:\n  {'eval' if command == 'env' else 'chatmock'}" in capsys.readouterr().out
