"""Reactions to messages."""

import pytest


@pytest.fixture
def said(ann, lunch):
    return ann.say(lunch)


def shown(user, dialog):
    return user.get("/chat/Message", chat_dialog_id=dialog)["items"][0]["reactions"]


def test_each_sees_ones_own_and_how_many_there_are(ann, bob, lunch, said):
    for one, emoji in ((ann, "👍"), (bob, "👍"), (bob, "🎉")):
        assert one.send("PUT", f"/chat/Message/{said}/reactions", {"add": emoji}).body == b""
    assert shown(ann, lunch) == {"own": ["👍"], "total": {"👍": 2, "🎉": 1}}
    assert shown(bob, lunch)["own"] == ["👍", "🎉"]
    assert ann.get(f"/chat/Message/{said}/reactions") == {"👍": [ann.id, bob.id], "🎉": [bob.id]}


def test_one_takes_back_what_one_added(ann, bob, lunch, said):
    line = f"/chat/Message/{said}/reactions"
    ann.put(line, add="👍")
    bob.put(line, remove="👍")
    ann.put(line, add="👍")
    assert shown(bob, lunch)["total"] == {"👍": 1}
    ann.put(line, remove="👍", add="🎉")
    assert shown(bob, lunch)["total"] == {"🎉": 1}
    ann.put(line, remove="🎉")
    assert shown(bob, lunch) is None and ann.get(line) == {}


def test_reactions_that_cannot_be(ann, cy, said):
    line = f"/chat/Message/{said}/reactions"
    assert ann.refusal("PUT", line, {}) == "blank"
    assert ann.refusal("PUT", line, {"add": "x" * 65}) == "too_long"
    assert cy.refusal("PUT", line, {"add": "👍"}) == cy.refusal("GET", line) == "forbidden"
    assert ann.refusal("PUT", "/chat/Message/none/reactions", {"add": "👍"}) == "not_found"


def test_whoever_listens_hears_what_changed(ann, said):
    heard = []
    ann.app.bus.on("message.reacted", lambda **facts: heard.append((facts["added"], facts["removed"])))
    for body in ({"add": "👍"}, {"add": "👍"}, {"remove": "x"}, {"remove": "👍", "add": "🎉"}):
        ann.put(f"/chat/Message/{said}/reactions", **body)
    assert heard == [("👍", ""), ("🎉", "👍")]
