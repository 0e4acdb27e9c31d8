"""Waiting for a group: also for applications that come while somebody waits."""

from tests.core.desk import at_desk


async def begin(desk, path, **body):
    """A group without applications, and somebody who waits for it already."""
    group = (await desk.control("POST", "/groups"))[1]["group"]
    waiting = desk.begin(desk.control("POST", path, group=group, **body))
    while not desk.hub.groups[group].watchers:
        await desk.control("GET", "/health")
    return group, waiting


async def writes(desk, group):
    """A new application of the group, in which somebody writes a note."""
    made = (await desk.control("POST", "/applications", group=group, provider="notes"))[1]
    await desk.ask("POST", "/notes/a", {"text": "x"}, headers={"Notes-Key": made["secret"]})
    return made


def test_what_a_later_application_is_asked_is_waited_for():
    async def story(desk):
        group, waiting = await begin(desk, "/journal/wait", operation="write_note", timeout=15)
        await writes(desk, group)
        return await waiting, desk.hub.groups[group].watchers

    (status, found), left = at_desk(story)
    assert (status, [entry["operation"] for entry in found["entries"]], left) == (200, ["write_note"], [])


def test_what_happens_in_two_applications_counts_together():
    async def story(desk):
        group, waiting = await begin(desk, "/journal/wait", operation="write_note", count=2, timeout=15)
        made = await writes(desk, group)
        await desk.control("POST", "/reset", app=str(made["app_id"]), provider="notes")
        first = waiting.done()
        other = (await desk.control("POST", "/applications", group=group, provider="notes", app_id=9))[1]
        for secret in (made["secret"], other["secret"]):
            await desk.ask("POST", "/notes/b", {"text": "x"}, headers={"Notes-Key": secret})
        return first, (await waiting)[0]

    assert at_desk(story) == (False, 200)


def test_waiting_in_vain_says_what_came_nearest_in_all_of_it():
    async def story(desk):
        group, waiting = await begin(desk, "/journal/wait", operation="read_note", timeout=0.2)
        await writes(desk, group)
        return await waiting, desk.hub.groups[group].watchers

    (status, refused), left = at_desk(story)
    assert (status, left) == (408, []) and "POST /notes/a" in refused["message"]


def test_all_of_a_group_is_settled_once_each_of_it_is():
    async def story(desk):
        group = desk.hub.group_of(desk.pad)
        lines = desk.hub.make("lines", {"app_id": "pad"}, group)
        begun = await desk.hold(desk.ask("POST", "/notes/lunch/publication"))
        waiting = desk.begin(desk.control("POST", "/settled", provider="lines", app="pad"))
        settled = (await waiting)[0], lines.in_flight()
        whole = await desk.control("POST", "/settled", timeout=0)
        desk.receiver.free.set()
        return (
            settled,
            whole[0],
            "1 inquiries" in whole[1]["message"],
            await begun,
            await desk.control("POST", "/settled"),
        )

    settled, whole, told, begun, after = at_desk(story)
    assert (settled, whole, told, begun[0], after) == ((200, ""), 408, True, 201, (200, {}))
