"""Requests of a platform that is unlike any other: status, forms, bytes, envelopes, refusals, headers, secrets."""

import pytest

from chatmock.core.faults import Fault
from tests.core.desk import SECRET, at_desk
from tests.core.lines import Client

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Notes-Key": ""}
OK = {"ok": True}
NO_NOTE = {"ok": False, "why": "note.missing", "says": "There is no note none.", "about": "a note"}


async def log_in(desk, secret=SECRET):
    """Ask for a key, by a form; the answer with its headers."""
    form = f"app[id]=7&app[secret]={secret}"
    url = f"{desk.server.url}/notes/keys"
    async with desk.session.post(url, data=form, headers={**FORM, "Origin": "http://page.example"}) as answer:
        return answer.status, await answer.json(), answer.headers


def test_a_creation_has_a_status_of_its_own():
    answer = at_desk(lambda desk: desk.ask("POST", "/notes/a%2Fb", {"text": "x", "more": 1}))
    assert answer == (201, {**OK, "name": "a/b", "text": "x"})


def test_an_answer_without_content_has_none():
    async def story(desk):
        drawing = {"data": b"\xff\x00", "headers": {"Notes-Key": SECRET, "Content-Type": "image/x-drawing"}}
        async with desk.session.put(f"{desk.server.url}/notes/lunch/drawing", **drawing) as answer:
            return answer.status, await answer.read(), answer.headers.keys() & {"Content-Length", "Content-Type"}

    assert at_desk(story) == (204, b"", set())


def test_a_form_with_brackets_is_read():
    status, answer, _ = at_desk(log_in)
    assert (status, answer["ok"], len(answer["key"])) == (202, True, 32)


def test_raw_bytes_are_read_and_come_back():
    async def story(desk):
        drawing = {"data": b"\xff\x00", "headers": {"Notes-Key": SECRET, "Content-Type": "image/x-drawing"}}
        url = f"{desk.server.url}/notes/lunch/drawing"
        await desk.session.put(url, **drawing)
        async with desk.session.get(url, headers={"Notes-Key": SECRET}) as answer:
            return answer.status, answer.content_type, await answer.read()

    assert at_desk(story) == (200, "image/x-drawing", b"\xff\x00")


def test_a_get_with_a_body_is_read():
    answer = at_desk(lambda desk: desk.ask("GET", "/notes/search", {"text": "sou"}))
    assert answer == (200, {**OK, "names": ["lunch"]})


def test_a_result_that_is_nothing_is_wrapped_too():
    assert at_desk(lambda desk: desk.ask("DELETE", "/notes/keys")) == (200, OK)


def test_a_refusal_may_have_the_status_of_a_success():
    async def story(desk):
        answer = await desk.ask("GET", "/notes/none")
        [entry] = desk.told("read_note")
        return answer, (entry.code, entry.refusal.message, entry.status), entry.shown()["refused"], str(entry)

    answer, mark, refused, told = at_desk(story)
    assert (answer, mark, refused) == ((200, NO_NOTE), ("note.missing", "There is no note none.", 200), True)
    assert told == "GET /notes/none -> 200 note.missing There is no note none."


def test_a_refusal_is_found_in_the_journal_by_its_code():
    async def story(desk):
        await desk.ask("GET", "/notes/none")
        await desk.ask("GET", "/notes/lunch")
        return await desk.control("GET", "/journal", app="7", provider="notes", code="note.missing")

    status, found = at_desk(story)
    assert (status, [entry["path"] for entry in found["entries"]]) == (200, ["/notes/none"])


def test_an_actor_is_refused_by_the_mark_and_not_by_the_status():
    async def story(desk):
        named = {"app": "7", "provider": "notes"}
        done = await desk.control("POST", "/actors/ann/writes", name="tea", text="hot", **named)
        return done, await desk.control("POST", "/actors/ann/publishes", name="none", **named)

    done, refused = at_desk(story)
    assert done == (200, {**OK, "name": "tea", "text": "ann: hot"})
    assert (refused[0], "note.missing There is no note none." in refused[1]["message"]) == (422, True)


@pytest.mark.parametrize(("code", "status"), [("note.forbidden", 200), ("broken", 500)])
def test_a_fault_speaks_in_codes_that_are_texts(code, status):
    async def story(desk):
        await desk.control("POST", "/faults", app="7", provider="notes", operation="read_note", code=code)
        return await desk.ask("GET", "/notes/lunch"), await desk.ask("GET", "/notes/lunch")

    struck, after = at_desk(story)
    assert (struck[0], struck[1]["why"], after[0]) == (status, code, 200)


def test_a_page_may_read_the_headers_that_are_exposed():
    _, _, headers = at_desk(log_in)
    assert headers["Access-Control-Expose-Headers"] == "Notes-Expires"
    assert headers["Access-Control-Allow-Origin"] == "http://page.example" and headers["Notes-Expires"].isdecimal()


