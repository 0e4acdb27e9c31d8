"""Deliveries arrive in order and at least once, and delay nobody."""

import asyncio
import socket
import threading

import pytest

from chatmock.core.faults import Fault
from chatmock.core.outbox import Delivery
from chatmock.server.http import Server


@pytest.fixture
def say(api, hooked, alice, lunch):
    """Says something in a channel of which the receiver is told."""
    return lambda text="hi": api.say(alice, lunch, text)


def texts(requests):
    return [request.text for request in requests]


def test_messages_of_a_channel_arrive_in_order(receiver, say):
    said = [str(number) for number in range(50)]
    for text in said:
        say(text)
    assert texts(receiver.wait(50)) == said


def test_a_failed_delivery_holds_up_those_behind_it(receiver, clock, settle, say):
    receiver.script.append(500)
    for text in ("one", "two"):
        say(text)
    settle()
    assert texts(receiver.requests) == ["one"]
    clock.advance(seconds=1)
    assert texts(receiver.wait(3)) == ["one", "one", "two"]


def test_a_failed_delivery_holds_up_no_other_channel(api, receiver, settle, say):
    dinner = api.group("alice")
    receiver.script.append(500)
    say("one")
    settle()
    api.say("alice", dinner, "two")
    assert texts(receiver.wait(2)) == ["one", "two"]


@pytest.mark.parametrize("status", [201, 204, 302, 400, 404, 500, 503])
def test_only_200_will_do(receiver, clock, deliveries, status, say):
    receiver.script.append(status)
    say()
    (entry,) = deliveries()
    assert entry.status == status and entry.facts["outcome"] == "tried again"
    clock.advance(seconds=1)
    assert [request.path for request in receiver.wait(2)] == ["/hook", "/hook"]


