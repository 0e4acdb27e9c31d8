"""The tables are up to date: a guard's text stands where it says, without it the file is Python, and its tests exist."""

import ast
import gc
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from scripts.mutant_parts.drawing import changed_files, mutants_of
from scripts.mutant_parts.guards import guards
from scripts.mutant_parts.survivors import Reasons, place_less
from scripts.mutant_parts.swapping import CannotSwap, swap

TOP = Path(__file__).parents[2]
GUARDS = guards()


@pytest.mark.parametrize("guard", GUARDS, ids=[guard.name for guard in GUARDS])
def test_a_guard_stands_where_the_table_says(guard):
    assert guard.problem() == ""
    assert ast.dump(ast.parse(guard.switched_off())) != ast.dump(ast.parse((TOP / guard.file).read_text("utf-8")))


def test_the_tests_of_the_guards_exist():
    named = {test for guard in GUARDS for test in guard.tests}
    for test in named:
        file, _, function = test.partition("::")
        if function:
            text = (TOP / file).read_text("utf-8")
            assert re.search(rf"^def {function.partition('[')[0]}\(", text, re.MULTILINE), test


def test_there_are_guards_of_all_parts():
    parts = Counter(
        re.split(r"[/_]", guard.file.removeprefix("chatmock/").removeprefix("providers/"))[0] for guard in GUARDS
    )
    assert len(GUARDS) >= 60 and len({guard.name for guard in GUARDS}) == len(GUARDS)
    assert all(parts[part] >= 5 for part in ("core", "server", "control", "sendbird", "connectycube", "tencent")), parts


def test_what_is_explained_can_still_be_drawn():
    every = {place_less(str(mutant)) for path in changed_files() for mutant in mutants_of(path)}
    assert Reasons().changes - every == set()


WHOLE = "def fits(size):\n    return size <= 10\n"


@pytest.fixture
def loaded(tmp_path):
    """A file with a function, imported already."""
    path = tmp_path / "loaded.py"
    path.write_text(WHOLE)
    module = runpy.run_path(str(path))
    return path, module["fits"]


@pytest.mark.parametrize("frozen", [False, True], ids=["seen", "frozen"])
def test_a_loaded_function_gets_the_code_of_the_change(loaded, frozen):
    """Also where the collector of garbage looks at it no more, as in a run of the tests."""
    path, fits = loaded
    if frozen:
        gc.freeze()
    swap(path, WHOLE, WHOLE.replace("<=", "<"))
    assert not fits(10) and fits(9)


def test_a_change_that_meets_no_function_needs_a_new_process(tmp_path):
    with pytest.raises(CannotSwap):
        swap(tmp_path / "nobody_loaded_it.py", WHOLE, WHOLE.replace("<=", "<"))


def test_a_change_of_the_file_itself_needs_a_new_process(loaded):
    path, _ = loaded
    with pytest.raises(CannotSwap):
        swap(path, WHOLE, f"LIMIT = 9\n{WHOLE}")
