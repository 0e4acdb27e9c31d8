"""``assert_conforms``: one answer of any client is held to the schema of its operation."""

import asyncio

import aiohttp
import httpx2
import pytest
import requests

from chatmock.contract import assert_conforms

JSON = {"Content-Type": "application/json"}
NOBODY = ("GET", "http://x.test/v3/users/nobody", 400, JSON)


@pytest.fixture
def asked(chatmock):
    chatmock.sendbird.user("alice")
    return f"{chatmock.sendbird.api_url}/users/alice", {"Api-Token": chatmock.sendbird.api_token}


def test_an_answer_of_requests_is_taken(asked):
    assert_conforms(requests.get(asked[0], headers=asked[1], timeout=10))


def test_an_answer_of_httpx_is_taken(asked):
    assert_conforms(httpx2.get(asked[0], headers=asked[1]))


def test_an_answer_of_aiohttp_is_taken_once_it_was_read(asked):
    async def ask():
        async with aiohttp.ClientSession() as session, session.get(asked[0], headers=asked[1]) as response:
            await response.read()
            assert_conforms(response)

    asyncio.run(ask())


def test_a_refusal_has_to_be_one_that_is_documented():
    assert_conforms((*NOBODY, b'{"error": true, "message": "\\"User\\" not found.", "code": 400201}'))
    with pytest.raises(AssertionError, match="no document knows the code 400999"):
        assert_conforms((*NOBODY, b'{"error": true, "message": "What?", "code": 400999}'))


@pytest.mark.parametrize(
    ("status", "kind", "body", "said"),
    [
        (200, "application/json", b"{}", '"user_id" is a required property'),
        (201, "application/json", b"{}", "the status is 201, not 200"),
        (200, "text/html", b"{}", "the content type is 'text/html'"),
        (200, "text/html", b"<html>", "the body is no JSON: b'<html>'"),
    ],
)
def test_what_is_wrong_is_told(status, kind, body, said):
    with pytest.raises(AssertionError, match=said.replace("(", r"\(")):
        assert_conforms(("GET", "http://x.test/v3/users/alice", status, {"Content-Type": kind}, body))


def test_an_address_of_no_operation_is_told():
    with pytest.raises(LookupError, match="no operation answers GET http"):
        assert_conforms(("GET", "http://x.test/v3/nothing", 200, JSON, b"{}"))
