"""People of a test who are in the chat."""

import pytest

from chatmock.testing.control import ChatmockError


@pytest.fixture
def cube(chatmock):
    return chatmock.connectycube


def texts(actor):
    return [one["body"] for one in actor.received("message") if "body" in one]


def test_people_talk_type_read_and_join(cube):
    ann, bob = cube.user("ann"), cube.user("bob")
    lunch = cube.group(ann, bob)
    assert bob.connect(resource="phone").endswith("/phone")
    ann.connect()
    ann.says("hi", lunch)
    ann.types(lunch)
    ann.joins(lunch)
    bob.joins(lunch)
    assert texts(bob) == ["hi"] and bob.unread(lunch) == 1
    assert any("composing" in one for one in bob.received("message"))
    assert str(ann.id) in {one["from"].rpartition("/")[2] for one in bob.received("presence")}
    bob.reads(lunch)
    assert bob.unread() == 0


def test_somebody_loses_the_connection_and_resumes(cube):
    ann, bob = cube.user("ann"), cube.user("bob")
    private = cube.private(ann, bob)
    bob.connect()
    ann.says("one", private)
    bob.drop()
    ann.says("two", private)
    assert bob.received() == []
    bob.resumes()
    assert texts(bob) == ["two"]
    bob.drop()
    cube.clock.advance(minutes=6)
    with pytest.raises(ChatmockError, match="has none to resume"):
        bob.resumes()


def test_faults_and_the_journal_know_stanzas(cube):
    ann, bob = cube.user("ann"), cube.user("bob")
    lunch = cube.group(ann, bob)
    ann.connect()
    cube.faults.add("message", status=503)
    with pytest.raises(ChatmockError, match="503"):
        ann.types(lunch)
    ann.types(lunch)
    assert cube.journal.count("message", body={"type": "groupchat"}, direction="in") == 2


def test_what_cannot_be_is_said(cube):
    ann, bob = cube.user("ann"), cube.user("bob")
    lunch = cube.group(ann, bob)
    with pytest.raises(ChatmockError, match="connect"):
        ann.types(lunch)
    with pytest.raises(ChatmockError, match="connect"):
        ann.received()
    with pytest.raises(ChatmockError, match="resource"):
        ann.connect(resorce="phone")
    cube.faults.add("auth", status=500)
    with pytest.raises(ChatmockError, match="login of ann"):
        ann.connect()


def test_a_public_and_a_broadcast_dialog(cube):
    ann, bob = cube.user("ann"), cube.user("bob")
    square, news = cube.public(ann), cube.broadcast(ann)
    bob.joins(square)
    bob.connect()
    ann.says("all", square)
    ann.says("news", news)
    assert texts(bob) == ["all", "news"]
