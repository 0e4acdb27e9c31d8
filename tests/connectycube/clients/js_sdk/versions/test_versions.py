"""Versions 3.35, 4.7 and 5.0 of ConnectyCube's JavaScript SDK: one conversation of two people, by https and wss."""

import ssl
from urllib.request import urlopen

import pytest

from tests.connectycube.clients.js_sdk.test_chat import HISTORY, history
from tests.connectycube.clients.js_sdk.test_files import BYTES


def say(who, to, dialog, text):
    """Send a message whose delivery these versions tell by themselves."""
    kind = "chat" if isinstance(to, int) else "groupchat"
    extension = {**HISTORY, "dialog_id": dialog["_id"]}
    return who("chat.send", to, {"type": kind, "body": text, "extension": extension, "markable": 1})


@pytest.fixture(params=["private", "group"])
def talk(request, ann, bob):
    """A dialog, and where Ann sends to."""
    dialog = request.getfixturevalue(request.param)
    return dialog, bob.id if request.param == "private" else dialog["_id"]


@pytest.mark.step("message", "receive", "delivery", "read", "list")
def test_messages_are_heard_delivered_and_read(ann, bob, talk):
    dialog, to = talk
    message_id = say(ann, to, dialog, "Soup & <bread>?")
    assert bob.hears("onMessageListener", ann.id)[1]["body"] == "Soup & <bread>?"
    about = [message_id, dialog["_id"], bob.id]
    assert ann.hears("onDeliveredStatusListener", message_id) == about
    bob("chat.sendReadStatus", {"messageId": message_id, "userId": ann.id, "dialogId": dialog["_id"]})
    assert ann.hears("onReadStatusListener", message_id) == about
    assert history(bob, dialog)[-1] == "Soup & <bread>?"
    say(bob, ann.id if to == bob.id else to, dialog, "Yes!")
    assert ann.hears("onMessageListener", bob.id)[1]["body"] == "Yes!"


@pytest.mark.step("edit", "delete")
def test_a_message_is_edited_and_deleted(ann, bob, talk):
    dialog, to = talk
    message_id = say(ann, to, dialog, "helo")
    about = {"to": to, "dialogId": dialog["_id"]}
    ann("chat.editMessage", {**about, "originMessageId": message_id, "body": "hello", "last": True})
    assert bob.hears("onMessageUpdateListener", message_id)[2] == "hello"
    ann("chat.deleteMessage", {**about, "messageId": message_id})
    assert bob.hears("onMessageDeleteListener", message_id) == [message_id, dialog["_id"], ann.id]
    assert "hello" not in history(bob, dialog)


@pytest.mark.step("typing")
def test_typing_is_heard(ann, bob, talk):
    _, to = talk
    ann("chat.sendIsTypingStatus", to)
    assert bob.hears("onMessageTypingListener", True, ann.id)
    ann("chat.sendIsStopTypingStatus", to)
    assert bob.hears("onMessageTypingListener", False, ann.id)


def test_system_messages_are_heard(ann, bob):
    ann("chat.sendSystemMessage", bob.id, {"extension": {"action": "refresh"}})
    assert bob.hears("onSystemMessageListener")[0]["extension"]["action"] == "refresh"


@pytest.mark.step("file")
def test_bytes_of_a_file_come_back(ann, bob, ca):
    about = {"file": {"bytes": [*BYTES]}, "name": "a.bin", "type": "application/octet-stream", "size": len(BYTES)}
    address = bob("storage.privateUrl", ann("storage.createAndUpload", about)["uid"])
    with urlopen(address, context=ssl.create_default_context(cafile=ca)) as answer:
        assert answer.read() == BYTES


@pytest.mark.step("connect")
def test_who_goes_and_comes(ann, bob):
    ann("chat.subscribeToUserLastActivityStatus", bob.id)
    ann("chat.ping")
    bob("chat.disconnect")
    assert ann.hears("onLastUserActivityListener", bob.id, 1)
    bob.connects()
    assert ann.hears("onLastUserActivityListener", bob.id, 0)


@pytest.mark.step("reconnect")
def test_it_comes_back_by_itself_after_a_loss(ann, bob, private):
    bob.process("lose")
    bob.hears("onReconnectListener")
    bob("chat.ping")
    say(ann, bob.id, private, "are you back?")
    while bob.hears("onMessageListener", ann.id)[1]["body"] != "are you back?":
        pass
