"""Tencent Chat's web SDKs, as their packages have them for browsers, in two windows of headless Chromium."""

import json
import struct
import zlib

import pytest

from tests.tencent.clients.js_sdk.client import HERE, message_id

VERSIONS = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]


def test_messages_go_both_ways(windows, package):
    ann, bob = windows
    assert ann.about == {"version": VERSIONS[package]}
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


def png(width, height):
    """A picture, all of it black."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def sends(windows, method, data, to="bob", **file):
    """Ann sends a file; gives the payload as Bob hears it."""
    ann, bob = windows
    kind = "C2C" if to == "bob" else "GROUP"
    given = {"to": to, "conversationType": kind, "payload": {"file": {"bytes": [*data], **file}}}
    return bob.receives(ann("sendMessage", message_id(ann(method, given)))["message"])["payload"]


@pytest.mark.parametrize("field", [False, True], ids=["File", "field"])
def test_a_file_is_uploaded_and_its_bytes_come_back(windows, field):
    data = bytes(range(256)) * 20
    heard = sends(windows, "createFileMessage", data, name="list 1.bin", type="text/plain", field=field)
    assert (heard["fileName"], heard["fileSize"]) == ("list 1.bin", len(data))
    assert windows[1].reads(heard["fileUrl"]) == data


@pytest.mark.parametrize("windows", ["wss"], indirect=True)
def test_a_picture_comes_with_its_size(windows):
    """The SDK reads pictures by https alone, whatever their address was (client)."""
    data = png(30, 20)
    heard = sends(windows, "createImageMessage", data, name="soup.png", type="image/png")
    original = heard["imageInfoArray"][0]
    assert (original["width"], original["height"], original["size"]) == (30, 20, len(data))
    assert all(windows[1].reads(row["imageUrl"]) == data for row in heard["imageInfoArray"])


def test_a_recording_comes_with_its_seconds(windows):
    data = b"RIFF" + bytes(200)
    heard = sends(windows, "createAudioMessage", data, name="hello.mp3", type="audio/mpeg", duration=3200)
    assert (heard["size"], heard["second"]) == (len(data), 3)
    assert windows[1].reads(heard["url"]) == data


def test_a_film_comes_to_a_group(windows):
    ann, _ = windows
    made = ann("createGroup", {"name": "Lunch", "type": "Public", "memberList": [{"userID": "bob"}]})
    data = b"\0\0\0\x18ftypmp42" + bytes(5000)
    group = made["group"]["groupID"]
    heard = sends(windows, "createVideoMessage", data, to=group, name="a.mp4", type="video/mp4", duration=2)
    assert heard["videoSize"] == len(data)
    assert windows[1].reads(heard["videoUrl"]) == data
