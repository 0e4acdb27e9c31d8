"""Webhooks as a test reads them: what arrived, in the inbox or at a receiver, and what comes once more."""

import hashlib
import hmac
import json

import pytest

from chatmock.testing import ChatmockError


@pytest.fixture
def hooks(chatmock):
    chatmock.sendbird.webhooks.keep()
    return chatmock.sendbird.webhooks


def test_an_inbox_keeps_what_is_sent(chatmock, hooks):
    chatmock.sendbird.group(chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob"))
    [joined] = hooks.wait("group_channel:join")
    assert [user["user_id"] for user in joined["body"]["users"]] == ["alice", "bob"]
    assert (joined["category"], joined["url"], joined["attempt"], joined["status"]) == (
        "group_channel:join",
        "inbox:",
        1,
        200,
    )
    assert [one["category"] for one in hooks.received("group_channel:*")] == [
        "group_channel:create",
        "group_channel:join",
    ]


def test_what_is_kept_is_signed_as_it_was_sent(chatmock, hooks):
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    [made] = hooks.wait("group_channel:create")
    signature = hmac.new(chatmock.sendbird.api_token.encode(), made["text"].encode(), hashlib.sha256).hexdigest()
    assert made["headers"]["x-sendbird-signature"] == signature
    assert json.loads(made["text"]) == made["body"]


def test_a_receiver_of_ones_own_is_read_in_the_same_way(chatmock, receiver):
    chatmock.sendbird.webhook(receiver.url, enabled_events=["group_channel:*"])
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    [made] = chatmock.sendbird.webhooks.wait("group_channel:create")
    assert made["body"] == receiver.wait(2)[0].json and made["url"] == receiver.url


def test_a_webhook_is_redelivered_byte_for_byte(chatmock, receiver):
    chatmock.sendbird.webhook(receiver.url, enabled_events=["group_channel:create"])
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    [made] = chatmock.sendbird.webhooks.wait("group_channel:create")
    chatmock.sendbird.webhooks.redeliver(made)
    first, second = receiver.wait(2)
    assert first.body == second.body
    assert first.headers["x-sendbird-signature"] == second.headers["x-sendbird-signature"]
    assert len(chatmock.sendbird.webhooks.wait("group_channel:create", count=2)) == 2


def test_a_fault_makes_a_duplicate(chatmock, hooks):
    chatmock.faults.add("webhook group_channel:create", duplicate=True)
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    first, second = hooks.wait("group_channel:create", count=2)
    assert first["text"] == second["text"] and first["number"] < second["number"]


def test_a_fault_after_the_answer_brings_it_again_by_the_clock(chatmock, hooks):
    chatmock.clock.freeze()
    chatmock.faults.add("webhook group_channel:create", phase="after")
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    assert len(hooks.wait("group_channel:create")) == 1
    chatmock.clock.advance(seconds=1)
    assert [one["attempt"] for one in hooks.wait("group_channel:create", count=2)] == [1, 2]


def test_a_fault_makes_one_late(chatmock, hooks):
    chatmock.clock.freeze()
    chatmock.faults.add("webhook group_channel:create", delay=30)
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    chatmock.settled()
    assert hooks.received("group_channel:create") == []
    chatmock.clock.advance(seconds=30)
    chatmock.settled()
    assert len(hooks.received("group_channel:create")) == 1


def test_one_that_never_arrived_was_not_received(chatmock, hooks):
    chatmock.clock.freeze()
    chatmock.faults.add("webhook group_channel:create")
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    chatmock.settled()
    assert hooks.received("group_channel:create") == []


def test_names_that_are_none_and_webhooks_that_are_off_are_told(chatmock):
    hooks = chatmock.sendbird.webhooks
    with pytest.raises(ChatmockError, match="did you mean group_channel:join"):
        hooks.received("group_chanel:join")
    with pytest.raises(ChatmockError, match="nobody sends group_channel:join now"):
        hooks.wait("group_channel:join")
    hooks.keep("user:*")
    with pytest.raises(ChatmockError, match="nobody sends group_channel:join now"):
        hooks.wait("group_channel:join")
    assert hooks.received("user:block") == []
    with pytest.raises(ChatmockError, match="sends no webhook 'grop:\\*'"):
        hooks.keep("grop:*")


def test_a_wait_that_ends_says_what_came_nearest(chatmock, hooks):
    chatmock.sendbird.group(chatmock.sendbird.user("alice"))
    hooks.wait("group_channel:create")
    with pytest.raises(ChatmockError, match="operation is 'webhook group_channel:create'"):
        hooks.wait("group_channel:leave", timeout=0)


def test_a_sample_can_be_sent_to_any_address(chatmock, receiver):
    chatmock.sendbird.webhooks.trigger("image_moderation:block", receiver.url)
    [request] = receiver.wait()
    assert request.json["category"] == "image_moderation:block"
    assert request.json["app_id"] == chatmock.sendbird.app_id


def test_a_sample_that_would_go_nowhere_is_refused(chatmock):
    with pytest.raises(ChatmockError, match="go nowhere"):
        chatmock.sendbird.webhooks.trigger("group_channel:join")
    with pytest.raises(ChatmockError, match="did you mean group_channel:join"):
        chatmock.sendbird.webhooks.trigger("group_channel:joined", "http://127.0.0.1:1")


@pytest.mark.chatmock(era="2016")
def test_in_2016_there_are_two(chatmock, receiver):
    chatmock.sendbird.webhooks.trigger("group_channel:message_send", receiver.url)
    assert receiver.wait()[0].json["category"] == "group_channel:message_send"
    with pytest.raises(ChatmockError, match="There is no webhook 'group_channel:join'"):
        chatmock.sendbird.webhooks.trigger("group_channel:join", receiver.url)


@pytest.mark.parametrize("category", ["C2C.CallbackAfterSendMsg", "Group.CallbackBeforeSendMsg"])
def test_other_platforms_have_samples_too(chatmock, receiver, category):
    chatmock.tencent.control("POST", "/webhooks/trigger", category=category, url=receiver.url)
    [request] = receiver.wait()
    assert request.json["CallbackCommand"] == category
    assert f"SdkAppid={chatmock.tencent.app_id}&CallbackCommand={category}" in request.path
