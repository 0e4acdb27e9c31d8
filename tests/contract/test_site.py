"""The documents as a site: pages are gathered with links that are right there, and newcomers' pages are easy to read."""

import subprocess
import sys

import pytest

from chatmock import readability
from scripts import site

ROOT = site.ROOT
RENDERER = site.BUILD / "venv"


@pytest.mark.parametrize("page", readability.pages(ROOT, readability.FOR_NEWCOMERS), ids=lambda page: page.name)
def test_a_page_for_newcomers_is_easy_to_read(page):
    assert page.mean <= readability.MEAN
    assert readability.words(page.longest) <= readability.LONGEST, page.longest


def test_sentences_are_those_of_paragraphs_and_lists():
    text = "# Head\n\nOne `a.b` is two. Three is\nfour.\n\n```sh\nNot this. Nor that.\n```\n\n| no | no |\n\n- Five six.\n- [Seven](x.md)!\n"
    assert [*readability.sentences(text)] == ["One Code is two.", "Three is four.", "Five six.", "Seven!"]
    assert [readability.words(one) for one in readability.sentences(text)] == [4, 3, 2, 1]


def test_links_of_a_gathered_page_stay_in_its_folder(tmp_path):
    site.gather(tmp_path)
    text = (tmp_path / "how-to" / "seed-data.md").read_text(encoding="utf-8")
    assert "(../source/fixtures/sendbird/lunch.yaml)" in text
    assert (tmp_path / "source" / "fixtures" / "sendbird" / "lunch.yaml").is_file()
    assert "(overview.md#pointing-clients-here)" in (tmp_path / "start.md").read_text(encoding="utf-8")
    assert "](../" not in (tmp_path / "overview.md").read_text(encoding="utf-8")


def test_a_navigation_keeps_what_is_there():
    sections = ["a.md", {"How": ["b.md", "gone.md"]}, {"Gone": ["gone.md"]}]
    assert site.only_there(sections, {"a.md", "b.md"}) == ["a.md", {"How": ["b.md"]}]
    assert [*site.named(sections)] == ["a.md", "b.md", "gone.md", "gone.md"]


def test_the_site_is_rendered_without_a_warning():
    if not (RENDERER / "made").exists():
        pytest.skip("what renders it is not installed: scripts/docs --site does that")
    python = RENDERER / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    done = subprocess.run([python, ROOT / "scripts" / "site.py"], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    assert (site.BUILD / "html" / "llms.txt").is_file()
