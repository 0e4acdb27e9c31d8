"""Every event of a provider stands in its table, is emitted by name and has a listener."""

import ast

import pytest

from chatmock.providers.sendbird.model import EVENTS

TABLE = "chatmock/providers/sendbird/model/events.py"


@pytest.fixture(scope="module")
def calls(source):
    """Calls of methods in the provider's source, as the method's name and the first argument."""
    return [
        (node.func.attr, node.args[0])
        for module in source
        if module.name.startswith("chatmock/providers/sendbird/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    ]


def emitted(calls):
    return [argument for method, argument in calls if method in ("emit", "_emit")]


def names(argument):
    """The texts that an argument may be: one, or either of two."""
    if isinstance(argument, ast.IfExp):
        return names(argument.body) | names(argument.orelse)
    return {argument.value} if isinstance(argument, ast.Constant) else set()


def test_events_are_named_where_they_are_emitted(calls):
    assert [ast.unparse(argument) for argument in emitted(calls) if not names(argument)] == []


def test_the_table_has_what_is_emitted_and_nothing_else(calls):
    assert set().union(*map(names, emitted(calls))) == set(EVENTS)


def test_somebody_listens_to_each(calls, source):
    named = set().union(*(names(argument) for method, argument in calls if method == "on"))
    keys = {
        text
        for module in source
        if module.name != TABLE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        for text in names(key)
    }
    by_column = {name for name, event in EVENTS.items() if event.noted or event.counts}
    assert set(EVENTS) - named - keys - by_column == set()
