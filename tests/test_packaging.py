"""The wheel holds the whole tree and nothing else, and a test suite elsewhere can use it, as the page Start says."""

import json
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

from chatmock.resources import data_dir

ROOT = Path(__file__).resolve().parents[1]
SUITE = """
def test_a_server_is_there(chatmock):
    assert chatmock.url.startswith("http://127.0.0.1:")
"""


START = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")


def shown(heading: str, language: str) -> str:
    """The last example of a language below a heading of Start."""
    part = START.partition(f"## {heading}")[2].partition("\n## ")[0]
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)
    return found[-1]


def tree() -> set[str]:
    package = [path for path in (ROOT / "chatmock").rglob("*") if path.suffix != ".pyc"]
    data = [path for name in ("schemas", "fixtures") for path in (ROOT / name).rglob("*")]
    inside = {path.relative_to(ROOT).as_posix() for path in package if path.is_file()}
    return inside | {f"chatmock/{path.relative_to(ROOT).as_posix()}" for path in data if path.is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("build")
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT]  # sdist, then the wheel from it
    subprocess.run(build, check=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """A Python that has nothing but the wheel, its dependencies, and what Start installs beside it."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home)
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", home, "install", "--quiet", wheel, "pytest>=8.2", "requests"],
        check=True,
    )
    return home / ("Scripts" if sys.platform == "win32" else "bin") / "python"


def test_the_wheel_is_the_tree(wheel):
    assert {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name} == tree()


def test_the_wheel_carries_the_schemas(wheel):
    assert any(name.startswith("chatmock/schemas/") for name in zipfile.ZipFile(wheel).namelist())


def test_the_installed_plugin_serves(python, tmp_path):
    (tmp_path / "test_user.py").write_text(SUITE)
    subprocess.run([python, "-m", "pytest", "-q", tmp_path / "test_user.py"], check=True, cwd=tmp_path)


def test_the_way_of_python_is_green(python, tmp_path):
    (tmp_path / "test_lunch.py").write_text(shown("Python, with pytest", "python"), encoding="utf-8")
    subprocess.run([python.parent / "pytest", "-q"], check=True, cwd=tmp_path)


def test_the_way_of_any_language_answers_what_it_says(python, tmp_path):
    if shutil.which("curl") is None:
        pytest.skip("needs curl")
    serve = shown("Any language, with a server", "sh").splitlines()[-1].split()
    asked, said = shown("Any language, with a server", "console").removeprefix("$ ").splitlines()
    command = [python.parent / serve[0], *serve[1:], "--port", "0", "--quiet"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        done = subprocess.run(shlex.split(asked.replace("http://127.0.0.1:8008", url)), check=True, capture_output=True)
        process.terminate()
    assert done.stdout.decode() == said


@pytest.mark.parametrize("script", ["chatmock", "chatmock-server"])
def test_the_installed_command_serves_from_a_foreign_folder(python, tmp_path, script):
    command = [python.parent / script, "serve", "--port", "0", "--quiet", "--seed", "lunch"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        request = urllib.request.Request(f"{url}/v3/users/alice", headers={"Api-Token": "chatmock-token"})
        with urllib.request.urlopen(request) as answer:
            assert json.load(answer)["nickname"] == "Alice"
        process.terminate()


def test_the_installed_package_holds_its_schemas(python, tmp_path):
    where = "from chatmock.resources import data_dir; print(data_dir('schemas'))"
    found = subprocess.run([python, "-c", where], check=True, cwd=tmp_path, capture_output=True, text=True).stdout
    assert Path(found.strip()).parent.name == "chatmock"


def test_the_checkout_keeps_its_schemas_beside_the_package():
    assert data_dir("schemas") == ROOT / "schemas"


def test_a_missing_folder_is_named():
    with pytest.raises(FileNotFoundError, match="without its 'nowhere' directory"):
        data_dir("nowhere")
