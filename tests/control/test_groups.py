"""Groups over HTTP: what acts on all applications of a group, what on one, and who is meant where nothing is said."""

import gc
import weakref

import pytest

from tests.control.grouped import NOON, Server


@pytest.fixture
def server():
    server = Server()
    yield server
    assert server.hub.broken == []


@pytest.fixture
def serving():
    return Server(serves=True)


@pytest.fixture
def two(server):
    """A group with an application of notes and one of lines: its name, and both."""
    group = server.group()
    return group, server.tenant(group, "notes"), server.tenant(group, "lines")


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
        server("POST", "/faults", operation="*", **where)[1]["number"]
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
    server("POST", "/faults", app=str(lines.app_id), operation="*")
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


# --- who is meant ---


def test_an_id_that_two_providers_have_is_refused_naming_both(server):
    group = server.group()
    server.tenant(group, "notes", app_id=7)
    server.tenant(group, "lines", app_id="7")
    status, refused = server("POST", "/reset", app="7")
    assert (status, refused["code"]) == (409, "ambiguous_application")
    assert "notes and lines" in refused["message"]
    assert [server("POST", "/reset", app="7", provider=name)[0] for name in ("notes", "lines")] == [200, 200]
    assert server("DELETE", "/applications/7")[0] == 409
    assert server("DELETE", "/applications/7?provider=lines")[0] == 200


def test_an_unknown_id_is_refused_naming_what_there_is(server, two):
    _, pad, lines = two
    status, refused = server("GET", "/clock?app=nobody")
    assert status == 404 and str(pad.app_id) in refused["message"] and lines.app_id in refused["message"]
    assert str(pad.app_id) not in server("GET", "/clock?app=nobody&provider=lines")[1]["message"]


@pytest.mark.parametrize("path", ["/clock?group=none", "/clock?provider=none"])
def test_an_unknown_group_or_provider_is_refused(server, path):
    assert server("GET", path)[0] == 404


def test_a_provider_names_the_groups_own(server, two):
    group, pad, lines = two
    server("POST", "/clock/freeze", group=group, provider="notes")
    assert pad.clock.frozen and not lines.clock.frozen


def test_without_defaults_nobody_is_made_unasked(server):
    assert server("GET", "/state")[0] == server("PUT", "/limits", quota=1)[0] == 404
    assert list(server.hub) == []


def test_the_first_application_belongs_to_the_default_group_and_stands_at_its_time(server):
    server("POST", "/clock/freeze", at="2016-12-19T12:00:00Z")
    server("POST", "/applications", provider="notes")
    assert server.hub.default.of("notes").clock.now() == NOON


# --- the default applications ---


def test_defaults_are_made_when_they_are_first_needed(serving):
    assert list(serving.hub) == []
    serving("GET", "/clock?provider=notes")
    assert [tenant.app_id for tenant in serving.hub] == [7]


def test_what_says_nothing_makes_no_application(serving):
    for path in ("/health", "/env", "/clock", "/journal", "/faults", "/snapshots", "/applications"):
        assert serving("GET", path)[0] == 200
    assert list(serving.hub) == []


def test_a_default_is_found_by_its_id_before_it_is_made(serving):
    assert serving("POST", "/reset", app="7") == (200, {})
    assert "'nobody'; there are: 7, pad" in serving("GET", "/clock?app=nobody")[1]["message"]


def test_a_default_that_was_removed_comes_back_as_it_was():
    server = Server()
    server.hub.serve_defaults({"notes": {"secret": "another one"}}, {})
    server("DELETE", "/applications/7")
    assert list(server.hub) == []
    server("GET", "/clock?provider=notes")
    assert server.hub.holder("notes", "another one") is server.hub.find("notes", 7)


def test_without_a_name_the_default_group_acts(serving):
    group = serving.group()
    other = serving.tenant(group, "notes")
    pad = serving.hub.find("notes", 7)
    serving("POST", "/clock/freeze", at="2016-12-19T12:00:00Z")
    assert pad.clock.frozen and not other.clock.frozen


