"""Operations that ask the application's own server first: by requests, by commands, by actors."""

import asyncio

import pytest

from chatmock.core.clock import SECOND
from chatmock.core.exchange import Request
from chatmock.server.http import answered
from tests.core.desk import SECRET, at_desk

PUBLISHED = {"ok": True, "name": "lunch", "text": "soup"}


async def by_request(desk, name="lunch"):
    """Publish a note; gives what was refused, empty where nothing was."""
    return (await desk.ask("POST", f"/notes/{name}/publication"))[1].get("why", "")


async def by_command(desk, name="lunch"):
    socket = await desk.socket()
    await socket.send_bytes(b"publish\0name=" + name.encode())
    word, _, said = (await socket.receive_bytes()).decode().partition("\0")
    return said if word == "no" else ""


async def by_actor(desk, name="lunch"):
    status, answer = await desk.control("POST", "/actors/ann/publishes", app="7", provider="notes", name=name)
    return "" if status == 200 else answer["message"].split(" was refused: ")[1].split()[0]


each = pytest.mark.parametrize("publish", [by_request, by_command, by_actor], ids=["request", "command", "actor"])


@each
def test_what_the_server_allows_is_done(publish):
    async def story(desk):
        return await publish(desk), desk.receiver.asked, desk.pad.published

    assert at_desk(story) == ("", ["lunch"], ["lunch"])


@each
def test_what_the_server_forbids_changes_nothing(publish):
    async def story(desk):
        desk.receiver.script.append((200, {"allow": False}))
        return await publish(desk), desk.pad.published

    assert at_desk(story) == ("note.forbidden", [])


@each
def test_a_server_that_fails_forbids_nothing(publish):
    async def story(desk):
        desk.receiver.script.append((500, {"allow": False}))
        return await publish(desk), desk.pad.published, len(desk.receiver.asked)

    assert at_desk(story) == ("", ["lunch"], 1)


@each
def test_a_server_that_is_gone_forbids_nothing(publish):
    async def story(desk):
        await desk.receiver.stop()
        return await publish(desk), desk.pad.published

    assert at_desk(story) == ("", ["lunch"])


@each
def test_what_is_refused_at_once_asks_nobody(publish):
    async def story(desk):
        return await publish(desk, "none"), desk.receiver.asked

    assert at_desk(story) == ("note.missing", [])


@each
def test_nothing_is_changed_before_the_answer_and_the_state_is_looked_at_again(publish):
    async def story(desk):
        begun = await desk.hold(publish(desk))
        before = list(desk.pad.published)
        del desk.pad.notes["lunch"]
        desk.receiver.free.set()
        return before, await begun, desk.pad.published

    assert at_desk(story) == ([], "note.missing", [])


@each
def test_its_time_is_over_by_the_tenants_clock(publish):
    async def story(desk):
        desk.pad.clock.freeze()
        begun = await desk.hold(publish(desk))
        desk.pad.clock.advance(seconds=1.9)
        early = list(desk.pad.published)
        desk.pad.clock.advance(seconds=0.2)
        return early, await begun, desk.pad.published

    assert at_desk(story) == ([], "", ["lunch"])


def test_an_answer_after_its_time_changes_nothing_more():
    async def story(desk):
        desk.receiver.script.append((200, {"allow": False}))
        begun = await desk.hold(by_request(desk))
        desk.pad.clock.set(desk.pad.clock.now() + 3 * SECOND)
        refused = await begun
        desk.receiver.free.set()
        await desk.control("POST", "/settled", app="7", provider="notes")
        return refused, desk.pad.published, [entry.facts["outcome"] for entry in desk.told("may publish")]

    assert at_desk(story) == ("", ["lunch"], ["delivered"])


@each
def test_a_fault_before_asks_nobody(publish):
    async def story(desk):
        desk.fault("publish*", code="broken")
        return await publish(desk), desk.receiver.asked, desk.pad.published

    assert at_desk(story) == ("broken", [], [])


@each
def test_a_fault_after_strikes_once_all_is_done(publish):
    async def story(desk):
        desk.fault("publish*", code="broken", phase="after")
        return await publish(desk), desk.pad.published

    assert at_desk(story) == ("broken", ["lunch"])