def test_secrets_are_masked_wherever_they_were_sent():
    async def story(desk):
        key = (await log_in(desk))[1]["key"]
        await desk.ask("GET", f"/notes/lunch?key={key}")
        return key, [entry.shown() for entry in desk.pad.journal]

    key, shown = at_desk(story)
    assert [entry["request"] for entry in shown[:1]] == [{"app": {"id": "7", "secret": "***"}}]
    assert (shown[1]["query"], shown[1]["headers"]["notes-key"]) == ("key=***", "***")
    assert key not in str(shown) and SECRET not in str(shown)


def test_what_a_provider_read_is_found_by_its_fields():
    async def story(desk):
        await log_in(desk)
        await desk.ask("GET", "/notes/search", {"text": "sou"})
        found = [
            await desk.control("POST", "/journal/wait", app="7", provider="notes", body=body, timeout=0)
            for body in ({"app": {"id": "7"}}, {"text": "sou"})
        ]
        return [answer["entries"][0]["operation"] for _, answer in found]

    assert at_desk(story) == ["create_key", "search_notes"]


def test_a_key_is_good_until_it_is_given_back():
    async def story(desk):
        key = {"Notes-Key": (await log_in(desk))[1]["key"]}
        before = await desk.ask("GET", "/notes/lunch", headers=key)
        await desk.ask("DELETE", "/notes/keys", headers=key)
        return before[1]["ok"], (await desk.ask("GET", "/notes/lunch", headers=key))[1]["why"]

    assert at_desk(story) == (True, "key.wrong")


def test_a_fault_strikes_behind_the_platforms_latency():
    async def story(desk):
        desk.pad.limits.latency = 0.01
        desk.fault("read_note", code="broken")
        return [(await desk.ask("GET", "/notes/lunch"))[0] for _ in range(2)]

    assert at_desk(story) == [500, 200]


def test_an_id_that_is_a_number_stays_one():
    async def story(desk):
        made = (await desk.control("POST", "/applications", provider="notes", app_id=12))[1]
        wrong = await desk.control("POST", "/applications", provider="notes", app_id="twelve")
        health = (await desk.control("GET", "/health"))[1]
        gone = await desk.control("DELETE", "/applications/12", provider="notes")
        return made["app_id"], made["env"], wrong[0], 12 in health["applications"], gone

    app_id, env, wrong, listed, gone = at_desk(story)
    assert (app_id, env["NOTES_APP"], wrong, listed, gone) == (12, "12", 400, True, (200, {}))


def test_a_new_application_gets_a_number_and_a_secret_of_its_own():
    async def story(desk):
        return [(await desk.control("POST", "/applications", provider="notes"))[1] for _ in range(2)]

    first, second = at_desk(story)
    assert isinstance(first["app_id"], int) and first["app_id"] != second["app_id"]
    assert first["secret"] != second["secret"]


def test_two_providers_answer_at_one_port():
    async def story(desk):
        desk.hub.make("lines", {"app_id": "pad"})
        client = await (await Client.connect(desk.hub.addresses["lines"])).enters()
        socket, lines = await desk.socket(), await desk.session.ws_connect(f"{desk.server.url}/lines")
        await socket.send_bytes(b"write\0name=a\0text=b")
        await lines.send_str("echo hi\n")
        told = await socket.receive_bytes(), await lines.receive_str()
        refused = await desk.ask("GET", "/lines/x"), await desk.ask("GET", "/notes/x")
        await client.leaves()
        return told, refused

    told, refused = at_desk(story)
    assert told == (b"ok\0b", "hi\n")
    assert [answer["oops" if "oops" in answer else "why"] for _, answer in refused] == ["wrong", "note.missing"]


def test_what_it_holds_is_renewed_and_restored():
    async def story(desk):
        named = {"app": "7", "provider": "notes"}
        await desk.control("POST", "/snapshots/one", **named)
        await desk.control("POST", "/reset", **named)
        emptied = dict(desk.pad.notes)
        await desk.control("POST", "/snapshots/one/restore", **named)
        return emptied, desk.pad.notes, await desk.ask("GET", "/notes/lunch")

    assert at_desk(story) == ({}, {"lunch": "soup"}, (200, {**OK, "name": "lunch", "text": "soup"}))


def test_a_failure_inside_is_told_in_its_own_way():
    async def story(desk):
        desk.pad.notes["odd"] = object()
        answer = await desk.ask("GET", "/notes/odd")
        return answer, bool(desk.hub.broken)

    (status, answer), broken = at_desk(story)
    assert (status, answer["why"], broken) == (500, "broken", True)


def test_faults_of_others_are_not_its_own():
    async def story(desk):
        lines = desk.hub.make("lines", {"app_id": "other"})
        lines.faults.add(Fault("*"))
        return (await desk.ask("GET", "/notes/lunch"))[0]

    assert at_desk(story) == 200
