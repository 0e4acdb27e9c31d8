"""Each servcmd of Tencent Chat that acts has a schema of its answer, closed in all its parts; under strict it is held to."""

import orjson
import pytest

from chatmock.core.hub import Hub
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.socket.answers import answer_of
from chatmock.providers.tencent.socket.declined import DECLINED
from chatmock.serving import new_hub

PROVIDER = Tencent()
ACTING = {name: one for name, one in PROVIDER.api.commands.items() if name not in DECLINED}
SCHEMAS = sorted({one.returns for one in ACTING.values() if one.returns})
OPEN = {"recentcontact.batch_delete.answer": {"ResultItem"}}
"""Objects that a client sends, and gets back as they were; elements of messages are such everywhere."""


def new_app(hub: Hub):
    app = PROVIDER.create(1_400_000_001, secret_key="k" * 64, admin="administrator", seed="answers")
    hub.add(app)
    return app


def open_objects(document, name=""):
    """Objects inside a schema, and inside those it refers to, that take any other key."""
    if isinstance(document, list):
        return [found for item in document for found in open_objects(item, name)]
    if not isinstance(document, dict):
        return []
    found = [name] if "properties" in document and document.get("additionalProperties") is not False else []
    for key, rule in document.get("properties", {}).items():
        found += open_objects(rule, key)
    if "$ref" in document:
        found += open_objects(PROVIDER.api.schemas.referred(document["$ref"]), name)
    return found + open_objects([document.get("items"), document.get("anyOf")], name)


def test_each_command_that_acts_has_a_schema_of_its_answer():
    assert [name for name, one in ACTING.items() if not one.returns] == []
    assert len(ACTING) > 100


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_answer_has_nothing_that_its_schema_does_not_name(name):
    found = set(open_objects(PROVIDER.api.schemas[name].document))
    assert found - {"MsgBody"} == OPEN.get(name, set())


def test_what_breaks_a_schema_is_told_under_strict_and_is_not_looked_for_else():
    for strict in (True, False):
        hub = new_hub(strict=strict)
        app = new_app(hub)
        given = {"ReadTime": [0], "Later": orjson.Fragment(b"1")}
        assert answer_of(app, "openim.get_peer_read_time", given)["ReadTime"] == [0]
        said = "the answer to openim.get_peer_read_time breaks its schema openim.get_peer_read_time.answer: (top): "
        assert [one.startswith(said) and "Later" in one for one in hub.broken] == [True] * strict


def test_an_answer_that_has_all_and_no_more_is_good():
    hub = new_hub(strict=True)
    app = new_app(hub)
    for name, one in ACTING.items():
        assert one.result is not None
        for example in one.result.document["examples"]:
            answer_of(app, name, example)
    assert hub.broken == []
