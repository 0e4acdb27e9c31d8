"""Bots over HTTP: called back, and answering."""

import json
import urllib.request

import pytest

from chatmock.providers.sendbird.api import schemas


@pytest.fixture
def waiter(api, receiver):
    api.post(
        "/bots",
        bot_userid="waiter",
        bot_nickname="Waiter",
        bot_profile_url="",
        bot_callback_url=f"{receiver.url}/waiter",
        is_privacy_mode=False,
    )
    return "waiter"


@pytest.fixture
def table(api, alice, waiter):
    """A group channel of alice and the waiter."""
    return api.group(alice, waiter, name="table")


def test_a_bot_is_called_back(api, receiver, alice, table):
    api.say(alice, table, "Soup, please")
    (request,) = receiver.wait()
    assert schemas["bot.callback"].check(request.json) == []
    assert request.path == "/waiter" and request.headers["Content-Type"] == "application/json"
    assert request.json["message"]["text"] == "Soup, please"


def test_a_bot_answers_from_inside_its_callback(api, server, receiver, deliveries, alice, table):
    def answer(request):
        body = {"message": f"You said: {request.json['message']['text']}", "channel_url": table}
        headers = {"Api-Token": "chatmock-token", "Content-Type": "application/json"}
        sent = urllib.request.Request(f"{server.url}/v3/bots/waiter/send", json.dumps(body).encode(), headers)
        with urllib.request.urlopen(sent) as response:
            assert json.loads(response.read())["message"]["user"]["user_id"] == "waiter"

    receiver.on_request = answer
    api.say(alice, table, "Soup")
    assert [entry.facts["outcome"] for entry in deliveries()] == ["delivered"]
    messages = api.get(f"/group_channels/{table}/messages", message_ts=0, prev_limit=10)["messages"]
    assert [message["message"] for message in messages] == ["Soup", "You said: Soup"]


def test_a_bot_is_called_back_until_it_says_200(api, receiver, clock, settle, alice, table):
    receiver.script.append(500)
    api.say(alice, table)
    settle()
    clock.advance(seconds=1)
    first, second = receiver.wait(2)
    assert first.body == second.body


def test_a_bot_hears_its_channels_in_one_order(api, receiver, alice, table, waiter):
    other = api.group(alice, waiter)
    for number in range(20):
        api.say(alice, (table, other)[number % 2], str(number))
    assert [request.json["message"]["text"] for request in receiver.wait(20)] == [str(n) for n in range(20)]


def test_the_journal_knows_a_callback_by_its_name(api, deliveries, alice, table):
    api.say(alice, table)
    assert [entry.operation for entry in deliveries()] == ["bot callback"]
