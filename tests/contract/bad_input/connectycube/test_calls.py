"""Every call with each field missing, of a wrong kind, empty, too long, null or unknown; broken bodies, queries and paths."""

from copy import deepcopy
from typing import Any

import pytest

from tests.contract.bad_input.connectycube.conftest import FORM

VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        7,
        -1,
        1.5,
        10**20,
        -(2**63),
        2**63,
        1e300,
        "",
        " ",
        "text",
        "x" * 5000,
        "\0",
        "7",
        "é" * 300,
    ),
    *("true", "1,2", ",", "[]", "\ud800", [], [None], [7], ["x"], [[]], [{}], [[[7]]], {}, {"a": None}, {"0": 7}),
    *({"in": "x"}, {"gt": {"a": 1}}, {"x" * 300: "1"}, {"a": {"b": {"c": 1}}}, [7] * 500),
]
TEXTS = [
    *(
        "",
        "x",
        "-1",
        "0",
        "7",
        "1.5",
        "1e3",
        "9" * 30,
        "9" * 500,
        "true",
        "a,b",
        ",",
        "%00",
        "%ff",
        "%",
        "%zz",
        "x" * 3000,
    ),
    *("%F0%9F%8D%B2", "%D9%A3", "[", "None", "2026-13-45T99:99:99Z", "0001-01-01T00:00:00Z", "%2B", "%20"),
]
SUFFIXES = ["=", "[]=", "[in]=", "[gt]=", "[ctn]=", "[all][]=", "[nin]=", "[x]=", "[in][x]=", "[[]]=", "[start_with]="]
BODIES = [
    *(
        b"",
        b"{",
        b"null",
        b"[]",
        b'"x"',
        b"7",
        b'{"a": NaN}',
        b"\xff\xfe",
        b"{" * 5000,
        b"[" * 100_000,
        b'{"a":' * 3000,
    ),
    *(b'{"a": 1e999}', b'{"\\ud800": 1}', b'{"a": "\\ud800"}', b'{"a": 123456789012345678901234567890}', b"\0", b"a=1"),
]
FORMS = [
    b"a[b=1",
    b"a]=1",
    b"a[b]=1&a=2",
    b"=",
    b"&&&",
    b"a" * 9000,
    b"a[b]" * 2000,
    b"%ff=%ff",
    b"\xff",
    b"a=1&" * 20_000,
]
IDS = [
    *("x", "0", "-1", "7", "9" * 30, "%00", "%ff", "%2F", "a%2Cb", ",", "%20", "%E2%80%A8", "x" * 3000, "6b01f32a"),
    *("..", "%2e%2e", "'", '"', "%F0%9F%8D%B2", "%D9%A3", "1.5", "me"),
]


def deep_names(values, before=()):
    """Where each value of a request stands."""
    for name, value in values.items():
        yield (*before, name)
        if isinstance(value, dict):
            yield from deep_names(value, (*before, name))


def put(given, place, value):
    changed = deepcopy(given)
    *outer, last = place
    inner = changed
    for step in outer:
        inner = inner[step]
    if value is ...:
        inner.pop(last, None)
    else:
        inner[last] = value
    return changed


def test_a_valid_request_is_taken(cube, operation):
    answer = cube.send(operation, cube.base(operation))
    assert answer.refusal is None or operation.name == "upload_blob", (answer.status, answer.body)
    cube.check(answer, operation)


def test_each_field_with_anything(cube, operation):
    if not operation.accept:
        return
    base = cube.base(operation)
    places = [*deep_names(base), *((name,) for name in operation.accept.properties if name not in base), ("unknown",)]
    for place in places:
        for value in (..., *VALUES):
            if operation.name != "upload_blob" or place != ("file",) or value is ...:
                given = put(base, place, value)
                cube.check(cube.send(operation, given), (operation, place, value))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_field_of_a_query_or_a_form_with_anything(cube, operation, suffix):
    if not operation.accept or operation.name == "upload_blob":
        return
    for name in operation.accept.properties:
        for text in TEXTS:
            asked = f"{name}{suffix}{text}"
            given = asked if operation.method == "GET" else asked.encode()
            cube.check(cube.send(operation, given, kind=FORM), (operation, asked))


def test_broken_bodies(cube, operation):
    if operation.method != "GET":
        for kind, bodies in (("application/json", BODIES), (FORM, FORMS), ("", BODIES), ("text/plain", BODIES)):
            for body in bodies:
                cube.check(cube.send(operation, body, kind=kind), (operation, kind, body[:50]))


def test_broken_queries(cube, operation):
    for form in FORMS:
        query = form.decode("latin-1")
        if operation.method == "GET":
            cube.check(cube.send(operation, query), (operation, query[:50]))
        else:
            cube.check(cube._dispatch(operation, cube.path(operation), query=query), (operation, query[:50]))


def test_each_part_of_its_path_with_anything(cube, operation):
    for name in operation.parameters:
        for text in IDS:
            found = {**cube.found, name: "@"}
            path = operation.address.format_map(found).replace("@", text)
            cube.check(cube.send(operation, cube.base(operation), path), (operation, path[:100]))


@pytest.mark.parametrize(
    "headers", [{}, {"CB-Token": ""}, {"CB-Token": "x"}, {"CB-Token": "\udcff"}, {"CB-AuthKey": "x"}]
)
def test_without_a_credential_nothing_is_done(cube, operation, headers):
    if operation.auth == "open":
        return
    cube.headers, own = (lambda operation, kind: {**headers, "Content-Type": kind}), cube.headers
    try:
        cube.check(cube.send(operation, cube.base(operation)), (operation, headers), refused=True)
    finally:
        cube.headers = own


def test_what_is_a_users_is_refused_to_the_application(cube, operation):
    if operation.by == "user":
        own, cube.tokens["user"] = cube.tokens["user"], cube.tokens["anybody"]
        try:
            answer = cube.send(operation, cube.base(operation))
        finally:
            cube.tokens["user"] = own
        cube.check(answer, operation, refused=True)
        assert answer.refusal.code == "needs_user"
