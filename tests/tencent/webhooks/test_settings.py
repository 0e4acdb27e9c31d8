"""Where webhooks go, and of what: set by a seed, by the control API and by a test's face."""

import re
from pathlib import Path
from typing import Any

import pytest

from chatmock.core.seeds import SeedError
from chatmock.providers.tencent.model import WEBHOOKS
from chatmock.testing import Chatmock, ChatmockError
from tests.tencent.conftest import new_api
from tests.tencent.webhooks.conftest import TOKEN, Receiver, World

URL = "http://127.0.0.1:9000/hook"
SET = {"url": URL, "token": TOKEN, "events": ["State.StateChange"]}


PAGE = Path(__file__).parents[3] / "docs" / "tencent.md"


def put(world: World, **webhook: Any) -> Any:
    return world.control("PUT", "settings", settings={"webhook": webhook})


def test_at_first_they_go_nowhere_and_are_all_switched_on(world: World) -> None:
    assert world.control("GET", "settings")["settings"]["webhook"] == {
        "url": "",
        "token": "",
        "events": list(WEBHOOKS),
        "refuses_on_failure": False,
        "repeats": False,
    }


def test_what_is_not_named_stays(world: World) -> None:
    put(world, **SET)
    told = put(world, repeats=True)["settings"]["webhook"]
    assert told == {**SET, "refuses_on_failure": False, "repeats": True}
    assert put(world, events=None)["settings"]["webhook"]["events"] == list(WEBHOOKS)
    assert put(world, events=[])["settings"]["webhook"]["events"] == []
    assert world.control("PUT", "settings", settings={"most_accounts": 5})["settings"]["webhook"]["url"] == URL


@pytest.mark.parametrize(
    ("webhook", "said"),
    [
        ({"events": ["C2C.CallbackAfterSendMessage"]}, "did you mean 'C2C.CallbackAfterSendMsg'?"),
        ({"urls": URL}, "did you mean 'url'?"),
        ({"url": "ftp://127.0.0.1"}, "webhook.url"),
        ({"url": "http://"}, "webhook.url"),
        ({"url": f"{URL}#here"}, "webhook.url"),
        ({"url": None}, "webhook.url"),
        ({"token": 7}, "webhook.token"),
        ({"repeats": "yes"}, "webhook.repeats"),
        ({"events": "all"}, "webhook.events"),
        ({"events": [7]}, "webhook.events"),
    ],
)
def test_what_is_wrong_is_refused_and_changes_nothing(world: World, webhook: dict[str, Any], said: str) -> None:
    before = world.control("GET", "settings")
    refused = world.control("PUT", "settings", settings={"most_accounts": 5, "webhook": {"token": TOKEN, **webhook}})
    assert said in refused["message"]
    assert world.control("GET", "settings") == before


@pytest.mark.parametrize("webhook", ["x", [], None, 7])
def test_what_is_no_object_is_refused(world: World, webhook: Any) -> None:
    assert "webhook" in world.control("PUT", "settings", settings={"webhook": webhook})["message"]


def test_a_seed_brings_them_and_a_dump_has_them() -> None:
    api = new_api()
    document = {"chatmock": 1, "provider": "tencent", "application": {"webhook": SET}}
    api.app.provider.load(api.app, document, str)
    assert api.app.webhook.wants("State.StateChange") and not api.app.webhook.wants("C2C.CallbackAfterSendMsg")
    assert api.app.provider.dump(api.app)["application"]["webhook"] == SET
    assert api.app.secrets.in_text(f"by {TOKEN}") == "by ***"


def test_what_a_seed_brings_is_told_to_nobody() -> None:
    api = new_api()
    document = {
        "application": {"webhook": {"url": URL}},
        "accounts": ["alice", {"id": "bob", "friends": ["alice"], "blocked": {"alice": 5}}],
        "c2c": [{"between": ["alice", "bob"], "messages": [{"from": "alice", "text": "hi"}]}],
        "groups": [{"id": "lunch", "type": "Public", "owner": "alice", "members": ["bob"]}],
    }
    api.app.provider.load(api.app, document, str)
    assert api.app.outbox.pending == 0
    api.say("bob", "alice", ForbidCallbackControl=["ForbidBeforeSendMsgCallback"])
    assert api.app.outbox.pending == 1


def test_a_seed_with_a_webhook_that_does_not_exist_is_refused() -> None:
    api = new_api()
    document = {"application": {"webhook": {"url": URL, "events": ["State.StateChanged"]}}}
    with pytest.raises(SeedError, match=r"did you mean 'State\.StateChange'\?"):
        api.app.provider.load(api.app, document, str)


def test_a_test_sets_them_by_its_face(chatmock: Chatmock, receiver: Receiver) -> None:
    tencent = chatmock.tencent
    told = tencent.webhook(receiver.url, events=["C2C.CallbackAfterSendMsg"])
    assert told["events"] == ["C2C.CallbackAfterSendMsg"]
    alice, bob = tencent.user("alice"), tencent.user("bob")
    alice.says("hi", to=bob)
    tencent.webhook("")
    alice.says("again", to=bob)
    chatmock.settled()
    [request] = receiver.requests
    assert request.json["From_Account"] == "alice" and request.query["OptPlatform"] == "Web"
    with pytest.raises(ChatmockError, match="did you mean"):
        tencent.webhook(receiver.url, events=["C2C.CallbackAfterSendMessage"])


def test_an_actor_is_refused_by_the_applications_server(chatmock: Chatmock, receiver: Receiver) -> None:
    tencent = chatmock.tencent
    tencent.webhook(receiver.url, events=["Group.CallbackBeforeSendMsg"])
    alice = tencent.user("alice")
    group = tencent.group(alice)
    receiver.script.append({"ActionStatus": "FAIL", "ErrorCode": 10_101, "ErrorInfo": "not now"})
    with pytest.raises(ChatmockError, match="10101 not now"):
        alice.says("hi", group=group)
    assert alice.says("hi", group=group)["MsgSeq"] == 1


def test_the_page_tells_of_each_webhook() -> None:
    chapter = PAGE.read_text(encoding="utf-8").partition("### Before")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `([A-Z][^`]+)` \|", chapter, re.MULTILINE) == list(WEBHOOKS)