def test_a_further_application_has_a_group_of_its_own_that_ends_with_it(serving):
    made = serving("POST", "/applications", provider="notes", app_id=8)[1]
    serving("POST", "/clock/freeze", group=made["group"])
    assert serving.hub.find("notes", 8).clock.frozen and not serving.hub.default.clock.frozen
    serving("DELETE", "/applications/8")
    assert serving.hub.groups == {}


# --- beginning and end ---


def test_a_group_begins_with_options_and_documents_of_several(server):
    made = server(
        "POST",
        "/groups",
        options={"notes": {"app_id": 70}, "lines": {"app_id": "own"}},
        documents=[{"provider": "notes", "notes": {"a": "x"}}, {"provider": "lines"}],
    )[1]
    assert [application["app_id"] for application in made["applications"]] == [70, "own"]
    assert server.hub.find("notes", 70).notes == {"a": "x"}


@pytest.mark.parametrize(
    "begins",
    [
        {"documents": [{"provider": "notes"}, {"provider": "nobody"}]},
        {"documents": [{"provider": "notes"}, {"provider": "lines", "chatmock": 99}]},
        {"options": {"nobody": {}}},
        {"options": {"notes": {"app_id": "seven"}}},
        {"options": {"notes": {"colour": "red"}}},
    ],
)
def test_a_group_begins_wholly_or_not_at_all(server, begins):
    assert server("POST", "/groups", **begins)[0] in (400, 404)
    assert list(server.hub) == [] and server.hub.groups == {}


def test_an_application_that_moves_into_a_group_leaves_its_own(server):
    first, second = server.group(), server.group()
    server.tenant(first, "notes", app_id=7)
    moved = server.tenant(second, "notes", app_id=7)
    assert not server.hub.groups[first] and server.hub.groups[second].tenants == [moved]


def test_a_fork_stands_alone_and_leaves_nothing(server, two):
    group, pad, _ = two
    server.write(pad, "a")
    fork = server("POST", "/forks", app=str(pad.app_id), app_id=99)[1]
    assert server.hub.find("notes", 99).notes == pad.notes and fork["group"] != group
    server("DELETE", "/applications/99")
    assert list(server.hub.groups) == [group]


def test_a_credential_outlives_a_later_holder(server):
    first, second = (server.hub.make("notes", {"app_id": app_id, "secret": "s"}) for app_id in (1, 2))
    assert server.hub.holder("notes", "s") is second
    server.hub.remove(second)
    assert server.hub.holder("notes", "s") is first
    server.hub.remove(first)
    assert server.hub.holder("notes", "s") is None


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_a_credential_of_several_goes_with_the_last_of_them(server, order):
    tenants = [server.hub.make("notes", {"app_id": app_id, "secret": "s"}) for app_id in (1, 2, 3)]
    left = list(tenants)
    for index in order:
        server.hub.remove(tenants[index])
        left.remove(tenants[index])
        assert server.hub.holder("notes", "s") is (left[-1] if left else None)


def test_what_was_removed_leaves_nothing(server):
    group = server.group()
    kept = [server.hub.groups[group], server.tenant(group, "notes"), server.tenant(group, "lines")]
    for _ in range(50):
        kept[1].grant(kept[1].ids.hex(20))
        kept[1].clock.call_at(kept[1].clock.now() + 10**9, lambda pad=kept[1]: pad.notes.clear())
    server.write(kept[1], "a")
    server("POST", "/snapshots/one", group=group)
    gone = [weakref.ref(one) for one in (*kept, kept[1].journal, kept[1].outbox)]
    kept.clear()
    server("DELETE", f"/groups/{group}")
    gc.collect()
    assert [one() for one in gone] == [None] * len(gone)
    assert server.hub.groups == {} and len(server.hub._credentials) == 0
