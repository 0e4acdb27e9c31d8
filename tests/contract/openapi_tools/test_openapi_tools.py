"""Programs that others wrote read the OpenAPI documents, make clients of them, and try what they say on a server.

The programs are installed by scripts/openapi-tools; what is not there is not tested.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from chatmock import asyncapi, openapi
from chatmock.control import Control
from chatmock.serving import new_hub
from chatmock.testing import ChatmockServer

HERE = Path(__file__).parent
TOOLS = Path(os.environ.get("CHATMOCK_TOOLS", HERE.parents[2] / ".tools"))
LONG = bool(os.environ.get("CHATMOCK_LONG"))
HUB = new_hub(strict=True)
SPEAKERS = [*HUB.every(), Control()]
DOCUMENTS = {speaker.name: openapi.document(speaker, "http://127.0.0.1:8008") for speaker in SPEAKERS}
TOLD = {
    "no-ambiguous-paths": "/{channel_type} stands beside /users and others in the platform's own addresses; it has two "
    "values only, so that no request has two meanings",
    "operation-2xx-response": "a download answers 301 with the address of the content, as the platform does",
}
"""What redocly warns of and stays as it is, with the reason."""
PASSED_OVER = {
    ("GET /_chatmock/ca.pem", "application/x-pem-file"),
    *(("PUT /_chatmock/state", kind) for kind in ("application/yaml", "application/x-yaml", "text/yaml")),
}
"""Types that openapi-python-client does not know; it makes the operations all the same, with JSON for the state."""
CHECKS = (
    *("no_operation_of_the_document_fails", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance"),
)
SLOW = 100
"""Commands from which the parser of AsyncAPI is slow."""
IMPORT_ALL = """
import importlib, pkgutil, chat_client

for module in pkgutil.walk_packages(chat_client.__path__, "chat_client."):
    importlib.import_module(module.name)
"""
each = pytest.mark.parametrize("name", DOCUMENTS)


def needs(tool):
    return pytest.mark.skipif(
        not (TOOLS / tool / "made").exists(), reason=f"{tool} is not installed: scripts/openapi-tools"
    )


def run(tool, *command, folder, **environment):
    """What a tool said, whatever it thought of it."""
    folders = [TOOLS / tool / "bin", TOOLS / tool / "node_modules" / ".bin"]
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"]])
    quiet = {"CI": "true", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    environment = {**os.environ, **quiet, "PATH": path, **environment}
    return subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def operations(document):
    return [found["operationId"] for item in document["paths"].values() for found in item.values()]


@pytest.fixture
def written(tmp_path):
    """Writes the document of a name to a file."""

    def write(name):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(DOCUMENTS[name]))
        return path

    return write


@each
@needs("node")
def test_redocly_finds_nothing_but_what_is_told(name, written, tmp_path):
    lint = ("redocly", "lint", "--extends", "recommended", "--format", "json", "--max-problems", "1000")
    said = json.loads(run("node", *lint, written(name), folder=tmp_path).stdout)
    assert [f"{found['message']}" for found in said["problems"] if found["ruleId"] not in TOLD] == []
    assert said["totals"]["errors"] == 0


@pytest.mark.parametrize("provider", HUB.every(), ids=lambda provider: provider.name)
@needs("node")
def test_the_parser_of_asyncapi_takes_each_document(provider, tmp_path):
    if len(provider.api.commands) > SLOW and not LONG:
        pytest.skip("it takes a minute for so many commands: scripts/test --long")
    assert parsed(asyncapi.document(provider, "http://127.0.0.1:8008"), tmp_path) == []


@needs("node")
def test_the_parser_of_asyncapi_tells_what_is_wrong(tmp_path):
    document = asyncapi.document(HUB.provider("connectycube"))
    document["channels"]["socket"]["messages"] = ["iq"]
    assert '"messages" property type must be object' in parsed(document, tmp_path)[0]


def parsed(document, folder):
    """What AsyncAPI's own parser says of a document, but hints."""
    (folder / "asyncapi.json").write_text(json.dumps(document))
    modules = str(TOOLS / "node" / "node_modules")
    made = run("node", "node", HERE / "parse_asyncapi.cjs", "asyncapi.json", folder=folder, NODE_PATH=modules)
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)["told"]


