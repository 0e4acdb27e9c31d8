"""How code and tests are to be: short, on one idea, without sleeps or mocks."""

import ast
import io
import re
import tokenize

import pytest

DECLARES = {"get", "post", "put", "delete", "patch", "command", "finder"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def functions(module):
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def is_handler(function):
    """Whether it is declared on an Api: ``@api.post("/users", …)``."""
    marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in function.decorator_list]
    return any(
        isinstance(mark, ast.Attribute) and mark.attr in DECLARES and ast.unparse(mark.value) == "api" for mark in marks
    )


def code_lines(function):
    """Its lines without decorators and docstring."""
    first, *_ = function.body
    told = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0
    return function.end_lineno - function.lineno + 1 - told


def handlers(source):
    return [(module, function) for module in source for function in functions(module) if is_handler(function)]


def test_a_module_stays_below_300_lines(source):
    long = {module.name for module in source if module.text.count("\n") >= 300}
    assert long == set()


def test_a_handler_stays_below_25_lines(source):
    long = {
        f"{module.name}:{function.lineno} {function.name}": code_lines(function)
        for module, function in handlers(source)
    }
    assert len(long) > 50
    assert {name: lines for name, lines in long.items() if lines >= 25} == {}


def test_a_handler_is_synchronous(source):
    assert [f.name for _, f in handlers(source) if isinstance(f, ast.AsyncFunctionDef)] == []


def test_every_operation_says_what_it_does(source):
    silent = [
        f"{module.name}:{function.lineno}"
        for module, function in handlers(source)
        if "finder" not in ast.unparse(function.decorator_list[0]) and not ast.get_docstring(function)
    ]
    assert silent == []


def test_every_module_says_what_it_is_for(source, tests):
    named = [module for module in [*source, *tests] if module.text.strip()]
    assert [module.name for module in named if not ast.get_docstring(module.tree)] == []


def test_no_module_has_a_name_that_says_nothing(source, tests):
    assert [module.name for module in [*source, *tests] if module.path.stem in VAGUE] == []


def test_nothing_waits_for_time_to_pass(source, tests):
    assert [
        f"{module.name}:{node.lineno}"
        for module in tests
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "sleep"
    ] == []


def is_constant(call):
    """Whether it sets a number such as LIMIT to one that a test can reach."""
    name = call.args[1] if len(call.args) == 3 else None
    return isinstance(name, ast.Constant) and str(name.value).isupper()


def test_nothing_of_our_own_is_mocked(tests):
    mocked = [
        f"{module.name}:{line} imports {dotted}"
        for module in tests
        for dotted, line in module.imports()
        if dotted.split(".")[0] in ("mock", "pytest_mock") or dotted.startswith("unittest.mock")
    ]
    replaced = [
        f"{module.name}:{node.lineno}"
        for module in tests
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "monkeypatch.setattr" and not is_constant(node)
    ]
    assert mocked + replaced == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "pip install chatmock "])
def test_nothing_is_left_for_later(source, word):
    assert [module.name for module in source if word in module.text] == []


BARE = {
    *("about", "answered", "asked", "changed", "chosen", "done", "everybody", "facts", "filtered", "found", "given"),
    *("kept", "known", "lasting", "made", "marked", "moved", "owned", "seen", "shown", "since", "stored", "taken"),
    *("told", "unwanted", "wanted", "worded"),
}
"""Participles and their like, which alone say neither what a function does nor what it makes."""


def test_a_function_is_named_by_what_it_does_or_makes(source):
    assert [
        f"{module.name}:{node.lineno} {node.name}"
        for module in source
        if module.name.startswith("chatmock/providers/")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.strip("_") in BARE
    ] == []


MARKS = {"seed", "recorded", "live", "client", "docs", "ruled"}
"""What may stand in parentheses, alone or before ``:``, ``,`` and ``;``, to say where a fact comes from."""
LIKE_A_MARK = re.compile(
    r"(as )?(seen|observed|tested|inferred|guessed|documented|read there|today's (api|documents?|documentation))"
    r"|(the )?(documents?|documentation|guides?|source)( of \d{4})?"
    r"|((the|both|official|client|javascript|python|v\d) )*sdks?('s?)?( (guides?|notes|source|form|types))?",
    re.IGNORECASE,
)
"""Other words in its place."""


def sentences(module):
    """Its comments and texts, by line."""
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type in (tokenize.COMMENT, tokenize.STRING):
            yield token.start[0], token.string


def test_where_a_fact_comes_from_is_one_of_six_words(source, tests):
    assert [
        f"{module.name}:{line} ({said})"
        for module in [*source, *tests]
        for line, text in sentences(module)
        for said in re.findall(r"\(([^()]+)\)", text)
        for clause in said.split(";")
        for part in re.split("[:,]", clause)
        if LIKE_A_MARK.fullmatch(" ".join(part.split())) and re.split("[:, ]", clause.strip())[0] not in MARKS
    ] == []
