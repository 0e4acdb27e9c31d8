"""Which application is meant: by its id, its provider, its group, or by nothing; and what is left of those that end."""

import gc
import weakref

import pytest

from tests.control.grouped import NOON, Server

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
    moved = server.tenant(second, "notes", app_id=7, replace=True)
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
