"""Groups over HTTP: time, faults, journal, resets and snapshots of all applications of a group, and of one."""

import pytest

from tests.control.grouped import NOON

# --- time ---


@pytest.mark.parametrize(
    ("move", "body"),
    [("freeze", {"at": "2016-12-19T12:00:00Z"}), ("set", {"to": "2016-12-19T12:00:00Z"}), ("advance", {"days": 3})],
)
def test_an_application_that_comes_later_stands_at_the_groups_time(server, move, body):
    group = server.group()
    server("POST", f"/clock/{move}", group=group, **body)
    first = server.tenant(group, "lines")
    server("POST", "/clock/advance", group=group, hours=1)
    second = server.tenant(group, "notes")
    assert (first.clock.offset, first.clock.frozen) == (second.clock.offset, second.clock.frozen)
    assert second.clock.frozen == (move == "freeze") and abs(second.clock.now() - first.clock.now()) < 1000


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clock/freeze", {"at": "2016-12-19T12:00:00Z"}),
        ("/clock/set", {"to": "2016-12-19T13:00:00Z"}),
        ("/clock/advance", {"hours": 2}),
        ("/clock/real", {}),
    ],
)
def test_whatever_moves_the_group_moves_all_of_it(server, two, path, body):
    group, pad, lines = two
    server("POST", "/clock/freeze", group=group, at="2016-12-19T12:00:00Z")
    told = server("POST", path, group=group, **body)[1]["now"]
    assert abs(pad.clock.now() - told) < 1000 and abs(lines.clock.now() - told) < 1000
    assert pad.clock.frozen == lines.clock.frozen


def test_the_clock_of_one_moves_alone(server, two):
    _, pad, lines = two
    server("POST", "/clock/freeze", app=str(pad.app_id), at="2016-12-19T12:00:00Z")
    assert pad.clock.now() == NOON and not lines.clock.frozen


def test_timers_of_all_fire_when_the_group_moves(server, two):
    group, pad, lines = two
    fired = []
    for tenant in (pad, lines):
        tenant.clock.call_at(tenant.clock.now() + 1000, lambda tenant=tenant: fired.append(tenant))
    server("POST", "/clock/advance", group=group, seconds=2)
    assert fired == [pad, lines]


def test_the_time_stays_when_the_last_application_goes(server):
    group = server.group()
    app_id = server.tenant(group, "lines").app_id
    server("POST", "/clock/freeze", group=group, at="2016-12-19T12:00:00Z")
    server("DELETE", f"/applications/{app_id}")
    assert server.tenant(group, "notes").clock.now() == NOON


# --- faults ---


def test_a_fault_of_the_group_strikes_once_in_all_of_it(server):
    group = server.group()
    pads = [server.tenant(group, "notes"), server.tenant(group, "notes", app_id=8)]
    server("POST", "/faults", group=group, operation="write_note")
    assert [server.write(pad, "a") for pad in (*pads, *pads)] == [500, 201, 201, 201]


def test_a_fault_of_one_strikes_there_only_and_before_one_of_the_group(server):
    group = server.group()
    pads = [server.tenant(group, "notes"), server.tenant(group, "notes", app_id=8)]
    server("POST", "/faults", group=group, operation="write_note", code="note.forbidden")
    server("POST", "/faults", app="8", operation="write_note", code="broken")
    assert [server.write(pad, "a") for pad in (pads[1], pads[0], pads[0], pads[1])] == [500, 200, 201, 201]


def test_numbers_of_faults_are_unique_within_a_group(server, two):
    group, pad, lines = two
    added = [
        server("POST", "/faults", operation="*", delay=1, **where)[1]["number"]
        for where in ({"group": group}, {"app": str(pad.app_id)}, {"app": str(lines.app_id)}, {"group": group})
    ]
    assert added == [1, 2, 3, 4] == [fault["number"] for fault in server("GET", f"/faults?group={group}")[1]["faults"]]
    assert server("DELETE", f"/faults/2?group={group}")[0] == 200
    assert server("DELETE", f"/faults/3?app={pad.app_id}")[0] == 404
    assert list(pad.faults) == [] and len(list(lines.faults)) == 1


def test_a_name_that_only_one_of_its_providers_knows_is_enough(server, two):
    group, _, lines = two
    assert server("POST", "/faults", group=group, operation="write_note")[0] == 200
    status, refused = server("POST", "/faults", app=str(lines.app_id), operation="write_note")
    assert (status, refused["code"]) == (404, "unknown_name")


def test_a_name_that_none_of_them_knows_is_refused_with_the_nearest(server, two):
    status, refused = server("POST", "/faults", group=two[0], operation="read_notes")
    assert status == 404 and "did you mean read_note" in refused["message"]


def test_a_fault_may_be_there_before_the_application_it_strikes(server):
    group = server.group()
    server("POST", "/faults", group=group, operation="write_note")
    assert [server.write(server.tenant(group, "notes"), "a") for _ in range(2)] == [500, 201]


def test_clearing_the_faults_of_a_group_clears_all(server, two):
    group, pad, _ = two
    server("POST", "/faults", group=group, operation="*", times=0)
    server("POST", "/faults", app=str(pad.app_id), operation="*", times=0)
    server("DELETE", f"/faults?group={group}")
    assert server.write(pad, "a") == 201


# --- journal ---


def test_the_journal_of_a_group_has_one_order(server):
    group = server.group()
    pads = [server.tenant(group, "notes"), server.tenant(group, "notes", app_id=8)]
    for number in range(6):
        server.write(pads[number % 2], f"n{number}")
    entries = server("GET", f"/journal?group={group}")[1]["entries"]
    assert [(entry["number"], entry["path"]) for entry in entries] == [(n + 1, f"/notes/n{n}") for n in range(6)]
    assert len(server("GET", "/journal?app=8")[1]["entries"]) == 3
    assert len(server("GET", f"/journal?group={group}&after=4")[1]["entries"]) == 2


