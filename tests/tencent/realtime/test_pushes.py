"""What is pushed: each event has a schema of its own, and what breaks it is told under ``strict``."""

from copy import deepcopy

import pytest

from chatmock.providers.tencent.api import schemas
from chatmock.providers.tencent.socket import pushes
from tests.tencent.conftest import new_api


@pytest.fixture
def told():
    """What an application has reported."""
    app = new_api().app
    found: list[str] = []
    app.report = found.append
    return app, found


@pytest.mark.parametrize("number", pushes.SCHEMAS)
def test_a_push_that_breaks_its_schema_is_reported(told, number):
    app, found = told
    schema = schemas[pushes.SCHEMAS[number]]
    for example in schema.document["examples"]:
        pushes.check(app, schema.name, example)
    assert found == []
    pushes.check(app, schema.name, {"Event": number})
    pushes.check(app, schema.name, {**schema.document["examples"][0], "Further": 1})
    pushes.check(app, schema.name, {**schema.document["examples"][0], "Event": 0})
    assert len(found) == 3 and all(f"breaks its schema {schema.name}: " in one for one in found)


@pytest.mark.parametrize(
    ("name", "missing"),
    [("message.tip", "List_Account"), ("message.notice", "RemarkInfo"), ("push.friends", "FriendAdd_Account")],
)
def test_what_was_done_says_what_belongs_to_it(name, missing):
    example = deepcopy(schemas[name].document["examples"][0])
    assert schemas[name].check(example) == []
    del (example["FriendListMod"][0] if name == "push.friends" else example)[missing]
    assert schemas[name].check(example) != []
