"""Ann and Bob with an older version of the SDK, by https and wss, which is all that these versions know."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from chatmock.testing.server import ChatmockServer
from tests.connectycube.clients.js_sdk.client import HERE, INSTALLED, Cube, environment
from tests.lengths import LONG
from tests.sendbird.clients.js_sdk.client import JsClient

FOLDER = INSTALLED.with_name("connectycube-versions")
PINNED = json.loads(Path(__file__).with_name("package.json").read_text(encoding="utf-8"))["dependencies"]
VERSIONS = [name.rpartition("-")[2] for name in PINNED]
"""Each is installed under a name of its own."""


class OldCube(Cube):
    """One person's SDK of an older version."""

    def __init__(self, server: ChatmockServer, ca: Path, env: dict[str, str], login: str, module: str) -> None:
        self.login = login
        with environment(CUBE_SDK=module, NODE_EXTRA_CA_CERTS=str(ca)):
            self.process = JsClient("cube", scripts=HERE, installed=FOLDER)
        host = urlsplit(server.https_url).netloc
        chat = urlsplit(env["CONNECTYCUBE_CHAT_URL"])._replace(scheme="wss", netloc=host)
        self.begin(env, host=host, chat=chat.geturl(), management=True)
        self.id = 0
        self.password = f"{login}-password"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = ChatmockServer.start(tls=True, tls_ca=tmp_path_factory.mktemp("ca"))
    yield server
    broken = server.broken()
    server.stop()
    assert broken == []


@pytest.fixture(scope="session")
def ca(server, tmp_path_factory):
    """A file with the certificate that clients have to trust."""
    path = tmp_path_factory.mktemp("trusted") / "ca.pem"
    path.write_text(server.ca_certificate, encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=[f"connectycube {version}" for version in VERSIONS])
def sdk(request):
    """The name and the version of an SDK."""
    return request.param


@pytest.fixture(scope="module")
def people(sdk, server, ca):
    if not LONG:
        pytest.skip("older versions run with scripts/test --long")
    module = sdk.replace(" ", "-")
    if not (FOLDER / "node_modules" / module).is_dir():
        pytest.skip(f"{module} is not in {FOLDER}: scripts/node-clients --long installs it")
    tenant = server.control("POST", "/applications", provider="connectycube")
    control = server.control.of(tenant["app_id"], "connectycube")
    both = [OldCube(server, ca, tenant["env"], login, module) for login in ("ann", "bob")]
    for one in both:
        one.enters()
    yield (*both, control, tenant)
    for one in both:
        one.close()
