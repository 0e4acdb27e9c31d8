"""The schemas as a library: each has an id, and the examples of its README run by themselves."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.test_schemas import DOCUMENTS, each

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "schemas" / "README.md").read_text(encoding="utf-8")
MODULES = Path(os.environ.get("CHATMOCK_TOOLS", ROOT / ".tools")) / "node" / "node_modules"


@each
def test_the_id_of_a_schema_is_the_name_of_its_file(name):
    assert DOCUMENTS[name]["$id"] == name.rpartition("/")[2]


def shown(language):
    [block] = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return block


def run(*command, **environment):
    made = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def test_the_example_in_python_runs():
    assert run(sys.executable, "-c", shown("python")) == "7 is not of type 'string'"


@pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES / "ajv").exists(), reason="ajv is not installed: scripts/openapi-tools"
)
def test_the_example_in_javascript_runs():
    assert run("node", "-e", shown("javascript"), NODE_PATH=str(MODULES)).startswith("false must")


def test_it_names_every_folder_and_every_keyword_of_its_own():
    folders = {name.partition("/")[0] for name in DOCUMENTS if "/" in name}
    keywords = set(re.findall(r"'(x-[\w-]+)':", str(DOCUMENTS)))
    assert [name for name in folders | keywords if f"`{name}`" not in README] == []
