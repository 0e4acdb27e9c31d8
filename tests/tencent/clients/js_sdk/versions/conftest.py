"""People with one version of a web SDK: Alice and Bob. Those that are pinned beside the other tests run each time."""

import json
from pathlib import Path

import pytest

from tests.lengths import LONG
from tests.tencent.clients.js_sdk.client import HERE, INSTALLED, NEW, OLD, Sdk, missing
from tests.tencent.clients.js_sdk.conftest import unlimited

FOLDER = INSTALLED.with_name("tencent-versions")


def pinned(folder):
    """What a folder pins of the SDKs: the name of each, its version, and the name it is installed under."""
    found = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    rows = {}
    for module, version in found.items():
        name, _, number = version.removeprefix("npm:").rpartition("@")
        if (name or module) in (NEW, OLD):
            rows[f"{name or module} {number}"] = module
    return rows


NOW, MORE = pinned(HERE), pinned(Path(__file__).parent)


@pytest.fixture(scope="module", params=[*NOW, *MORE])
def sdk(request):
    """The name and the version of an SDK."""
    return request.param


@pytest.fixture(scope="module")
def people(sdk, server):
    if sdk in MORE and not LONG:
        pytest.skip("other versions run with scripts/test --long")
    module, folder = (MORE[sdk], FOLDER) if sdk in MORE else (NOW[sdk], INSTALLED)
    if why := missing():
        pytest.skip(why)
    if not (folder / "node_modules" / module).is_dir():
        pytest.skip(f"{module} is not in {folder}: scripts/node-clients --long installs it")
    with server.application() as chatmock:
        tencent = unlimited(chatmock.tencent)
        both = [Sdk(tencent, user_id, package=module, installed=folder) for user_id in ("alice", "bob")]
        for one in both:
            one("login", {"userID": str(one), "userSig": tencent.user_sig(str(one))})
            one.hears("SDK_READY")
        yield both
        for one in both:
            one.close()
