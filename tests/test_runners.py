"""Tests without pytest: the documents' examples for unittest and for Django run under those, in processes of their own."""

import os
import subprocess
import sys

import pytest

from tests.test_docs import ROOT, blocks

UNITTEST = [block for block in blocks("python") if "import unittest" in block.text]
DJANGO = [block for block in blocks("python") if "from django" in block.text]
SETTINGS = """
SECRET_KEY = "for tests"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
INSTALLED_APPS = ["chat"]
SENDBIRD_API_URL = "https://nowhere.invalid/v3"
SENDBIRD_API_TOKEN = "none"
"""
MANAGE = """
import os
import sys

from django.core.management import execute_from_command_line

os.environ["DJANGO_SETTINGS_MODULE"] = "project"
execute_from_command_line(sys.argv)
"""
FAILING = """

class Failing(ChatTestCase):
    def test_it_fails(self):
        self.chatmock.journal.assert_called("create_user", kind="request")
"""


@pytest.fixture
def run(tmp_path):
    """Runs Python in a folder; gives what it ended with and what it said."""

    def run(*arguments):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        line = [sys.executable, *arguments]
        return subprocess.run(
            line, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    return run


@pytest.fixture
def project(tmp_path):
    """A small project of Django with an app whose tests are the documents'."""
    (tmp_path / "project.py").write_text(SETTINGS)
    (tmp_path / "manage.py").write_text(MANAGE)
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "__init__.py").write_text("")
    (tmp_path / "chat" / "tests.py").write_text("".join(block.text for block in DJANGO))
    return tmp_path / "chat" / "tests.py"


def test_both_are_told():
    assert UNITTEST
    assert DJANGO


@pytest.mark.parametrize("block", UNITTEST, ids=str)
def test_unittest(run, tmp_path, block):
    (tmp_path / "test_it.py").write_text(block.text)
    ended = run("-W", "error", "-m", "unittest", "-v")
    assert (ended.returncode, f"Ran {block.text.count('def test_')} tests" in ended.stderr) == (0, True), ended.stderr


@pytest.mark.parametrize("options", [[], ["--parallel=2"]], ids=["one process", "parallel"])
def test_django(run, project, options):
    ended = run("-W", "error", "manage.py", "test", *options)
    wanted = f"Ran {project.read_text().count('def test_')} tests"
    assert (ended.returncode, wanted in ended.stderr) == (0, True), ended.stderr


def test_a_failure_under_django_is_one_with_a_sentence(run, project):
    project.write_text(project.read_text() + FAILING)
    ended = run("manage.py", "test")
    assert (ended.returncode, "FAILED (failures=1)" in ended.stderr) == (1, True), ended.stderr
    assert "create_user" in ended.stderr
