"""Each field of each operation in turn missing, of a wrong type, empty, too long, out of range, null or unknown.

Which code that has to be is worked out here from the schema, by another implementation than the server's.
"""

import json
import re
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator
from jsonschema.validators import extend
from referencing import Registry, Resource

from chatmock.resources import data_dir

CODES = {"string": 400100, "number": 400101, "integer": 400101, "array": 400102, "object": 400103, "boolean": 400104}
JSON_VALUES: list[Any] = [
    *(None, True, 0, 7, -1, 1.5, 10**20, "", " ", "text", "x" * 90 + "é", "x" * 3000, "\0", "7", "true", "[]"),
    *([], [None], [7], ["nobody"], [[]], [{}], ["alice", "alice"], {}, {"a": None}, {"a": 7}, {"a": "b"}, {"a": 1.0}),
    *(
        {"a,b": 1},
        {"a,b": "1"},
        {"": ""},
        {"url": 7},
        {"url": "x", "file_size": -1},
        [{"user_id": 7}],
        {"x" * 200: "1"},
    ),
]
QUERY_VALUES = [
    *(
        "",
        "text",
        "-1",
        "0",
        "7",
        "1.5",
        "1e3",
        "9" * 20,
        "9" * 500,
        "true",
        "maybe",
        "a,b",
        ",",
        "a%2Cb",
        "%00",
        "%ff",
    ),
    *("%", "%zz", "x" * 3000, "%7B%7D", "%7B%22a%22%3A1%7D", "+", "%20", "%F0%9F%8D%B2", "%D9%A3", "[", "None"),
]
NOT_SERVED = 501000
NEED_A_FILE = {
    "download_file": 400201,
    "download_emoji_picture": 400201,
    "add_apns_push_configuration": 400105,
    "upload_file": 400105,
}
"""Refused here: no file is there, none comes with the request."""


# --- what has to be answered ---


def _integer(_, value):
    return isinstance(value, int) and not isinstance(value, bool)


Validator = extend(Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _integer))


REGISTRY = Registry().with_resources(
    (path.name, Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))))
    for path in (data_dir("schemas") / "sendbird").glob("*.json")
)


def put_right(rule, value):
    """What clients mean: null is not given, true and false may be texts, and some texts may be booleans or numbers."""
    rule = REGISTRY.contents(rule["$ref"]) if "$ref" in rule else rule
    if "anyOf" in rule:
        kind = "object" if isinstance(value, dict) else "array"
        rule = next((branch for branch in rule["anyOf"] if branch.get("type") == kind), rule)
    if isinstance(value, dict):
        rules = rule.get("properties", {})
        return {
            name: _text(item) if rule.get("x-as-text") else put_right(rules.get(name, {}), item)
            for name, item in value.items()
            if item is not None or name not in rules
        }
    if isinstance(value, list):
        return [put_right(rule.get("items", {}), item) for item in value]
    if rule.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return _text(value) if rule.get("x-as-text") else value


def _text(value):
    return str(value) if isinstance(value, bool | int | float) else value


def expected(validator, sent):
    """The code for values under a schema; 0 where they keep it."""
    document = validator.schema
    names = list(document["properties"])
    found = []
    given = sent if validator.is_valid(sent) else put_right(document, sent)
    for error in validator.iter_errors(given):
        keyword = error.validator
        field = error.message.split("'")[1] if keyword == "required" and not error.path else error.path[0]
        if keyword == "required" and sent.get(field, "") is None:
            found.append((names.index(field), False, _code("type", document["properties"][field]["type"])))
            continue
        if "propertyNames" in error.schema_path:
            keyword = "propertyNames"
        code = _code(keyword, error.validator_value)
        if keyword == "const" and "x-no-effect" in document["properties"][field]:
            code = NOT_SERVED
        found.append((names.index(field), keyword != "type", code))
    if found:
        return min(found)[2]
    rules = document["properties"].items()
    long = any(len(given.get(name, "").encode()) > rule["x-maxBytes"] for name, rule in rules if "x-maxBytes" in rule)
    if long:
        return 400110
    wide = any(type(value) is int and not -(2**63) <= value < 2**64 for value in given.values())
    return CODES["integer"] if wide else 0


