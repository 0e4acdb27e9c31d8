"""Exports of data: registered, carried out by the clock, their files fetched."""

import csv
import io
import json
from urllib.parse import urlsplit

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from tests.sendbird.conftest import new_api

ALL = {"start_ts": 0, "end_ts": 4_102_444_800_000}


@pytest.fixture(autouse=True)
def still(api):
    api.app.clock.freeze("2026-11-28T12:00:00Z")


def fetched(api, url):
    """The file at an address, asked for without a token."""
    answer = dispatch(api.hub, Request("GET", urlsplit(url).path))
    return answer.body.decode() if answer.status == 200 else None


def export(api, kind, **more):
    """An export, once it is done, and what its file says."""
    made = api.post(f"/export/{kind}", **{**ALL, **more})
    assert (made["status"], made["file"]) == ("scheduled", {})
    api.app.clock.advance(seconds=1)
    done = api.get(f"/export/{kind}/{made['request_id']}")
    assert done["status"] == "done"
    text = fetched(api, done["file"]["url"])
    return done, text if more.get("format") == "csv" else json.loads(text)


def test_messages_are_exported(api, lunch):
    for text in ("Soup?", "Stew?"):
        api.say("alice", lunch, text)
    _, rows = export(api, "messages", timezone="Asia/Tokyo")
    assert [row["message"] for row in rows] == ["Soup?", "Stew?"]
    assert rows[0]["user"]["user_id"] == "alice" and rows[0]["time"].startswith("2026-11-28T21:00:00")


def test_messages_are_chosen_by_sender_channel_and_time(api, lunch, alice, bob):
    other = api.group(alice)
    for who, channel, text in ((alice, lunch, "a"), (bob, lunch, "b"), (alice, other, "c")):
        api.say(who, channel, text)
        api.app.clock.advance(minutes=1)

    def texts(**more):
        return sorted(row["message"] for row in export(api, "messages", **more)[1])

    assert texts(sender_ids=[bob]) == ["b"] and texts(exclude_sender_ids=[bob]) == ["a", "c"]
    assert texts(channel_urls=[other.upper()]) == ["c"] and texts(exclude_channel_urls=[other]) == ["a", "b"]
    assert texts(sender_ids=[bob], neighboring_message_limit=1) == ["a", "b"]
    assert texts(end_ts=api.app.clock.now() - 3 * 60_000 - 30_000) == []


def test_channels_are_exported_with_what_is_asked_for(api, lunch):
    api.post(f"/group_channels/{lunch}/metadata", metadata={"place": "roof"})
    api.open(channel_url="lobby")
    _, rows = export(api, "channels", show_channel_metadata=True, show_read_receipt=True)
    by_url = {row["channel_url"]: row for row in rows}
    assert by_url[lunch]["metadata"] == {"place": "roof"} and set(by_url[lunch]["read_receipt"]) == {"alice", "bob"}
    assert "members" not in by_url["lobby"]
    assert "metadata" not in export(api, "channels")[1][0]


def test_users_are_exported(api, alice, bob):
    assert [row["user_id"] for row in export(api, "users")[1]] == [alice, bob]
    assert [row["user_id"] for row in export(api, "users", user_ids=[bob])[1]] == [bob]


def test_a_csv_file_has_its_columns_first(api, lunch):
    api.say("alice", lunch, 'Soup; "hot"?')
    _, text = export(api, "messages", format="csv", csv_delimiter=";")
    [row] = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["message"], json.loads(row["user"])["user_id"]) == ('Soup; "hot"?', "alice")


def test_a_file_lasts_a_week(api, alice):
    # ruled
    done, _ = export(api, "users")
    api.app.clock.advance(days=7)
    assert fetched(api, done["file"]["url"]) is None
    assert api.get(f"/export/users/{done['request_id']}")["file"] == {}


def test_exports_are_listed(api):
    made = [api.post("/export/users", **ALL)["request_id"] for _ in range(3)]
    api.post("/export/messages", **ALL)
    rows = api.walk("/export/users", "exported_data", limit=2)
    assert [row["request_id"] for row in rows] == made[::-1]


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        ("bots", ALL, 400111),
        ("users", {"start_ts": 2, "end_ts": 1}, 400111),
        ("users", {"start_ts": 2}, 400105),
        ("users", {**ALL, "timezone": "Mars/Base"}, 400111),
        ("users", {**ALL, "format": "xml"}, 400111),
        ("users", {**ALL, "csv_delimiter": "\n"}, 400111),
    ],
)
def test_what_cannot_be_exported_is_refused(api, kind, body, code):
    assert api.refusal("POST", f"/export/{kind}", body)[0] == code


def test_an_export_of_another_kind_is_not_found(api):
    made = api.post("/export/users", **ALL)
    assert api.refusal("GET", f"/export/messages/{made['request_id']}")[0] == 400201


def test_what_waits_is_carried_out_in_another_process(api, alice):
    made = api.post("/export/users", **ALL)
    other = new_api(api.app.provider.dump(api.app))
    for one in (api, other):
        one.app.clock.advance(seconds=1)
    assert other.get(f"/export/users/{made['request_id']}")["status"] == "done"
    assert other.app.provider.dump(other.app) == api.app.provider.dump(api.app)


# --- data protection ---


def request(api, **body):
    made = api.post("/privacy/gdpr", **body)
    api.app.clock.advance(seconds=1)
    return api.get(f"/privacy/gdpr/{made['request_id']}")


def test_a_users_data_is_handed_out(api, lunch):
    api.say("alice", lunch, "Soup?"), api.say("bob", lunch, "No.")
    done = request(api, action="access", user_id="alice")
    data = json.loads(fetched(api, done["files"]["url"]))
    assert (done["status"], data["user"]["user_id"], data["channels"]) == ("done", "alice", [lunch])
    assert [message["message"] for message in data["messages"]] == ["Soup?"]


@pytest.mark.parametrize(("option", "left"), [("do_not_delete", 2), ("1_on_1", 1), ("all", 0)])
def test_users_are_deleted_with_their_channels_as_wanted(api, alice, bob, carol, option, left):
    api.group(alice, bob), api.group(alice, bob, carol)
    done = request(api, action="delete", user_ids=[alice], channel_delete_option=option)
    assert done["status"] == "done" and api.refusal("GET", "/users/alice")[0] == 400201
    assert len(api.get("/group_channels", show_empty=True)["channels"]) == left


def test_a_request_that_waits_is_canceled(api, alice):
    made = api.post("/privacy/gdpr", action="delete", user_ids=[alice])
    assert api.delete(f"/privacy/gdpr/{made['request_id']}") == {}
    api.app.clock.advance(seconds=9)
    assert api.get("/users/alice")["user_id"] == alice and api.get("/privacy/gdpr")["requests"] == []
    done = request(api, action="access", user_id=alice)
    assert api.refusal("DELETE", f"/privacy/gdpr/{done['request_id']}")[0] == 400108


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"action": "access"}, 400105),
        ({"action": "delete"}, 400105),
        ({"action": "delete", "user_ids": ["nobody"]}, 400201),
        ({"action": "access", "user_id": "nobody"}, 400201),
        ({"action": "forget", "user_id": "alice"}, 400111),
    ],
)
def test_requests_of_nobody_are_refused(api, alice, body, code):
    assert api.refusal("POST", "/privacy/gdpr", body)[0] == code
