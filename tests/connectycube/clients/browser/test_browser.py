"""ConnectyCube's JavaScript SDK 6.1.2, as its package has it for browsers, in two windows of headless Chromium."""

import json

import pytest

from tests.connectycube.clients.js_sdk import test_chat
from tests.connectycube.clients.js_sdk.client import HERE

VERSION = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["connectycube"]


@pytest.fixture(params=[2, 3], ids=["group", "private"])
def dialog(request, ann, bob):
    name = {"name": "lunch"} if request.param == 2 else {}
    return ann("chat.dialog.create", {"type": request.param, "occupants_ids": [bob.id], **name})


def test_messages_go_both_ways_with_what_became_of_them(ann, bob, dialog):
    assert ann.about == {"version": VERSION, "platform": "browser"}
    for author, other in ((ann, bob), (bob, ann)):
        to = dialog["_id"] if dialog["type"] == 2 else other.id
        author("chat.sendIsTypingStatus", to)
        assert other.hears("onMessageTypingListener", True, author.id)
        message_id = test_chat.say(author, to, dialog, "Soup & <bread>? 🍲")
        assert author.hears("onSentMessageCallback")[1]["id"] == message_id
        message = other.hears("onMessageListener", author.id)[1]
        assert (message["id"], message["body"]) == (message_id, "Soup & <bread>? 🍲")
        about = [message_id, dialog["_id"], other.id]
        assert author.hears("onDeliveredStatusListener", message_id) == about
        other("chat.sendReadStatus", {"messageId": message_id, "userId": author.id, "dialogId": dialog["_id"]})
        assert author.hears("onReadStatusListener", message_id) == about
        author("chat.sendIsStopTypingStatus", to)
        assert other.hears("onMessageTypingListener", False, author.id)
    assert [one["read"] for one in bob("chat.message.list", {"chat_dialog_id": dialog["_id"]})["items"]] == [1, 1]


def test_a_file_is_uploaded_and_sent(ann, bob):
    dialog = ann("chat.dialog.create", {"type": 3, "occupants_ids": [bob.id]})
    text = "tomatoes, bread"
    file = {"file": text, "name": "list.txt", "type": "text/plain", "size": len(text), "public": False}
    uid = ann("storage.createAndUpload", file)["uid"]
    test_chat.say(ann, bob.id, dialog, "the list", attachments=[{"type": "file", "uid": uid}])
    [attachment] = bob.hears("onMessageListener", ann.id)[1]["extension"]["attachments"]
    assert bob.reads(bob("storage.privateUrl", attachment["uid"])) == text


def test_what_is_on_another_machine_is_refused_and_told(browser, ann):
    with pytest.raises(Exception, match="Failed to fetch"):
        ann.reads("http://chat.example/")
    troubles = browser("close")
    assert troubles[0] == "ann went to http://chat.example/" and "chat.example" in "".join(troubles[1:])