def _code(keyword, limit):
    if keyword == "type":
        return CODES[limit if isinstance(limit, str) else limit[0]]
    if keyword == "minimum" and limit == 0:
        return 400106
    return {"required": 400105, "minLength": 400110, "maxLength": 400110}.get(keyword, 400111)


def read_json(document, body):
    """The fields a schema knows; files come in forms only; some fields take JSON as text too."""
    given = {}
    for name, value in json.loads(body).items():
        rule = document["properties"].get(name)
        if rule is None or "contentEncoding" in rule:
            continue
        if rule.get("contentMediaType") == "application/json" and isinstance(value, str):
            value = _json(value)
        given[name] = value
    return given


def read_query(document, query):
    """The same from texts: each becomes what its type says if it can; nothing after the sign is not given."""
    given: dict[str, Any] = {}
    for name, _, text in (pair.partition("=") for pair in query.split("&")):
        rule = document["properties"].get(name)
        if rule is None or text == "":
            continue
        kind = rule.get("type")
        if kind == "array":
            values = [unquote(item.replace("+", " ")) for item in text.split(",")]
            values = values[0].split(",") if len(values) == 1 else values
            of_one = rule.get("items", {}).get("type")
            given[name] = given.get(name, []) + [_typed(value, of_one) for value in values if value]
            continue
        given[name] = _typed(unquote(text.replace("+", " ")), kind)
    return given


def _typed(text, kind):
    if kind == "integer" and re.fullmatch("-?[0-9]{1,399}", text):
        return int(text)
    if kind == "boolean" and text.lower() in ("true", "false", "1", "0"):
        return text.lower() in ("true", "1")
    return _json(text) if kind == "object" else text


def _json(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


# --- the requests ---


def spoiled(address):
    """A valid request with one field in turn left out or with another value; queries as texts."""
    base, properties = address.base(), address.operation.accept.properties
    for name in properties:
        without = {key: value for key, value in base.items() if key != name}
        yield without
        for value in QUERY_VALUES if address.by_query else JSON_VALUES:
            yield f"{address.query(without)}&{name}={value}" if address.by_query else {**without, name: value}


def test_a_valid_request_is_answered(world, address):
    refused = NEED_A_FILE.get(address.name, 0)
    answer = address.send(world, address.base())
    assert answer.status == (400 if refused else 200), answer.body
    world.check(answer, refused, may_change=address.writes)


def of_settings(address):
    """Whether an operation sets settings of channels, which refuses those that chatmock does not have."""
    return "profanity_filter" in (address.operation.accept.properties if address.operation.accept else ())


def test_a_spoiled_field_has_its_code(world, taking):
    document = taking.operation.accept.document
    validator = Validator(document, registry=REGISTRY)
    for given in spoiled(taking):
        if taking.by_query:
            values = read_query(document, given if isinstance(given, str) else taking.query(given))
        else:
            values = read_json(document, json.dumps(given))
        code = expected(validator, values)
        if code in (None, 0) and of_settings(taking):
            answer = taking.send(world, given)
            if answer.status == 501:  # a setting that chatmock does not have: refused loudly
                continue
            world.check(answer, code, may_change=taking.writes, about=given, look=taking.writes)
            continue
        world.check(taking.send(world, given), code, may_change=taking.writes, about=given, look=taking.writes)


def test_unknown_fields_are_ignored(world, address):
    unknown = {"colour": "red", "": "", "user id": "7", "__class__": "x"}
    told = []
    if of_settings(address):
        assert address.send(world, {**address.base(), **unknown}).status == 501
        return
    for more in (unknown, {}):
        answer = address.send(world, {**address.base(), **more})
        told.append((answer.status, address.name == "create_application" or answer.body))
        world.check(answer, 0, may_change=address.writes)
    assert told[0] == told[1]