def test_clearing_the_journal_of_a_group_clears_all(server, two):
    group, pad, _ = two
    server.write(pad, "a")
    server("DELETE", f"/journal?group={group}")
    assert server("GET", f"/journal?group={group}")[1]["entries"] == []


# --- reset, snapshots ---


def test_a_reset_of_the_group_begins_all_anew(server):
    documents = [{"provider": "notes", "notes": {"seeded": "x"}}]
    group = server.group(documents=documents)
    pad, lines = server.tenant(group, "notes"), server.tenant(group, "lines")
    server.write(pad, "a")
    server("POST", "/clock/freeze", group=group)
    server("POST", "/faults", group=group, operation="*", times=0)
    server("POST", "/faults", app=str(lines.app_id), operation="*", delay=1)
    server("POST", "/reset", group=group)
    [fresh, other] = server.hub.groups[group].tenants
    assert fresh.notes == {"seeded": "x"} and server.write(fresh, "b") == 201
    assert not fresh.clock.frozen and not other.clock.frozen
    assert server("GET", f"/faults?group={group}")[1]["faults"] == []
    assert [entry["number"] for entry in server("GET", f"/journal?group={group}")[1]["entries"]] == [1]


def test_a_reset_of_one_of_two_keeps_the_time_and_the_other(server, two):
    group, pad, lines = two
    server.write(pad, "a")
    server("POST", "/clock/freeze", group=group, at="2016-12-19T12:00:00Z")
    server("POST", "/faults", group=group, operation="write_note", times=0)
    server("POST", "/reset", app=str(pad.app_id))
    [fresh, other] = server.hub.groups[group].tenants
    assert (fresh.notes, fresh.clock.now(), other) == ({}, NOON, lines)
    assert server.write(fresh, "a") == 500


def test_going_back_brings_state_and_time_of_all(server, two):
    group, pad, lines = two
    server.write(pad, "a")
    server("POST", "/clock/freeze", group=group, at="2016-12-19T12:00:00Z")
    server("POST", "/snapshots/one", group=group)
    server.write(pad, "b")
    server("POST", "/clock/advance", group=group, hours=1)
    server("POST", "/faults", group=group, operation="*", times=0)
    server("POST", "/snapshots/one/restore", group=group)
    [pad, lines] = server.hub.groups[group].tenants
    assert (list(pad.notes), pad.clock.now(), lines.clock.now()) == (["a"], NOON, NOON)
    assert server.write(pad, "c") == 201


def test_going_back_removes_who_came_and_makes_again_who_went(server):
    group = server.group()
    lines = server.tenant(group, "lines")
    server("POST", "/snapshots/one", group=group)
    pad = server.tenant(group, "notes")
    server("DELETE", f"/applications/{lines.app_id}")
    server("POST", "/snapshots/one/restore", group=group)
    assert [tenant.app_id for tenant in server.hub.groups[group].tenants] == [lines.app_id]
    assert server.hub.find("notes", pad.app_id) is None and server.hub.holder("notes", pad.pad_secret) is None


def test_going_back_to_nothing_leaves_the_time(server):
    group = server.group()
    server("POST", "/clock/freeze", group=group, at="2016-12-19T12:00:00Z")
    server("POST", "/snapshots/empty", group=group)
    server.tenant(group, "notes")
    server("POST", "/clock/real", group=group)
    server("POST", "/snapshots/empty/restore", group=group)
    assert list(server.hub) == [] and server("GET", f"/clock?group={group}")[1]["now"] == NOON


def test_a_snapshot_of_one_is_its_own(server, two):
    group, pad, _ = two
    server("POST", "/snapshots/one", app=str(pad.app_id))
    assert server("GET", f"/snapshots?app={pad.app_id}")[1]["snapshots"] == ["one"]
    assert server("GET", f"/snapshots?group={group}")[1]["snapshots"] == []
    assert server("POST", "/snapshots/one/restore", group=group)[0] == 404
    assert server("POST", "/snapshots/one/restore", app=str(pad.app_id))[0] == 200


def test_a_snapshot_outlives_a_reset(server, two):
    group, pad, _ = two
    server.write(pad, "a")
    server("POST", "/snapshots/one", group=group)
    server("POST", "/reset", group=group)
    server("POST", "/snapshots/one/restore", group=group)
    assert list(server.hub.find("notes", pad.app_id).notes) == ["a"]


# --- state ---


def test_a_state_of_several_goes_to_those_it_names(server):
    group = server.group()
    for app_id in (7, 8):
        server.write(server.tenant(group, "notes", app_id=app_id), f"of-{app_id}")
    state = server("GET", f"/state?group={group}")[1]
    server("POST", "/reset", group=group)
    assert server("PUT", "/state", group=group, **state) == (200, {})
    assert [list(pad.notes) for pad in server.hub.of("notes")] == [["of-7"], ["of-8"]]


def test_a_state_makes_the_application_it_is_for(server):
    group = server.group()
    server("POST", "/clock/freeze", group=group, at="2016-12-19T12:00:00Z")
    server("PUT", "/state", group=group, provider="notes", notes={"a": "x"})
    [pad] = server.hub.groups[group].tenants
    assert (pad.notes, pad.clock.frozen) == ({"a": "x"}, False)


def test_a_state_that_is_refused_changes_nothing(server):
    group = server.group()
    documents = [{"provider": "notes", "notes": {"a": "x"}}, {"provider": "lines", "chatmock": 99}]
    assert server("PUT", "/state", group=group, applications=documents)[0] == 400
    assert list(server.hub) == []