@pytest.mark.usefixtures("in_2016")
def test_it_is_tried_until_200_with_growing_pauses(app, receiver, clock, deliveries, say):
    receiver.script.extend([500] * 8)
    say()
    pauses = []
    for _ in range(8):
        entry = deliveries()[-1]
        pauses.append((entry.facts["next_at"] - entry.at) // 1000)
        clock.set(entry.facts["next_at"] - 1)
        assert len(deliveries()) == len(pauses)
        clock.advance(milliseconds=1)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    assert deliveries()[-1].facts == {"attempts": 9, "outcome": "delivered"}
    assert app.outbox.pending == 0


@pytest.mark.usefixtures("in_2016")
def test_it_is_given_up_in_the_end(app, receiver, clock, deliveries, say):
    receiver.script.extend([500] * 10)
    say("one")
    say("two")
    for _ in range(9):
        deliveries()
        clock.advance(minutes=1)
    entries = deliveries()
    assert entries[9].hint == "given up: the receiver answered 500, not 200"
    assert (
        entries[10].facts == {"attempts": 1, "outcome": "delivered"} and entries[10].json["payload"]["message"] == "two"
    )


def test_one_of_today_is_sent_three_times_in_all(receiver, clock, deliveries, say):
    receiver.script.extend([500] * 3)
    say()
    for seconds in (1, 2):
        deliveries()
        clock.advance(seconds=seconds)
    assert [entry.facts["outcome"] for entry in deliveries()] == ["tried again", "tried again", "given up"]  # docs
    clock.advance(hours=1)
    assert len(deliveries()) == len(receiver.requests) == 3


def test_a_receiver_that_is_not_there_is_tried_again(api, receiver, clock, deliveries, say):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    api.put("/applications/settings/webhook", enabled=True, url=f"http://127.0.0.1:{port}")
    say()
    (entry,) = deliveries()
    assert entry.status == 0 and "ClientConnectorError" in entry.hint


@pytest.mark.parametrize("url", ["<your url>", "file:///etc/passwd", "javascript:x", "http://a\r\nb", "http://x:99999"])
def test_an_address_that_is_none_is_refused(api, url):
    webhook, bot = {"enabled": True, "url": url}, {"bot_userid": "b", "bot_nickname": "", "bot_profile_url": ""}
    assert api.refusal("PUT", "/applications/settings/webhook", webhook)[0] == 400111  # ruled
    assert api.refusal("POST", "/bots", {**bot, "bot_callback_url": url, "is_privacy_mode": True})[0] == 400111  # ruled


def test_a_receiver_that_does_not_answer_delays_nobody(app, receiver, say):
    receiver.hold()
    for number in range(100):
        say(str(number))
    receiver.wait(1)
    assert app.outbox.pending == 100 and app.outbox.in_flight == 1
    receiver.release()
    assert len(receiver.wait(100)) == 100


def test_a_receiver_that_does_not_answer_does_not_delay_the_end(server, receiver, say):
    receiver.hold()
    say()
    receiver.wait(1)
    before = set(threading.enumerate())
    server.stop()
    assert "chatmock" in {thread.name for thread in before - set(threading.enumerate())}


def test_nothing_of_a_replaced_tenant_is_delivered(hub, app, server, receiver, clock, settle, say):
    receiver.script.append(500)
    say()
    settle()
    fresh = server.run(lambda: hub.add(app.provider.create("chatmock", api_token="chatmock-token")))
    clock.advance(hours=1)
    assert len(receiver.requests) == 1 and app.outbox.pending == fresh.outbox.pending == 0


def test_a_tenant_that_comes_later_is_served_too(hub, server, receiver):
    late = server.run(lambda: hub.add(hub.provider("sendbird").create("late", api_token="late-token")))
    server.run(lambda: late.outbox.post(Delivery("webhook x", "x", receiver.url, {}, b"{}")))
    receiver.wait(1)


def test_the_journal_shows_a_delivery(receiver, deliveries, say):
    say("hi")
    shown = deliveries()[0].shown()
    assert shown["operation"] == "webhook group_channel:message_send" and shown["path"] == f"{receiver.url}/hook"
    assert shown["method"] == "POST" and shown["status"] == 200 and shown["request"]["payload"]["message"] == "hi"


def test_a_fault_keeps_an_attempt_from_being_sent(app, server, receiver, clock, deliveries, say):
    server.run(lambda: app.faults.add(Fault("webhook *")))
    say()
    assert deliveries()[0].hint == "tried again: an injected fault" and receiver.requests == []
    clock.advance(seconds=1)
    receiver.wait(1)


def test_a_fault_after_the_effect_delivers_twice(app, server, receiver, clock, deliveries, say):
    server.run(lambda: app.faults.add(Fault("webhook *", phase="after")))
    say()
    assert len(deliveries()) == 1
    clock.advance(seconds=1)
    first, second = receiver.wait(2)
    assert first.body == second.body


def test_timers_fire_in_real_time(app, clock, server):
    rung = threading.Event()
    clock.real()
    server.run(lambda: app.clock.call_at(app.clock.now() + 20, rung.set))
    assert rung.wait(10)


def test_a_moved_clock_rings_at_once(app, clock, server):
    rung = threading.Event()
    clock.real()
    server.run(lambda: app.clock.call_at(app.clock.now() + 3_600_000, rung.set))
    clock.advance(hours=1)
    assert rung.is_set()


def test_a_retry_comes_by_itself_on_a_real_clock(receiver, clock, settle, say):
    clock.real()
    receiver.script.append(500)
    say()
    assert len(receiver.wait(2)) == 2


def test_a_stopped_server_leaves_no_task(hub, app, receiver):
    async def serve():
        server = Server(hub)
        await server.start()
        receiver.hold()
        app.outbox.post(Delivery("webhook x", "x", receiver.url, {}, b"{}"))
        await asyncio.to_thread(receiver.wait, 1)
        await asyncio.wait_for(server.stop(), 1)
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(serve()) == set()
    assert app.outbox.pending == 1 and app.outbox.settled