@each
@needs("node")
def test_openapi_typescript_makes_types_of_all_operations_and_they_compile(name, written, tmp_path):
    made = run("node", "openapi-typescript", written(name), "-o", "made.ts", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    ids = operations(DOCUMENTS[name])
    uses = [f"export type Use{n} = operations[{json.dumps(id)}]['responses'];" for n, id in enumerate(ids)]
    (tmp_path / "uses.ts").write_text("\n".join(["import type { operations } from './made';", *uses]))
    compiled = run("node", "tsc", "--strict", "--noEmit", "uses.ts", folder=tmp_path)
    assert (compiled.returncode, compiled.stdout) == (0, "")


@each
@needs("openapi-python-client")
def test_openapi_python_client_makes_all_operations(name, written, tmp_path):
    said = made_client(written(name), tmp_path)
    modules = {path.stem for path in (tmp_path / "chat_client" / "api").glob("*/*.py")} - {"__init__"}
    unknown = re.findall(r"WARNING parsing (\w+ \S+) within \w+\.\s+[^\n]*?Unsupported content[_ ]type ([^\s)]+)", said)
    assert set(unknown) == (PASSED_OVER if name == "control" else set())
    assert said.count("WARNING") == len(unknown) and "Unable" not in said
    assert sorted(modules) == sorted(operations(DOCUMENTS[name]))
    imported = run("openapi-python-client", "python", "-c", IMPORT_ALL, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert (imported.returncode, imported.stderr) == (0, "")


@needs("openapi-python-client")
def test_a_client_made_by_openapi_python_client_sends_lists_and_edits(written, tmp_path, server):
    made_client(written("sendbird"), tmp_path)
    token = server.new().sendbird.api_token
    saw = run(
        "openapi-python-client", "python", HERE / "send_list_edit.py", server.url, token,
        folder=tmp_path, PYTHONPATH=str(tmp_path),
    )  # fmt: skip
    assert saw.stdout.strip() == '[[true, "Soup at one?"]]', saw.stderr


def made_client(document, folder):
    """Have openapi-python-client make a package; returns what it said."""
    command = (
        "openapi-python-client",
        "generate",
        "--path",
        document,
        "--output-path",
        "chat_client",
        "--meta",
        "none",
    )
    made = run(command[0], *command, folder=folder)
    assert made.returncode == 0, made.stderr
    return made.stdout + made.stderr


SENT_BY_POSTMAN = ("list_users", "view_user", "update_user", "list_group_channels", "create_group_channel")
"""Operations whose requests do something in the lunchroom as they stand in the collection."""


@needs("node")
def test_a_collection_for_postman_is_sent_as_the_page_about_it_says(server, tmp_path):
    """Its variable ``apiKey`` is all that has to be said; parameters that need not be there are switched off."""
    chatmock = server.new("lunchers", seed="sendbird/lunch")
    document = openapi.document(HUB.provider("sendbird"), server.url)
    (tmp_path / "sendbird.json").write_text(json.dumps(document))
    summaries = [
        found["summary"]
        for item in document["paths"].values()
        for found in item.values()
        if found["operationId"] in SENT_BY_POSTMAN
    ]
    options = "parametersResolution=Example,enableOptionalParameters=false,requestNameSource=Fallback"
    run("node", "openapi2postmanv2", "-s", "sendbird.json", "-o", "made.json", "-O", options, folder=tmp_path)
    report = ("--reporters", "json", "--reporter-json-export", "report.json")
    only = [word for summary in summaries for word in ("--folder", summary)]
    key = f"apiKey={chatmock.sendbird.api_token}"
    said = run("node", "newman", "run", "made.json", "--env-var", key, *only, *report, folder=tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    sent = json.loads((tmp_path / "report.json").read_text())["run"]["executions"]
    answers = {one["item"]["name"]: one["response"]["code"] for one in sent}
    assert answers == dict.fromkeys(summaries, 200)


@pytest.fixture
def server():
    server = ChatmockServer.start(strict=True)
    yield server
    server.stop()


EXAMPLES = {"control": 10}
"""Random requests for each operation, beside those that are worked out: one elsewhere, and a hundred in a long run."""

KNOWN = {"channel_url": "lunch", "open_channel_url": "lobby", "user_id": "alice", "message_id": "1001"}
"""What stands in the seed, by parameters of paths."""


@each
@needs("schemathesis")
def test_schemathesis_finds_no_answer_that_is_not_documented(name, server, tmp_path):
    chatmock = server.new("lunchers", seed="sendbird/lunch")
    said = run(
        "schemathesis", "st", "run", f"{server.url}/_chatmock/openapi.json?provider={name}",
        *("--checks", ",".join(CHECKS)),
        *("--exclude-path", "/_chatmock/journal/stream"),  # which has no end
        *(("--exclude-path", "/") if name == "control" else ()),  # a page for browsers; others are a platform's clients
        *("--seed", 1, "--no-shrink", "--warnings", "off", "--max-examples", 100 if LONG else EXAMPLES.get(name, 1)),
        *("--generation-database", "none"),
        folder=tmp_path,
        HYPOTHESIS_STORAGE_DIRECTORY=str(TOOLS / "schemathesis" / "hypothesis"),  # its table of characters is made once
        NO_PROXY="127.0.0.1",
        SCHEMATHESIS_HOOKS=str(HERE / "hooks.py"),
        CHATMOCK_API_TOKEN=chatmock.sendbird.api_token,
        CHATMOCK_KNOWN=json.dumps(KNOWN),
        CHATMOCK_SPARE_TOKEN=server.new().sendbird.api_token,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-8000:] + said.stderr[-2000:]
    assert server.broken() == []
