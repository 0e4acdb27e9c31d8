"""Files in three steps, and their bytes."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest

from chatmock.core.texts import Texts, Upload

BYTES = bytes(range(256))
NOBODY = {"CB-Token": ""}


def announce(user, **more):
    answer = user.send("POST", "/blobs", {"blob": {"content_type": "image/png", "name": "soup.png", **more}})
    assert answer.status == 201
    return user.post("/blobs", blob={"content_type": "image/png", "name": "soup.png", **more})["blob"]


def upload(user, blob, content=BYTES, **instead):
    address = urlsplit(blob["blob_object_access"]["params"])
    fields = {**dict(parse_qsl(address.query)), "file": Upload("", "application/octet-stream", content), **instead}
    return user.send("POST", address.path, form=Texts(fields.items()), headers={})


@pytest.mark.parametrize("field", ["Content-Type", "acl", "success_action_status", "key"])
def test_an_upload_says_what_its_announcement_says(ann, field):
    answer = upload(ann, announce(ann), **{field: "other"})
    assert answer.status == 422 and json.loads(answer.body) == {"errors": {field: ["is invalid"]}}


@pytest.fixture
def blob(ann):
    """A whole private file of Ann's."""
    blob = announce(ann)
    upload(ann, blob)
    ann.put(f"/blobs/{blob['id']}/complete", blob={"size": 256})
    return blob


def test_its_announcement_says_where_it_goes(ann):
    blob = announce(ann)
    address = blob["blob_object_access"]
    fields = dict(parse_qsl(urlsplit(address["params"]).query))
    assert (blob["size"], blob["public"], address["object_access_type"]) == (None, False, "Write")
    assert (fields["key"], fields["Content-Type"], address["expires"]) == (
        blob["uid"],
        "image/png",
        "2026-11-21T13:00:00Z",
    )


def test_an_upload_answers_as_s3_does(ann):
    answer = upload(ann, announce(ann))
    assert (answer.status, answer.content_type) == (201, "application/xml") and b"<PostResponse>" in answer.body


def test_its_bytes_come_back_to_any_user_of_the_application(ann, bob, blob):
    for answer in (
        bob.send("GET", f"/blobs/{blob['uid']}"),
        bob.send("GET", f"/blobs/{blob['uid']}.json", headers={}, token=ann.token),
    ):
        assert (answer.status, answer.body, answer.content_type) == (200, BYTES, "image/png")


def test_a_private_file_needs_a_users_token(api, ann, blob):
    assert ann.refusal("GET", f"/blobs/{blob['uid']}", headers=NOBODY) == "no_token"
    assert ann.refusal("GET", f"/blobs/{blob['uid']}", headers={}, token="nobodys") == "no_session"
    assert api.refusal("GET", f"/blobs/{blob['uid']}") == "no_token"


def test_a_public_file_needs_none(ann):
    blob = announce(ann, public=True)
    upload(ann, blob)
    assert ann.refusal("GET", f"/blobs/{blob['uid']}", headers=NOBODY) == "missing"
    ann.post(f"/blobs/{blob['id']}/complete", size=256)
    assert ann.send("GET", f"/blobs/{blob['uid']}", headers=NOBODY).body == BYTES


def test_it_is_viewed_by_its_id(ann, blob):
    shown = ann.get(f"/blobs/{blob['id']}")["blob"]
    assert (shown["size"], shown["blob_status"]) == (256, "complete") and "blob_object_access" not in shown
    assert ann.refusal("GET", f"/blobs/{blob['id']}", headers=NOBODY) == "no_token"
    assert ann.refusal("GET", "/blobs/7") == ann.refusal("GET", "/blobs/none") == "missing"


def test_an_address_to_fetch_it_from(ann, blob):
    url = ann.get(f"/blobs/{blob['uid']}/object", download_url=1)["blob"]["blob_object_access"]["download_url"]
    assert ann.send("GET", f"{urlsplit(url).path}?{urlsplit(url).query}", headers={}).body == BYTES


def test_a_download_leads_to_it(ann, blob):
    answer = ann.send("GET", f"/blobs/{blob['uid']}/download")
    assert answer.status == 301 and answer.headers["Location"].endswith(f"/blobs/{blob['uid']}")


def test_steps_that_are_none(ann, bob):
    blob = announce(ann)
    line = f"/blobs/{blob['id']}/complete"
    assert ann.refusal("PUT", line, {"size": 1}) == "missing"
    assert upload(ann, blob, key="another").refusal.code == "invalid_value"
    assert upload(ann, blob).status == 201
    assert bob.refusal("PUT", line, {"size": 256}) == "forbidden"
    assert ann.refusal("PUT", line, {"size": 1}) == "invalid_value"
    ann.put(line)
    assert upload(ann, blob).refusal.code == "missing"


def test_a_form_without_a_file_is_refused(ann):
    blob = announce(ann)
    path = urlsplit(blob["blob_object_access"]["params"]).path
    assert ann.send("POST", path, form=Texts([("key", blob["uid"])]), headers={}).refusal.code == "blank"
    form = Texts([("key", "x"), ("file", Upload("", "image/png", b"x"))])
    assert ann.send("POST", "/upload/1/none", form=form).refusal.code == "missing"
    assert ann.send("POST", "/upload/9/none", form=form).refusal.code == "missing"


@pytest.mark.parametrize("missing", ["content_type", "name"])
def test_a_file_needs_a_name_and_a_kind(ann, missing):
    blob = {"content_type": "image/png", "name": "soup.png"}
    del blob[missing]
    assert ann.refusal("POST", "/blobs", {"blob": blob}) == "blank"


def test_one_lists_changes_and_removes_ones_own(ann, bob, blob):
    other = announce(ann)
    found = ann.get("/blobs", per_page=1)
    assert found["items"][0]["blob"]["id"] == other["id"] and found["total_entries"] >= 2
    assert bob.get("/blobs")["items"] == []
    line = f"/blobs/{blob['id']}"
    assert ann.put(line, blob={"name": "x.png", "tag_list": "a,b"})["blob"]["tags"] == "a,b"
    assert bob.refusal("PUT", line, {"blob": {"name": "x"}}) == bob.refusal("DELETE", line) == "forbidden"
    assert ann.send("DELETE", line).body == b""
    assert ann.refusal("GET", f"/blobs/{blob['uid']}") == "missing"


def test_a_uid_is_no_secret(ann, blob):
    assert blob["uid"] in str([entry.shown() for entry in ann.app.journal])
