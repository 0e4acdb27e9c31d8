"""Every command with each field missing, of a wrong kind, empty, too long, null or unknown; and broken bodies."""

from copy import deepcopy
from typing import Any

VALUES: list[Any] = [
    *(None, True, 0, 7, -1, 1.5, 10**20, 2**63, 1e300, "", " ", "text", "x" * 5000, "\0", "7", "é" * 300, "\ud800"),
    *([], [None], [7], ["x"], [{}], [[[7]]], {}, {"a": None}, {"0": 7}, [7] * 500, {"x" * 300: "1"}),
]
BODIES = [
    *(b"", b"{", b"null", b"[]", b'"x"', b"7", b'{"a": NaN}', b"\xff\xfe", b"{" * 5000, b"[" * 100_000, b"\0", b"a=1"),
    *(b'{"a":' * 3000, b'{"a": 1e999}', b'{"\\ud800": 1}', b'{"a": 123456789012345678901234567890}'),
]
SERVED = (
    "openim/",
    "sns/",
    "profile/",
    "recentcontact/",
    "all_member_push/",
    "openconfigsvr/",
    "open_msg_svc/",
    "ConfigSvc/",
)


def deep_places(values, before=()):
    """Where each value of a request stands, also those in lists."""
    for name, value in values.items() if isinstance(values, dict) else enumerate(values):
        yield (*before, name)
        if isinstance(value, dict | list):
            yield from deep_places(value, (*before, name))


def put(given, place, value):
    changed = deepcopy(given)
    *outer, last = place
    inner = changed
    for step in outer:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return changed


def test_a_valid_request_is_taken(chat, operation):
    answer = chat.send(operation, chat.base(operation))
    chat.check(answer, operation)
    if operation.path[1:].startswith(SERVED) and "group" not in operation.path.partition("/")[2].partition("/")[0]:
        assert answer.refusal is None, (operation, answer.body)


def test_each_field_with_anything(chat, operation):
    base = chat.base(operation)
    places = [(place, True) for place in deep_places(base)]
    names = operation.accept.properties if operation.accept else ()
    places += [((name,), False) for name in (*names, "unknown") if name not in base]
    for place, there in places:
        for value in (*([...] if there else []), *VALUES):
            given = put(base, place, value)
            chat.check(chat.send(operation, given), (operation, place, value))


def test_a_broken_body(chat, operation):
    for data in BODIES:
        chat.check(chat.send(operation, data), (operation, data[:50]))
