"""Every method of the three server SDKs does what its operation does, and its SDK takes the answer.

What was seen of each becomes docs/server-sdks.md.
"""

import json
import re
from importlib.metadata import version

import pytest

from tests.sendbird.clients.js_sdk.client import INSTALLED, Refused
from tests.sendbird.clients.server_sdks import sdks
from tests.sendbird.clients.server_sdks.agreement import differences, lost, values_taken
from tests.sendbird.clients.server_sdks.methods import (
    EMPTY,
    METHODS,
    NOT_CALLED,
    NOT_TAKEN,
    NOTHING_OF_IT,
    PARTS_LOST,
)
from tests.sendbird.clients.server_sdks.stories import STORIES
from tests.told import METHOD

TOLD = [method for method in METHODS if method.operation in STORIES and method.operation not in NOT_CALLED]


def called(call, method, values):
    """What the SDK makes of the answer, and why it is nothing."""
    name = f"{method.sdk} {method}"
    if name in NOT_TAKEN:
        with pytest.raises(Refused):
            call(method, values)
        return None, NOT_TAKEN[name]
    return call(method, values), NOTHING_OF_IT.get(name, "")


def asks_for(operation, entry):
    """Whether a request is that of an operation."""
    method, _, address = operation.partition(" ")
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(f"/v3{address}"))
    return entry["method"] == method and re.fullmatch(pattern, entry["path"]) is not None


@pytest.mark.parametrize("method", TOLD, ids=lambda method: f"{method.sdk}-{method}")
def test_a_method_is_called_its_answer_taken_and_its_effect_seen(application, rest, call, method, record_property):
    story = STORIES[method.operation]
    values = story.values(rest, method.sdk)
    application.journal.clear()
    made, why_nothing = called(call, method, values)
    [entry] = application.journal.requests
    assert asks_for(method.operation, entry)
    answer = entry["answer"]
    why_nothing = why_nothing or ("" if answer else EMPTY)
    parts = PARTS_LOST.get(f"{method.sdk} {method}", set())
    assert [*differences(answer, made)] == []
    assert bool(values_taken(answer, made)) is not bool(why_nothing)
    assert why_nothing or {*lost(answer, made)} == parts
    assert story.shows(rest, answer)
    seen = {"answer": why_nothing, "without": sorted(parts), "effect": True}
    record_property(METHOD, [sdks.TITLES[method.sdk], str(method), method.operation, seen])


def test_every_method_is_called_or_listed_with_a_reason(record_property):
    operations = {method.operation for method in METHODS}
    assert operations - STORIES.keys() <= NOT_CALLED.keys() <= operations
    assert STORIES.keys() <= operations
    for method in METHODS:
        if (why := NOT_CALLED.get(method.operation)) is not None:
            record_property(METHOD, [sdks.TITLES[method.sdk], str(method), method.operation, {"why_not": why}])


def test_what_is_not_taken_is_of_a_method_that_is_called():
    assert {*NOT_TAKEN, *NOTHING_OF_IT, *PARTS_LOST} <= {f"{method.sdk} {method}" for method in METHODS}


def test_the_methods_are_those_of_the_pinned_versions(node):
    found = {*sdks.python_methods(), *sdks.node_methods(node)}
    assert found == {*METHODS} and len(found) == len(METHODS)
    wanted = {name: json.loads((INSTALLED / "node_modules" / name / "package.json").read_text()) for name in sdks.NODE}
    assert (version(sdks.PYTHON), *(found["version"] for found in wanted.values())) == sdks.VERSIONS
