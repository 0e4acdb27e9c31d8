"""Who listens to the SDK's chat, and hears nothing more; sessions handed over; functions under older names."""

from tests.connectycube.clients.js_sdk.test_chat import say


def test_a_session_is_handed_to_another_process(ann, bob):
    mine = bob("getSession")
    bob("setSession", ann("getSession"))
    assert bob("getSession")["user"]["login"] == "ann"
    bob("setSession", mine)
    assert bob("getSession")["user"]["login"] == "bob"


def test_listeners_come_and_go(ann, bob, group):
    bob("chat.addListener", "typing-message", {"event": "typing"})
    ann("chat.sendIsTypingStatus", group["_id"])
    assert bob.hears("typing") == [True, ann.id, group["_id"]]
    bob("chat.removeListener", "typing-message")
    ann("chat.sendIsTypingStatus", group["_id"])
    ann("chat.ping")
    assert bob.deaf_to("typing")
    bob("chat.addListener", "message", {"event": "message"})
    bob("chat.removeAllListeners")
    say(ann, group["_id"], group)
    ann("chat.ping")
    assert bob.deaf_to("message")
    bob("chat.addListener", "message", {"event": "message"})
    message_id = say(ann, group["_id"], group)
    assert bob.hears("message", ann.id)[1]["id"] == message_id


def test_a_public_dialog_under_its_older_names(ann, bob):
    square = ann("chat.dialog.create", {"type": 4, "name": "Square"})
    assert bob("chat.dialog.subscribeToPublic", square["_id"])["occupants_count"] == 2
    bob("chat.dialog.unsubscribeFromPublic", square["_id"])
    assert square["_id"] not in [one["_id"] for one in bob("chat.dialog.list")["items"]]


def test_a_reaction_is_exchanged(ann, bob, group):
    made = ann("chat.message.create", {"chat_dialog_id": group["_id"], "message": "soup"})
    bob("chat.addListener", "reactions-message", {"event": "reaction"})
    ann("chat.message.updateReaction", made["_id"], "👍")
    assert bob.hears("reaction", made["_id"])[3:5] == ["👍", None]
    ann("chat.message.updateReaction", made["_id"], "🍲", "👍")
    assert bob.hears("reaction", made["_id"])[3:5] == ["🍲", "👍"]
    assert bob("chat.message.listReactions", made["_id"]) == {"🍲": [ann.id]}
