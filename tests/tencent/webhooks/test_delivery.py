"""Webhooks on their way: signed, in order, tried again where that is asked for, and readable in the journal."""

import json
from functools import partial
from typing import Any

import pytest

from chatmock.providers.tencent.webhooks.posting import sign
from tests.tencent.conftest import SECONDS, body
from tests.tencent.webhooks.conftest import TOKEN, World

HI = body("hi")
AFTER = "C2C.CallbackAfterSendMsg"


def says(world: World, random: int = 7, **details: Any) -> Any:
    said = {"From_Account": "alice", "To_Account": "bob", "MsgSeq": 5, "MsgRandom": random, "MsgBody": HI, **details}
    return world("openim/sendmsg", **said)


def journal(world: World) -> list[Any]:
    return list(world.control("GET", "journal")["entries"])


def test_the_signature_is_the_documented_one() -> None:
    """docs: Webhook Overview, 2024."""
    assert sign("xxxxyyyy", 1669872112) == "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061"


def test_a_webhook_is_signed_where_there_is_a_token(world: World) -> None:
    world.hook(AFTER, token=TOKEN)
    says(world)
    world.settle()
    [request] = world.receiver.requests
    assert request.query["RequestTime"] == str(SECONDS) and request.query["Sign"] == sign(TOKEN, SECONDS)
    assert request.headers["Content-Type"] == "application/json"


def test_a_question_is_signed_too(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg", token=TOKEN)
    says(world)
    assert world.receiver.requests[0].query["Sign"] == sign(TOKEN, SECONDS)


def test_without_a_token_nothing_is_signed(world: World) -> None:
    world.hook(AFTER)
    says(world)
    world.settle()
    assert {"Sign", "RequestTime"}.isdisjoint(world.receiver.requests[0].query)


def test_an_address_may_have_a_path_and_a_query_of_its_own(world: World) -> None:
    world.hook(AFTER, url=f"{world.receiver.url}/im/hooks?which=mine")
    says(world)
    world.settle()
    [request] = world.receiver.requests
    assert request.path == "/im/hooks" and request.query["which"] == "mine"
    assert request.query["contenttype"] == "json"


def test_the_journal_shows_question_message_and_delivery_but_no_secret(world: World) -> None:
    world.hook(token=TOKEN)
    says(world)
    world.settle()
    entries = [entry for entry in journal(world) if entry["operation"] != "PUT /settings"]
    names = [(entry["kind"], entry["operation"]) for entry in entries][-3:]
    assert names == [
        ("delivery", "webhook C2C.CallbackBeforeSendMsg"),
        ("request", "sendmsg"),
        ("delivery", "webhook C2C.CallbackAfterSendMsg"),
    ]
    asked = entries[-3]
    assert asked["request"]["From_Account"] == "alice" and asked["answer"]["ErrorCode"] == 0
    assert "Sign=***" in asked["path"] and "CallbackCommand=C2C.CallbackBeforeSendMsg" in asked["path"]
    text = json.dumps(entries)
    assert TOKEN not in text and sign(TOKEN, SECONDS) not in text


def test_a_refusal_stands_beside_the_question_that_caused_it(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg")
    world.receiver.script.append({"ActionStatus": "FAIL", "ErrorCode": 120_001, "ErrorInfo": "no"})
    says(world)
    asked, refused = journal(world)[-2:]
    assert asked["answer"]["ErrorCode"] == 120_001 and (refused["operation"], refused["code"]) == ("sendmsg", 120_001)


def test_those_of_one_conversation_come_in_their_order(world: World) -> None:
    world.hook(AFTER)
    world.receiver.hold()
    for random in range(5):
        says(world, random)
    world.receiver.release()
    world.settle()
    assert [request.json["MsgRandom"] for request in world.receiver.requests] == [0, 1, 2, 3, 4]


def test_one_says_how_it_was_at_that_instant(world: World) -> None:
    world.hook(AFTER)
    world.receiver.hold()
    says(world, 1)
    says(world, 2)
    world("openim/admin_set_msg_read", Report_Account="bob", Peer_Account="alice")
    world.receiver.release()
    world.settle()
    assert [request.json["UnreadMsgNum"] for request in world.receiver.requests] == [1, 2]


@pytest.mark.parametrize(("repeats", "tries"), [(False, 1), (True, 3)])
def test_it_is_tried_again_only_where_the_settings_say_so(world: World, repeats: bool, tries: int) -> None:
    world.hook(AFTER, repeats=repeats)
    world.receiver.status = 500
    says(world)
    for pause in (1, 2):
        world.settle()
        world.run(partial(world.app.clock.advance, seconds=pause))
    world.settle()
    assert len(world.receiver.requests) == tries


def test_a_question_is_asked_once_whatever_the_settings_say(world: World) -> None:
    world.hook("C2C.CallbackBeforeSendMsg", repeats=True)
    world.receiver.status = 500
    assert says(world)["ErrorCode"] == 0
    world.run(lambda: world.app.clock.advance(seconds=60))
    world.settle()
    assert len(world.receiver.requests) == 1


def test_the_answer_to_an_after_webhook_changes_nothing(world: World) -> None:
    world.hook(AFTER)
    world.receiver.script.append({"ActionStatus": "FAIL", "ErrorCode": 1, "ErrorInfo": "no"})
    says(world)
    world.settle()
    assert world.run(lambda: world.api.texts("alice", "bob")) == ["hi"]


def test_a_fault_may_lose_a_webhook(world: World) -> None:
    world.hook(AFTER)
    world.control("POST", "faults", operation=f"webhook {AFTER}")
    says(world)
    says(world, 8)
    world.settle()
    assert [request.json["MsgRandom"] for request in world.receiver.requests] == [8]
