"""Bodies that are none, and paths with everything in them that a client may forget to encode, or encode."""

import json
from urllib.parse import quote

import pytest

BROKEN_BODIES = [
    *(b"{", b"[]", b"[1", b'"text"', b"null", b"7", b"true", b" ", b"\xff\xfe{\x00}\x00", b"{}x", b"{} {}", b"\x00"),
    *(b'{"a": NaN}', b'{"a": Infinity}', b'{"a": "\xff"}', b'{"a": "\\ud800"}', b"{'a': 1}", b'{"a": 1,}', b"a=1&b=2"),
    *(b"[" * 100_000, b'{"a":' * 200 + b"1" + b"}" * 200, b"<a/>", b"\xef\xbb\xbf{}", b'{"a" 1}', b"{}\x00"),
]
PATH_TEXTS = [
    *("%2F", "a%2Fb", "%25", "%", "%zz", "%00", "%ff", "%C3%A9", "%C3", "%20", "+", "x" * 300, "%F0%9F%8D%B2", ".."),
    *(
        ".",
        "~",
        "-1",
        "9" * 30,
        "1.5",
        "nobody",
        "%2e%2e",
        "a,b",
        "'",
        "%22",
        "null",
        "%E2%80%AE",
        "%D9%A3",
        "*",
        ";a=b",
    ),
    *("é", "🍲", " ", "a?b", "a#b", "\x00", "%0d%0a", "{user_id}", "%7Buser_id%7D", "__class__"),
]
NAMES = [
    "a/b",
    "100%",
    "%2F",
    "Zoë",
    "🍲",
    " ",
    "a b+c",
    "a,b",
    "?",
    "#",
    "..",
    "null",
    "0",
    "\u202e",
    "'\"\\",
    "é" * 45,
    "x" * 90,
]
NOT_FOUND = {
    "user_id": 400201,
    "target_id": 400201,
    "channel_url": 400201,
    "target_channel_url": 400201,
    "bot_userid": 400201,
    "message_id": 400201,
    "banned_user_id": 400201,
    "muted_user_id": 400201,
    "api_token": 400201,
    "push_type": 400111,
    "token_type": 400111,
    "push_token": 400602,
}


def test_a_body_that_is_no_json_object_is_refused(world, address):
    code = 0 if address.operation.method == "GET" else 400403
    for body in BROKEN_BODIES:
        answer = address.send(world, body)
        world.check(answer, code, about=body, look=False)
        assert answer.status == 400 or not code


def test_nothing_is_found_under_a_strange_name(world, pointing):
    for name in pointing.parameters:
        for text in PATH_TEXTS:
            path = pointing.path(world, **{name: text})
            answer = pointing.send(world, pointing.base(), path)
            code = 0 if pointing.operation.auth == "client" else NOT_FOUND.get(name, 0)  # a login may make its user
            world.check(answer, code, may_change=pointing.writes, about=path, look=pointing.writes)


@pytest.mark.parametrize("name", NAMES)
def test_a_user_is_found_under_any_name_once_it_is_encoded(world, name):
    made = world.send("POST", "/v3/users", json.dumps({"user_id": name, "nickname": "x"}).encode())
    seen = world.send("GET", f"/v3/users/{quote(name, safe='')}")
    assert json.loads(made.body)["user_id"] == json.loads(seen.body)["user_id"] == name
    world.check(seen, 0, may_change=True)


def test_a_key_of_metadata_can_be_any_text_without_a_comma(world):
    for name in NAMES:
        path = f"/v3/open_channels/lobby/metadata/{quote(name, safe='')}"
        answer = world.send("PUT", path, b'{"value": "x", "upsert": true}')
        assert json.loads(answer.body).get("code", 0) == (400111 if "," in name else 0), name
        world.check(answer, 0, may_change=True)


def test_a_credential_is_asked_for_before_anything_else(world, address):
    answer = world.send(address.operation.method, address.path(world), b"{", headers={})
    world.check(answer, {"open": 0, "client": 400304}.get(address.operation.auth, 400401))
    operation = address.operation
    is_open = operation.auth == "open" and (not operation.parameters or address.name == "view_widget_setting")
    assert answer.status == (200 if is_open else 400)


@pytest.mark.parametrize(
    "line", ["PATCH /users/alice", "PUT /users", "POST /group_channels/lunch", "HEAD2 /bots", "GET /"]
)
def test_a_wrong_method_is_an_unknown_address(world, line):
    method, _, path = line.partition(" ")
    answer = world.send(method, f"/v3{path}", b"{}")
    world.check(answer, 400404)
    assert answer.status == 400
