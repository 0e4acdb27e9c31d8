"""What the documents show is true: their Python runs, their seeds load, their commands answer what stands below them."""

import argparse
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from chatmock.cli import parser
from chatmock.core import seeds
from chatmock.providers import DEFAULT
from chatmock.serving import new_hub
from tests.test_cli import serving

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path for path in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
}
PORT = "8008"
"""The port the documents show; commands go to the test's server."""
_FENCE = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """An example in a document."""

    page: str
    line: int
    language: str
    text: str

    def __str__(self):
        return f"{self.page}:{self.line}"


def blocks(language):
    found = []
    for page, path in PAGES.items():
        text = path.read_text(encoding="utf-8")
        for match in _FENCE.finditer(text):
            lines = [line.removeprefix(match[1]) for line in match[3].splitlines(keepends=True)]
            found.append(Block(page, text.count("\n", 0, match.start()) + 1, match[2], "".join(lines)))
    return [block for block in found if block.language == language]


def examples(block):
    """The commands of a console block, each with what it is said to print."""
    for command in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        lines = command.splitlines()
        length = next(number for number, line in enumerate(lines, 1) if not line.endswith("\\"))
        yield "\n".join(lines[:length]), "\n".join(lines[length:])


def matches(shown, printed):
    """Whether a text is as it is shown, where ``…`` stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, shown.strip().split("…"))), printed.strip(), re.DOTALL)


@pytest.mark.parametrize(
    "block",
    [
        block for block in blocks("python") if "def test_" in block.text and "django" not in block.text
    ],  # see test_runners.py
    ids=str,
)
def test_the_tests_in_it_pass(block, pytester):
    pytester.makeconftest((ROOT / "tests" / "sendbird" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(block.text)
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    assert outcome.parseoutcomes() == {"passed": block.text.count("def test_")}


@pytest.mark.parametrize("block", [block for block in blocks("python") if "@api." in block.text], ids=str)
def test_a_handler_it_shows_is_one(block):
    assert [path for path in (ROOT / "chatmock").rglob("*.py") if block.text in path.read_text(encoding="utf-8")]


def test_every_python_in_it_is_one_or_the_other():
    assert [str(block) for block in blocks("python") if not re.search(r"def test_|@api\.", block.text)] == []


@pytest.mark.parametrize("page", sorted({block.page for block in blocks("console")}))
def test_its_commands_answer_what_it_says(page, tmp_path):
    if shutil.which("curl") is None or sys.platform == "win32":
        pytest.skip("needs curl and a POSIX shell")
    (tmp_path / "chatmock").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m chatmock "$@"\n')
    (tmp_path / "chatmock").chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    environment = {
        **os.environ,
        "PATH": path,
        "PYTHONPATH": str(ROOT),
        "CA": str(tmp_path / "ca"),
    }
    folder = tmp_path / "project"
    folder.mkdir()  # of the reader's own: a copy of the seed is all that there is
    shutil.copy(ROOT / "fixtures" / "sendbird" / "lunch.yaml", folder)
    with serving("--quiet", "--seed", "fixtures/sendbird/lunch.yaml") as (_, url):
        port = url.rpartition(":")[2]
        for block in (block for block in blocks("console") if block.page == page):
            for command, shown in examples(block):
                typed = command.replace(PORT, port)
                done = subprocess.run(
                    typed, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=60
                )
                assert matches(shown.replace(PORT, port), done.stdout), (
                    f"{block}: {command}\n{done.stdout}{done.stderr}"
                )


@pytest.mark.parametrize("block", blocks("yaml"), ids=str)
def test_its_seeds_load(block):
    for document in seeds.parse(block.text.encode(), str(block), default=DEFAULT).documents:
        application = new_hub().make(document.provider, {})
        before = application.provider.dump(application)
        document.fill(application)
        assert application.provider.dump(application).keys() > before.keys()


@pytest.mark.parametrize("page", PAGES)
def test_its_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGES[page].read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (PAGES[page].parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_it_never_names_the_package_of_somebody_else(page):
    assert not re.search(r"pip install (-\S+ )*chatmock\b(?!-server)", PAGES[page].read_text(encoding="utf-8"))


def test_the_readme_says_whether_there_is_realtime():
    readme = PAGES["README.md"].read_text(encoding="utf-8")
    assert ("Not there yet: the realtime protocol" in readme) is (not new_hub().provider(DEFAULT).api.commands)


def test_the_architecture_fits_on_a_page():
    assert PAGES["ARCHITECTURE.md"].read_text(encoding="utf-8").count("\n") <= 80


def test_a_decision_has_ten_lines_of_three_kinds():
    for page, path in PAGES.items():
        if page.startswith("docs/decisions/"):
            text = path.read_text(encoding="utf-8")
            assert re.match(rf"# {int(path.name[:4])}\. ", text), page
            assert all(f"**{kind}.**" in text for kind in ("Context", "Choice", "Consequence")), page
            assert text.count("\n") <= 15, page


def test_every_command_and_option_is_told():
    text = PAGES["docs/command-line.md"].read_text(encoding="utf-8")
    commands = next(action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    rows = {row.split("`")[1].split()[0]: row for row in text.splitlines() if row.startswith("| `")}
    assert rows.keys() == commands.keys()
    for name, command in commands.items():
        options = {option for action in command._actions for option in action.option_strings if option.startswith("--")}
        assert set(re.findall(r"`(--[a-z-]+)`", rows[name])) == options - {"--help"}, name
