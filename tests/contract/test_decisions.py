"""The decisions of the project: each has a number of its own, which its file and its heading say."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"


def test_each_decision_has_its_number():
    files = sorted(FOLDER.glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        assert re.match(rf"# {int(file.name[:4])}\. ", file.read_text(encoding="utf-8")), file.name
