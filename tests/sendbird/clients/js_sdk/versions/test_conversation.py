"""One conversation with each version of the SDKs: the oldest and the newest of each line, all in ``scripts/test --long``.

Each step is seen at the other person's client and through the Platform API.
"""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.sendbird.clients.js_sdk.versions.pins import LATER, RUN


def step(name):
    """A test of a step, with each version that has it; what ran stands in the table of versions."""
    having = [sdk for sdk in RUN if sdk.since(name) is None]
    return lambda test: pytest.mark.step(name)(pytest.mark.parametrize("sdk", having, ids=str)(test))


@step("connect")
def test_who_connects_is_online(rest, two):
    assert [rest("GET", f"/users/{user_id}")["is_online"] for user_id in ("alice", "bob")] == [True, True]


@step("channel")
def test_a_channel_is_in_the_others_list(rest, two, lunch, path):
    assert two[1]("channels") == [lunch]
    members = rest("GET", f"{path}?show_member=true")["members"]
    assert [member["user_id"] for member in members] == ["alice", "bob"]


@step("text")
def test_a_text_is_sent(two, lunch, texts):
    sent = two[0]("say_text", channel=lunch, text="Soup at noon? 🍲")
    assert two[1].heard("message") == sent == {**sent, "text": "Soup at noon? 🍲", "sender": "alice"}
    assert texts() == ["Soup at noon? 🍲"]


@step("params")
def test_a_message_is_sent_by_its_parameters(two, lunch, texts):
    sent = two[0]("say_params", channel=lunch, text="Soup at noon? 🍲")
    assert two[1].heard("message") == sent == {**sent, "text": "Soup at noon? 🍲", "sender": "alice"}
    assert texts() == ["Soup at noon? 🍲"]


@step("receive")
def test_what_the_backend_sends_is_received(rest, two, path):
    sent = rest("POST", f"{path}/messages", message_type="MESG", user_id="bob", message="From elsewhere")
    wanted = {"id": sent["message_id"], "text": "From elsewhere", "sender": "bob"}
    assert two[0].heard("message") == wanted


@step("edit")
def test_an_edit_reaches_the_other(two, lunch, said, texts):
    two[0]("edit", channel=lunch, id=said, text="Soup at one?")
    assert two[1].heard("updated") == {"id": said, "text": "Soup at one?", "sender": "alice"}
    assert texts() == ["Soup at one?"]


@step("delete")
def test_a_deletion_reaches_the_other(two, lunch, said, texts):
    two[0]("remove", channel=lunch, id=said)
    assert str(two[1].heard("deleted")["id"]) == str(said)
    assert texts() == []


@step("list")
def test_what_was_said_is_listed(two, lunch, said, texts):
    answer = two[1]("say_params", channel=lunch, text="yes")
    two[0].heard("message", id=answer["id"])
    both = [found["text"] for found in two[0]("history", channel=lunch)]
    assert both == [found["text"] for found in two[1]("history", channel=lunch)] == texts() == ["Soup at noon?", "yes"]


@step("read")
def test_a_read_message_is_marked_for_its_sender(rest, two, lunch, said, path):
    assert two[0]("unread", channel=lunch, id=said) == 1
    two[1]("read", channel=lunch)
    two[0].heard("read", channel=lunch)
    assert two[0]("unread", channel=lunch, id=said) == 0
    assert rest("GET", "/users/bob/unread_count")["unread_count"] == 0


@step("typing")
def test_who_types_is_shown_until_the_end(chatmock, two, lunch):
    two[1]("type", channel=lunch)
    assert two[0].heard("typing") == {"users": ["bob"]}
    two[1]("stop", channel=lunch)
    assert two[0].heard("typing") == {"users": []}


@step("reaction")
def test_a_reaction_reaches_the_other(rest, two, lunch, said, path):
    two[1]("react", channel=lunch, id=said, key="smile")
    assert two[0].heard("reaction") == {"id": said, "key": "smile", "user": "bob"}
    [reaction] = rest("GET", f"{path}/messages/{said}?include_reactions=true")["reactions"]
    assert (reaction["key"], reaction["user_ids"]) == ("smile", ["bob"])


@step("leave")
def test_who_leaves_is_gone_for_the_other(rest, two, lunch, path):
    two[1]("leave", channel=lunch)
    assert two[0].heard("left") == {"user": "bob"} and two[1]("channels") == []
    assert [member["user_id"] for member in rest("GET", f"{path}?show_member=true")["members"]] == ["alice"]


ASKED = {"text": ("say_text", {"text": "hi"}), "reaction": ("react", {"key": "smile"})}
"""How a step is asked for."""


@pytest.mark.parametrize(
    ("sdk", "lacking"),
    [pytest.param(sdk, name, id=f"{sdk} {name}") for sdk in RUN for name in LATER if sdk.since(name) is not None],
)
def test_a_step_that_a_version_lacks_is_refused_and_changes_nothing(
    rest, two, lunch, said, path, sdk, lacking, record_property
):
    before = rest("GET", f"{path}/messages?message_ts=0&next_limit=0&include_reactions=true")
    with pytest.raises(Refused):
        two[0](ASKED[lacking][0], channel=lunch, id=said, **ASKED[lacking][1])
    assert rest("GET", f"{path}/messages?message_ts=0&next_limit=0&include_reactions=true") == before
    record_property("client lacks", f"{sdk} {lacking} {sdk.since(lacking)}")
