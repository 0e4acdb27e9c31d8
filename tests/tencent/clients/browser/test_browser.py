"""Tencent Chat's web SDK 3.6.6, as its package has it for browsers, in two windows of headless Chromium."""

import json

from tests.tencent.clients.js_sdk.client import HERE, message_id

VERSION = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["@tencentcloud/chat"]


def test_messages_go_both_ways(windows):
    ann, bob = windows
    assert ann.about == {"version": VERSION}
    for author, other in ((ann, bob), (bob, ann)):
        base = {"to": str(other), "conversationType": "C2C"}
        made = author("createTextMessage", {**base, "payload": {"text": "Soup & <bread>? 🍲"}})
        sent = author("sendMessage", message_id(made))["message"]
        assert other.receives(sent)["payload"]["text"] == "Soup & <bread>? 🍲"
    group = ann("createGroup", {"name": "Lunch", "type": "Public", "memberList": [{"userID": "bob"}]})["group"][
        "groupID"
    ]
    made = bob("createTextMessage", {"to": group, "conversationType": "GROUP", "payload": {"text": "in the group"}})
    assert ann.receives(bob("sendMessage", message_id(made))["message"])["to"] == group
    ann("setMessageRead", {"conversationID": "C2Cbob"})
    bob.hears("MESSAGE_READ_BY_PEER")


def test_a_file_is_uploaded_and_its_bytes_come_back(windows):
    ann, bob = windows
    file = {"content": "tomatoes, bread", "name": "list.txt", "type": "text/plain"}
    made = ann("createFileMessage", {"to": "bob", "conversationType": "C2C", "payload": {"file": file}})
    sent = ann("sendMessage", message_id(made))["message"]
    heard = bob.receives(sent)["payload"]
    assert (heard["fileName"], heard["fileSize"]) == ("list.txt", 15)
    assert bob.reads(heard["fileUrl"]) == "tomatoes, bread"
