"""Files uploaded before they are sent."""

import json

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.texts import Texts, Upload

PICTURE = Upload("a.png", "image/png", b"picture")


def test_an_uploaded_file_is_answered_with_its_address(api, lunch):
    done = api.client("alice").upload("POST", "/storage/file", file=PICTURE, channel_url=lunch)
    assert (done["file_size"], done["file_name"], done["require_auth"], done["thumbnails"]) == (7, "a.png", False, [])
    path = "/v3/storage/" + done["url"].split("/storage/")[1]
    assert dispatch(api.hub, Request("GET", path)).body == b"picture"


def test_thumbnails_are_the_picture_in_the_sizes_asked_for(api, alice):
    done = api.upload("POST", "/storage/file", file=PICTURE, thumbnail1="100,50", thumbnail2="20,10")
    assert [(row["width"], row["height"]) for row in done["thumbnails"]] == [(100, 50), (20, 10)]
    assert {row["url"] for row in done["thumbnails"]} == {done["url"]}


def test_it_is_said_that_they_are_no_smaller(api):
    form = Texts([("file", PICTURE), ("thumbnail1", "1,1")])
    assert "no thumbnails" in api.send("POST", "/storage/file", form=form).headers["X-Chatmock-Hint"]


@pytest.mark.parametrize(("form", "code"), [([], 400105), ([("file", PICTURE), ("thumbnail1", "big")], 400111)])
def test_what_is_no_upload_is_refused(api, form, code):
    assert json.loads(api.send("POST", "/storage/file", form=Texts(form)).body)["code"] == code


def test_thumbnails_travel_with_a_message(api, lunch):
    body = {"url": "https://x.test/a.png", "thumbnails": [{"url": "https://x.test/s.png", "width": 5}]}
    message = api.post(f"/group_channels/{lunch}/messages", message_type="FILE", user_id="bob", **body)
    assert message["thumbnails"] == body["thumbnails"]


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "image/png", "video/mp4"])
def test_no_file_can_act_as_a_page_of_the_server(api, kind):
    done = api.upload("POST", "/storage/file", file=Upload("a", kind, b"<script>"))
    answer = dispatch(api.hub, Request("GET", "/v3/storage/" + done["url"].split("/storage/")[1]))
    assert (answer.headers["Content-Security-Policy"], answer.headers["X-Content-Type-Options"]) == (
        "sandbox",
        "nosniff",
    )
    assert (answer.content_type, answer.body) == (kind, b"<script>")
