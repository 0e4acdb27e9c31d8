"""Reactions of actors, on platforms of every kind; and a state as YAML."""

import http.client
from urllib.parse import urlsplit

import pytest

from chatmock.core.seed_text import values_of
from chatmock.testing import ChatmockError


@pytest.fixture(params=["sendbird", "connectycube"])
def talk(request, chatmock):
    """Two people, where they talk, and a message that one of them has said."""
    face = getattr(chatmock, request.param)
    alice, bob = face.user("alice"), face.user("bob")
    lunch = face.group(alice, bob)
    return face, bob, lunch, alice.says("Soup?", lunch)


def reactions(face):
    [one] = face.control("GET", "/conversations")["conversations"]
    return face.control("GET", f"/conversations/{one['id']}")["messages"][-1]["reactions"]


def test_an_actor_reacts_and_takes_it_back(talk):
    face, bob, lunch, said = talk
    bob.reacts("👍", said, lunch)
    [given] = reactions(face)
    assert (given["key"], len(given["people"])) == ("👍", 1)
    bob.reacts("👍", said, lunch, removes=True)
    assert reactions(face) == []


def test_a_reaction_to_no_message_is_refused(talk):
    face, bob, lunch, said = talk
    message_id = said.get("_id") or said["message_id"]
    with pytest.raises(ChatmockError):
        bob.reacts("👍", type(message_id)(10**9), lunch)
    with pytest.raises(ChatmockError, match="reaction is missing or empty"):
        bob.reacts("", said, lunch)
    assert reactions(face) == []


def test_a_message_of_another_dialog_is_refused(chatmock):
    ann, bob = chatmock.connectycube.user("ann"), chatmock.connectycube.user("bob")
    lunch, other = (chatmock.connectycube.group(ann, bob, name=name) for name in ("Lunch", "Other"))
    said = ann.says("Soup?", lunch)
    with pytest.raises(ChatmockError, match="a message of another dialog"):
        bob.reacts("👍", said, other)


def test_a_detail_that_an_act_does_not_take_is_refused(chatmock):
    alice = chatmock.sendbird.user("alice")
    lunch = chatmock.sendbird.group(alice)
    act = chatmock.sendbird.control
    with pytest.raises(ChatmockError, match="no field of reads 'text'"):
        act("POST", f"/conversations/{lunch}/acts", user="alice", verb="reads", text="Soup?")
    with pytest.raises(ChatmockError, match="message_id is missing or empty"):
        act("POST", f"/conversations/{lunch}/acts", user="alice", verb="reacts", reaction="👍")


def asked(chatmock, method, path, body=None, **headers):
    connection = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=10)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["Content-Type"], answer.read()
    finally:
        connection.close()


def test_a_state_is_told_as_yaml_and_taken_for_whom_the_query_names(chatmock):
    chatmock.sendbird.user("alice")
    path = f"/_chatmock/state?app={chatmock.sendbird.app_id}&provider=sendbird"
    status, kind, text = asked(chatmock, "GET", path, Accept="application/yaml")
    assert (status, kind) == (200, "application/yaml")
    assert values_of(text, "state")[0] == chatmock.sendbird.state
    text = text.replace(b"Alice", b"Alicia")
    assert asked(chatmock, "PUT", path, text, **{"Content-Type": "application/yaml"})[0] == 200
    assert chatmock.sendbird.state["users"][0]["nickname"] == "Alicia"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/yaml; q=1", "application/yaml"),
        ("application/yaml;q=0.9, application/json;q=0.5", "application/yaml"),
        ("application/json, application/yaml;q=0.5", "application/json"),
        ("application/json;q=0, */*", "application/yaml"),
        ("text/*", "text/yaml"),
    ],
)
def test_a_state_is_told_in_the_language_that_is_preferred(chatmock, accept, kind):
    status, told, text = asked(chatmock, "GET", f"/_chatmock/state?app={chatmock.sendbird.app_id}", Accept=accept)
    assert (status, told.partition(";")[0]) == (200, kind)
    assert values_of(text, "state")[0] == chatmock.sendbird.state


def test_a_query_that_names_nobody_is_refused_beside_yaml(chatmock):
    path = "/_chatmock/state?aplication=1"
    status, _, text = asked(chatmock, "PUT", path, b"users: []", **{"Content-Type": "application/yaml"})
    assert status == 404
    assert b"no query parameter 'aplication'" in text
