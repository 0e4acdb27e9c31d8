"""The JavaScript client in a foreign project: its package, its types, a script, Vitest, Playwright's test runner."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import urllib.request
from pathlib import Path

import pytest

from chatmock import __version__
from tests.javascript.conftest import INSTALLED, ROOT
from tests.sendbird.clients.uikit.window import CHROMIUM

CLIENT = ROOT / "clients" / "js"
BIN = INSTALLED / ".bin"
PATIENT = "--testTimeout=60000"
"""The first test of a file waits for its server, on a machine that has other things to do."""


def test_the_package_holds_its_modules_and_nothing_else(packed):
    own = [path.relative_to(CLIENT) for name in ("src", "types") for path in (CLIENT / name).iterdir()]
    wanted = {f"package/{path.as_posix()}" for path in [*own, *map(Path, ("package.json", "README.md", "LICENSE"))]}
    with tarfile.open(packed) as package:
        assert set(package.getnames()) == wanted


def test_the_package_depends_on_nothing_and_names_its_peers():
    package = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    assert (
        package["peerDependencies"].keys() == package["peerDependenciesMeta"].keys() == {"@playwright/test", "vitest"}
    )


def test_the_package_has_the_version_of_the_server():
    assert json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))["version"] == __version__


def test_the_license_is_the_project_s():
    assert (CLIENT / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_its_declarations_are_what_its_source_says(npm, tmp_path):
    subprocess.run(["bash", ROOT / "scripts" / "js-types", tmp_path], check=True)
    made, kept = ({path.name: path.read_text() for path in folder.iterdir()} for folder in (tmp_path, CLIENT / "types"))
    assert made == kept, "scripts/docs writes them anew"


def test_its_types_say_what_is_wrong_in_a_foreign_project(run):
    done = run(BIN / "tsc", "--project", ".")
    assert (done.stdout, done.returncode) == ("", 0)


def test_a_script_has_all_platforms(run):
    done = run("node", "script.js")
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["heard"] == ["hungry?"]
    assert (told["read"], told["copied"], told["unread"]) == (0, 1, [1, 1, 1])
    assert told["now"] == 1482148800000 + 2 * 60 * 60 * 1000
    assert told["who"] == 3
    assert ["SENDBIRD_API_TOKEN" in told["env"][0], "CONNECTYCUBE_AUTH_KEY" in told["env"][1]] == [True, True]
    assert "TENCENT_SECRET_KEY" in told["env"][2]


def test_what_goes_wrong_is_said_in_words(run):
    dead, absent, seed, verb, fault, call, operation, option, both, field = run(
        "node", "refused.js"
    ).stdout.splitlines()
    assert "No chatmock answered at http://127.0.0.1:1 (" in dead
    assert "None of these could be run: no-such-chatmock. Install chatmock" in absent
    assert "status 1: lnch: no such file" in seed
    assert "did you mean says?" in verb
    assert "did you mean list_users" in fault
    assert "list_users" in call
    assert "The control API has no operation no_such" in operation
    assert "startServer() has no seeds; it knows url, seed" in option
    assert "A server that runs already takes no seed" in both
    assert "application() has no idleSeconds; it knows seed, clock, idle_seconds" in field


def test_what_has_no_effect_on_a_server_that_runs_is_said(run, chatmock):
    script = "import { startServer } from '@chatmock/client/server'; await startServer({ seed: 'lunch' });"
    done = run("node", "--input-type=module", "-e", script, CHATMOCK_URL=chatmock.url)
    assert f"the server at {chatmock.url} runs already; seed has no effect on it" in done.stderr


def test_a_server_ends_with_the_script_that_started_it(project):
    environment = {**os.environ, "CHATMOCK_COMMAND": f"{sys.executable} -m chatmock"}
    environment.pop("CHATMOCK_URL", None)
    script = subprocess.Popen(["node", "waits.js"], cwd=project, env=environment, stdout=subprocess.PIPE, text=True)
    assert script.stdout is not None
    url = script.stdout.readline().strip()
    host, port = url.removeprefix("http://").split(":")
    held = socket.create_connection((host, int(port)))
    script.send_signal(signal.SIGKILL)
    script.communicate()
    assert held.recv(1) == b""  # which the server closes when it ends
    held.close()


def test_a_server_that_runs_is_used(run, chatmock):
    done = run("node", "--input-type=module", "-e", _SAYS_WHERE, CHATMOCK_URL=chatmock.url)
    assert done.stdout.strip() == chatmock.url
    with urllib.request.urlopen(f"{chatmock.url}/_chatmock/health") as answer:
        assert answer.status == 200


_SAYS_WHERE = """
import { startServer } from '@chatmock/client/server';
const server = await startServer();
console.log(server.url);
await server.stop();
"""


@pytest.mark.parametrize("setup", ["", "1"], ids=["a server for each file", "one server"])
def test_vitest_passes_what_is_right(run, setup):
    done = run(BIN / "vitest", "run", PATIENT, "vitest/good.test.js", SETUP=setup)
    assert "5 passed" in done.stdout, done.stdout + done.stderr


def test_vitest_shows_the_journal_of_what_failed(run):
    done = run(BIN / "vitest", "run", PATIENT, "vitest/failing.test.js")
    said = done.stdout + done.stderr
    assert "2 failed" in said
    assert "#1 request view_user GET /v3/users/bob -> 400 400201" in said
    assert "a fault struck nowhere" in said
    assert "vitest/failing.test.js:9" in said


@pytest.fixture
def playwright(run, tmp_path, short):
    """Runs some of Playwright's tests; gives its report."""
    if not CHROMIUM:
        pytest.skip("chromium is not installed: scripts/debian-packages installs it on Debian")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def run_tests(name):
        scratch = {"HOME": str(tmp_path), "TMPDIR": short}  # whatever the browser writes goes there
        command = [BIN / "playwright", "test", name, "--reporter=json", f"--output={tmp_path / 'results'}"]
        done = run(*command, PAGES_PORT=str(port), CHROMIUM=CHROMIUM, **scratch)
        assert done.stdout.startswith("{"), done.stdout + done.stderr
        return json.loads(done.stdout)

    return run_tests


def test_playwright_passes_what_is_right(playwright):
    report = playwright("good")
    assert report["errors"] == []
    assert report["stats"] | {"expected": 2, "unexpected": 0, "skipped": 0, "flaky": 0} == report["stats"], report


def test_playwright_attaches_the_journal_of_what_failed(playwright):
    specs = playwright("failing")["suites"][0]["specs"]
    journal, fault = (spec["tests"][0]["results"][0] for spec in specs)
    assert [one["name"] for one in journal["attachments"]] == ["chatmock journal"]
    assert "a fault struck nowhere" in fault["error"]["message"]
    assert "browser/failing.spec.js:9" in fault["error"]["message"]


def test_the_peers_that_are_named_are_those_installed():
    named = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))["peerDependencies"]
    pinned = json.loads((ROOT / "tests" / "javascript" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert named["vitest"].startswith(f"^{pinned['vitest'].split('.')[0]}.")
    assert shutil.which("node") is None or "@playwright/test" in pinned
