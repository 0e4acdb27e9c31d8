"""``requests``, with the examples of the 2016 document, and many clients at once."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
import requests

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


class Client:
    """A session of ``requests`` that knows where the Platform API is and which token to send."""

    def __init__(self, sendbird):
        self.url = sendbird.api_url
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Api-Token"] = sendbird.api_token

    def __call__(self, method, path, **details):
        return self.session.request(method, self.url + path, timeout=10, **details)

    def good(self, method, path, **details):
        answer = self(method, path, **details)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def client(chatmock):
    client = Client(chatmock.sendbird)
    yield client
    client.session.close()


@pytest.fixture
def alice(client):
    return client.good("POST", "/users", json={"user_id": "alice", "nickname": "Alice"})


# --- the document's examples ---


def test_the_documents_upload_makes_a_user_with_a_picture(client):
    data = {"user_id": "some_user_id", "nickname": "some_nickname", "issue_access_token": True}
    user = client.good("POST", "/users", data=data, files={"profile_file": ("me.png", PICTURE)})
    assert (user["user_id"], len(user["access_token"])) == ("some_user_id", 40)
    assert client.session.get(user["profile_url"], timeout=10).content == PICTURE


def test_fields_beside_files_are_lost_where_they_are_sent_as_json(client):
    """The document's example of later years: requests itself drops them (client)."""
    data = {"user_id": "some_user_id", "nickname": "some_nickname"}
    refused = client("POST", "/users", json=data, files={"profile_file": ("me.png", PICTURE)}).json()
    assert (refused["code"], refused["message"]) == (400105, '"user_id" must be required.')


def test_a_picture_is_served_as_what_it_was_sent_as(client):
    data = {"user_id": "alice", "nickname": "Alice"}
    user = client.good("POST", "/users", data=data, files={"profile_file": ("ich.png", PICTURE, "image/png")})
    fetched = requests.get(user["profile_url"], timeout=10)  # without a token: the address is the credential
    assert (fetched.headers["Content-Type"], fetched.content) == ("image/png", PICTURE)


def test_an_uploaded_picture_takes_the_place_of_the_old_one(client, alice):
    changed = client.good("PUT", "/users/alice", files={"profile_file": ("new.png", PICTURE)})
    assert changed["nickname"] == "Alice"
    assert client.session.get(changed["profile_url"], timeout=10).content == PICTURE


def test_the_documents_content_type_has_a_comma(client):
    headers = {"Content-Type": "application/json, charset=utf8"}
    user = client.good("POST", "/users", data='{"user_id": "a", "nickname": "Zoë"}'.encode(), headers=headers)
    assert user["nickname"] == "Zoë"
    assert client.good("GET", "/users", headers=headers)["users"][0]["nickname"] == "Zoë"


def test_a_form_brings_a_list_as_comma_text(client, alice):
    client.good("POST", "/users", json={"user_id": "b,ob", "nickname": "Bob"})
    made = client.good("POST", "/open_channels", data={"operators": "alice,b%2Cob"}, files={"cover_file": PICTURE})
    assert [operator["user_id"] for operator in made["operators"]] == ["alice", "b,ob"]
    assert client.session.get(made["cover_url"], timeout=10).content == PICTURE


def test_a_query_brings_a_list_as_comma_text_or_repeated(client, alice):
    client.good("POST", "/users", json={"user_id": "b,ob", "nickname": "Bob"})
    client.good("POST", "/users", json={"user_id": "carol", "nickname": "Carol"})
    for query in ("user_ids=alice,b%2Cob", "user_ids=alice%2Ccarol", "user_ids=alice&user_ids=carol"):
        assert len(client.good("GET", f"/users?{query}")["users"]) == 2


@pytest.mark.parametrize("text", ["김치 🍲", "a/b?c#d%2F", "&=+,;", "‮right to left", "line\nbreak", '"quoted\\"'])
def test_every_text_comes_back_as_it_was(client, text):
    client.good("POST", "/users", data={"user_id": text, "nickname": text}, files={"profile_file": (text, b"x")})
    path = "/users/" + quote(text, safe="")
    assert client.good("GET", path)["nickname"] == text


def test_an_upload_without_its_fields_says_what_is_missing(client):
    # ``requests`` drops ``json`` where there are ``files``: what today's sample code sends has the file alone.
    answer = client("POST", "/users", json={"user_id": "a", "nickname": "A"}, files={"profile_file": PICTURE})
    assert (answer.status_code, answer.json()["code"]) == (400, 400105)


def test_an_error_has_three_keys_and_is_json(client):
    answer = client("GET", "/users/nobody")
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/json")
    assert answer.json() == {"error": True, "message": '"User" not found.', "code": 400201}


def test_a_page_of_another_origin_may_call(client):
    preflight = client("OPTIONS", "/users", headers={"Origin": "http://localhost:3000"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    answer = client("GET", "/users", headers={"Origin": "http://localhost:3000"})
    assert answer.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"


def test_no_page_of_another_origin_may_control(client, chatmock):
    answer = client.session.get(
        f"{chatmock.url}/_chatmock/health", headers={"Origin": "http://localhost:3000"}, timeout=10
    )
    assert "Access-Control-Allow-Origin" not in answer.headers


# --- many at once ---


def test_no_increase_of_a_counter_is_lost(chatmock, client):
    url = client.good("POST", "/open_channels", json={})["channel_url"]
    path = f"/open_channels/{url}/metacounter"
    client.good("POST", path, json={"metacounter": {"likes": 0}})

    def increase(_):
        mine = Client(chatmock.sendbird)
        with mine.session:
            body = {"metacounter": {"likes": 1}, "mode": "increase"}
            return [mine.good("PUT", path, json=body)["likes"] for _ in range(25)]

    with ThreadPoolExecutor(16) as threads:
        seen = [total for totals in threads.map(increase, range(16)) for total in totals]
    assert sorted(seen) == list(range(1, 401))  # each saw a total of its own
    assert client.good("GET", path) == {"likes": 400}


def test_of_many_who_create_the_same_user_one_succeeds(chatmock):
    def create(_):
        mine = Client(chatmock.sendbird)
        with mine.session:
            return mine("POST", "/users", json={"user_id": "alice", "nickname": "Alice"}).status_code

    with ThreadPoolExecutor(16) as threads:
        assert sorted(threads.map(create, range(16))) == [200] + [400] * 15


def test_messages_of_many_senders_are_all_there_in_one_order(chatmock, client):
    url = client.good("POST", "/open_channels", json={})["channel_url"]
    client.good("POST", "/users", json={"user_id": "bob", "nickname": "Bob"})

    def say(sender):
        mine = Client(chatmock.sendbird)
        with mine.session:
            for number in range(10):
                body = {"message_type": "MESG", "user_id": "bob", "message": f"{sender}/{number}"}
                mine.good("POST", f"/open_channels/{url}/messages", json=body)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(say, range(8)))
    page = client.good("GET", f"/open_channels/{url}/messages", params={"message_ts": 0, "prev_limit": 100})
    stamps = [message["created_at"] for message in page["messages"]]
    assert len(stamps) == 80 and stamps == sorted(set(stamps))
