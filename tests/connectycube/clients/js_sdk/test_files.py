"""ConnectyCube's JavaScript SDK and files: in one call and step by step, their bytes come back to somebody else."""

import json
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlsplit
from urllib.request import urlopen

import pytest

from tests.connectycube.clients.js_sdk.client import step
from tests.sendbird.clients.js_sdk.client import Refused

BYTES = bytes([0, 255, 1, 2, 3])


def read(address):
    with urlopen(address) as answer:
        return answer.read()


@pytest.fixture
def file(ann):
    """A private file of Ann's."""
    kind = "application/octet-stream"
    content = {"bytes": [*BYTES]}
    about = {"file": content, "name": "a.bin", "type": kind, "size": len(BYTES), "public": False}
    return ann("storage.createAndUpload", about)


@step("file")
def test_bytes_of_a_file_come_back(ann, bob, file):
    assert ann("storage.getInfo", file["id"])["blob"]["size"] == 5
    assert {read(one("storage.privateUrl", file["uid"])) for one in (ann, bob)} == {BYTES}
    shown = bob("storage.getFileObject", file["uid"])["blob"]
    assert read(shown["blob_object_access"]["download_url"]) == BYTES
    with pytest.raises(HTTPError, match="401"):
        read(ann("storage.publicUrl", file["uid"]))


def test_a_public_file_is_uploaded_step_by_step(ann, bob):
    blob = ann("storage.create", {"name": "b.txt", "content_type": "text/plain", "public": True})["blob"]
    where = urlsplit(blob["blob_object_access"]["params"])
    form = {**dict(parse_qsl(where.query)), "file": {"bytes": [*BYTES]}}
    assert blob["uid"] in ann("storage.upload", {"url": where._replace(query="").geturl(), "data": form})
    with pytest.raises(HTTPError, match="404"):
        read(bob("storage.publicUrl", blob["uid"]))
    ann("storage.markUploaded", {"id": blob["id"], "size": len(BYTES)})
    assert read(bob("storage.publicUrl", blob["uid"])) == BYTES


def test_a_text_is_fetched_by_the_sdk_itself(ann, bob):
    content = {"bytes": [*b'{"soup": 1}']}
    about = {"file": content, "name": "c.json", "type": "application/json", "size": 11, "public": True}
    file = ann("storage.createAndUpload", about)
    assert bob("storage.getFile", file["uid"]) == {"soup": 1}


def test_files_are_listed_and_deleted(ann, bob, file):
    assert file["id"] in [row["blob"]["id"] for row in ann("storage.list", {})["items"]]
    ann("storage.delete", file["id"])
    with pytest.raises(Refused, match="404"):
        ann("storage.getInfo", file["id"])
    with pytest.raises(HTTPError, match="404"):
        read(bob("storage.privateUrl", file["uid"]))


def test_a_new_name_is_not_sent_by_this_version(ann, file):
    """The SDK forgets to say PUT: it asks for the file, and what it gets has the old name."""
    assert ann("storage.update", {"id": file["id"], "name": "new.bin"})["blob"]["name"] == "a.bin"


def test_what_a_push_says(ann, bob, control):
    text = json.dumps({"message": "Soup!"})
    message = ann("pushnotifications.base64Encode", text)
    about = {"notification_type": "push", "environment": "development", "message": message, "user": {"ids": [bob.id]}}
    ann("pushnotifications.events.create", about)
    [event] = control("GET", "/journal", operation="create_event")["entries"][-1:]
    assert message in json.dumps(event)
