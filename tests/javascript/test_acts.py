"""What people do in Python they do in JavaScript: each act, with each of its fields, and over a real server."""

import inspect
import json
import re

import pytest

from chatmock.serving import new_hub
from chatmock.testing import connectycube, sendbird, tencent
from chatmock.testing.clock import Clock
from chatmock.testing.faults import Faults
from chatmock.testing.journal import Journal
from chatmock.testing.webhooks import Webhooks
from tests.javascript.test_client import CLIENT

PAIRS = {
    "SendbirdUser": sendbird.Actor,
    "ConnectyCubeUser": connectycube.Actor,
    "TencentUser": tencent.Actor,
    "Sendbird": sendbird.Sendbird,
    "ConnectyCube": connectycube.ConnectyCube,
    "Tencent": tencent.Tencent,
    "Clock": Clock,
    "Faults": Faults,
    "Journal": Journal,
    "Webhooks": Webhooks,
}
ACTORS = [name for name in PAIRS if name.endswith("User")]
OTHERWISE = {"sessions": "settings", "count": "find", "struck_nowhere": "list"}
"""Methods that JavaScript has under another name, or as a part of another one."""
FIELDS = {
    "channel": {"channel_url"},
    "dialog": {"dialog_id"},
    "to": {"to", "place", "channel_url", "dialog_id", "group_id"},
    "group": {"group_id", "place"},
    "topic": {"place"},
    "command": {"command"},
}
"""Names of a field in JavaScript, where they are not those of Python alone."""
COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)


def declared():
    """The methods of each class of the declarations, with what they take; those of its base are its own."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (CLIENT / "types").glob("*.d.ts"))
    found, bases = {}, {}
    for name, base, body in re.findall(r"^export class (\w+)(?: extends (\w+))? \{\n(.*?)^\}", text, re.M | re.DOTALL):
        body = re.sub(r"^    constructor\(.*?\);$", "", COMMENT.sub("", body), flags=re.M | re.DOTALL)
        methods = re.findall(r"^    (\w+)(?:<.*?>)?\((.*?)\): \w", body, re.M | re.DOTALL)
        found[name], bases[name] = dict(methods), base
    for name in found:
        base = bases[name]
        while base in found:
            found[name] = {**found[base], **found[name]}
            base = bases[base]
    return found


DECLARED = declared()


def camel(name):
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def methods(kind):
    """The public methods of a class; those for async tests have no counterpart, because all are so in JavaScript."""
    members = inspect.getmembers(kind, inspect.isfunction)
    return {name: made for name, made in members if not name.startswith("_") and not name.endswith("_async")}


@pytest.mark.parametrize("name", PAIRS)
def test_every_method_has_its_counterpart(name):
    wanted = {camel(OTHERWISE.get(method, method)) for method in methods(PAIRS[name])}
    assert wanted - DECLARED[name].keys() == set()


@pytest.mark.parametrize("name", ACTORS)
def test_every_field_of_an_act_has_its_counterpart(name):
    for method, made in methods(PAIRS[name]).items():
        taken = set(re.findall(r"\w+", DECLARED[name][camel(method)]))
        fields = [field for field in inspect.signature(made).parameters if field != "self"]
        assert [field for field in fields if taken.isdisjoint(FIELDS.get(field, {field}))] == [], method


@pytest.mark.parametrize("provider", ["sendbird", "connectycube", "tencent"])
def test_every_verb_of_the_control_api_is_said(provider):
    source = (CLIENT / "src" / f"{provider}.js").read_text(encoding="utf-8")
    said = set(re.findall(r"\bdoes\('(\w+)'", source))
    assert set(new_hub().provider(provider).acts()) - said == set()


def test_every_act_is_done_over_a_server(run, chatmock):
    done = run("node", "acts.js", CHATMOCK_URL=chatmock.url)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told.pop("left") == []
    assert told == {
        "sendbird": {"unread": 1, "read": 0, "heard": ["hungry?"], "reactions": ["👍"]},
        "connectycube": {"unread": 1, "read": 0, "heard": True, "token": True, "reactions": ["👍"]},
        "tencent": {"unread": 1, "read": 0, "invited": 1, "joined": "JoinedSuccess", "heard": [True, 0]},
    }