@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_fault_on_the_question_is_no_answer(phase):
    async def story(desk):
        desk.receiver.script.append((200, {"allow": False}))
        desk.fault("may publish", phase=phase)
        return await by_request(desk), len(desk.receiver.asked)

    assert at_desk(story) == ("", 0 if phase == "before" else 1)


def test_a_delay_is_waited_for_before_anybody_is_asked():
    async def story(desk):
        desk.fault("publish_note", delay=0.01)
        return await by_request(desk), await by_actor(desk), len(desk.receiver.asked)

    assert at_desk(story) == ("", "", 2)


@each
def test_a_reset_while_it_waits_refuses_it(publish):
    async def story(desk):
        begun = await desk.hold(publish(desk))
        old = desk.pad
        await desk.control("POST", "/reset", app="7", provider="notes")
        return await begun, old.published, desk.pad.published, desk.pad.in_flight(), old.in_flight()

    assert at_desk(story) == ("broken", [], [], "", "")


def test_question_and_operation_stand_in_the_journal_in_their_order():
    async def story(desk):
        desk.receiver.script.append((200, {"allow": False}))
        await by_request(desk)
        return [(entry.kind, entry.operation, entry.status, entry.code) for entry in desk.pad.journal]

    assert at_desk(story) == [
        ("delivery", "may publish", 200, 0),
        ("request", "publish_note", 200, "note.forbidden"),
    ]


def test_a_command_stands_in_the_journal_with_its_refusal():
    async def story(desk):
        desk.receiver.script.append((200, {"allow": False}))
        await by_command(desk)
        found = await desk.control(
            "POST", "/journal/wait", app="7", provider="notes", body={"name": "lunch"}, timeout=0
        )
        return [(entry["operation"], entry.get("code")) for entry in found[1]["entries"]]

    assert at_desk(story) == [("publish", "note.forbidden"), ("may publish", None)]


@each
def test_settled_waits_until_the_second_half_is_through(publish):
    async def story(desk):
        begun = await desk.hold(publish(desk))
        settled = desk.begin(desk.control("POST", "/settled", app="7", provider="notes"))
        desk.pad.journal.watchers.append(lambda entry: done.append(settled.done()))
        done: list[bool] = []
        waits = "1 inquiries" in desk.pad.in_flight()
        desk.receiver.free.set()
        return waits, (await settled)[0], list(desk.pad.published), any(done), await begun

    assert at_desk(story) == (True, 200, ["lunch"], False, "")


def test_many_wait_at_once():
    async def story(desk):
        desk.pad.notes |= {f"note-{number}": "x" for number in range(100)}
        begun = await desk.hold(asyncio.gather(*(by_request(desk, name) for name in desk.pad.notes)))
        other = (await desk.ask("GET", "/notes/lunch"))[0]
        desk.receiver.free.set()
        return await begun, sorted(desk.pad.published) == sorted(desk.pad.notes), other, desk.pad.in_flight()

    assert at_desk(story) == ([""] * 101, True, 200, "")


def test_whoever_asks_is_not_told_of_their_own_doing():
    async def story(desk):
        other, asking = await desk.socket(), await desk.socket()
        await asking.send_bytes(b"publish\0name=lunch")
        heard = await asking.receive_bytes(), await other.receive_bytes()
        await asking.send_bytes(b"write\0name=a\0text=b")
        return heard, await asking.receive_bytes()

    assert at_desk(story) == ((b"ok\0soup", b"published\0lunch"), b"ok\0b")


def test_a_client_that_goes_away_meanwhile_does_not_stop_it():
    async def story(desk):
        socket = await desk.socket()
        await desk.hold(socket.send_bytes(b"publish\0name=lunch"))
        await socket.close()
        desk.receiver.free.set()
        await desk.control("POST", "/settled", app="7", provider="notes")
        return desk.pad.published, desk.hub.broken

    assert at_desk(story) == (["lunch"], [])


def test_a_request_from_inside_the_process_waits_too():
    async def story(desk):
        request = Request("POST", "/notes/lunch/publication", headers={"Notes-Key": SECRET})
        answer = await answered(desk.hub, request)
        return answer.status, answer.body

    assert at_desk(story) == (201, b'{"ok":true,"name":"lunch","text":"soup"}')
