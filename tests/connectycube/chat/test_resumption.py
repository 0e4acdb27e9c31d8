"""Connections that are lost and resumed: nothing is missing, nothing comes twice, an id is good once."""

import pytest

from tests.connectycube.chat.phone import MUC, SM, error_of, stream_error_of


def failed(one):
    assert one.name == "failed"
    return next(one.children).name


def test_what_came_meanwhile_is_sent_after_resuming(town):
    ann, bob = town.phone("ann"), town.phone("bob", tcp=True, sm="resume")
    ann.says("one", town.address("bob"))
    assert bob.texts() == ["one"]
    ann.says("lost on its way", town.address("bob"))
    bob.loses_connection()
    ann.says("two", town.address("bob"))
    resumed = bob.resumes()
    assert (resumed.name, resumed.get("previd")) == ("resumed", bob.resumption)
    assert bob.texts() == ["lost on its way", "two"]
    ann.says("three", town.address("bob"))
    assert bob.texts() == ["three"]


def test_the_server_says_how_much_it_got(town):
    bob = town.phone("bob", sm="resume")
    bob.says("one", town.address("ann"))
    bob.hears()
    bob.sends(f'<r xmlns="{SM}"/>')
    assert [one.get("h") for one in bob.hears()] == ["2"]
    bob.loses_connection()
    assert bob.resumes().get("h") == "2"


def test_resource_presence_carbons_rooms_and_watching_are_carried_over(town):
    dialog = town.group("ann", "bob")
    bob = town.phone("bob", sm="resume", carbons=True, resource="flutter")
    bob.sends(f'<presence id="j" to="{town.room(dialog, "bob")}"><x xmlns="{MUC}"/></presence>')
    bob.hears()
    bob.loses_connection()
    assert town["bob"].is_online
    bob.resumes()
    (client,) = town.app.chat.of(town["bob"].id)
    assert client.jid == bob.jid and client.available and client.carbons and list(client.rooms) == [dialog.id]
    ann = town.phone("ann")
    ann.sends(f'<presence id="j" to="{town.room(dialog, "ann")}"><x xmlns="{MUC}"/></presence>')
    assert [one.get("from") for one in bob.hears("presence")] == [town.room(dialog, "ann")]


def test_an_id_is_good_once(town):
    bob = town.phone("bob", sm="resume")
    bob.loses_connection()
    assert bob.resumes().name == "resumed"
    bob.loses_connection()
    assert failed(bob.resumes()) == "item-not-found"
    assert bob.connection.closed is False  # and may bind anew


def test_an_id_of_somebody_else_or_of_nobody_is_not_found(town):
    bob, ann = town.phone("bob", sm="resume"), town.phone("ann")
    bob.loses_connection()
    for previous in (bob.resumption, "f" * 32, ""):
        ann.connect()
        ann.arrives()
        ann.sends(f'<resume xmlns="{SM}" previd="{previous}" h="0"/>')
        assert failed(ann.hears()[0]) == "item-not-found"
    assert bob.resumes().name == "resumed"


def test_after_a_while_on_the_clock_it_is_too_late(town):
    ann, bob = town.phone("ann"), town.phone("bob", sm="resume")
    bob.hears()
    bob.loses_connection()
    ann.says("hi", town.address("bob"))
    town.app.clock.advance(seconds=299)
    assert town["bob"].is_online
    town.app.clock.advance(seconds=2)
    assert not town["bob"].is_online and not town.app.chat.resumable
    assert failed(bob.resumes()) == "item-not-found"
    assert town.phone("bob").texts() == ["hi"]


def test_a_second_socket_of_a_live_session_ends_the_first(town):
    bob = town.phone("bob", sm="resume")
    bob.hears()
    old = bob.connection
    assert bob.resumes().name == "resumed"
    sent = b"".join(frame.payload for frame in old.outgoing).decode()
    assert "<conflict " in sent and old.closed
    bob.provider.closed(town.hub, old)
    town.phone("ann").says("hi", town.address("bob"))
    assert bob.texts() == ["hi"] and town["bob"].connections == 1


@pytest.mark.parametrize("count", [1_000, 2**32 - 1])
def test_a_counter_that_grows_too_fast_is_tolerated(town, count):
    ann, bob = town.phone("ann"), town.phone("bob", sm="resume")
    ann.says("one", town.address("bob"))
    bob.hears()
    bob.sends(f'<a xmlns="{SM}" h="{count}"/>')
    bob.loses_connection()
    ann.says("two", town.address("bob"))
    assert bob.resumes().name == "resumed"
    assert bob.texts() == ["two"] or count > 2**31
    assert not bob.connection.closed


def test_stanzas_that_are_acknowledged_are_kept_no_more(town):
    ann, bob = town.phone("ann"), town.phone("bob", sm="resume")
    bob.hears()
    (client,) = town.app.chat.of(town["bob"].id)
    for number in range(100):
        ann.says(str(number), town.address("bob"))
        questions = [one for one in bob.hears() if one.name == "r"]
        if questions:
            bob.sends(f'<a xmlns="{SM}" h="{bob.count}"/>')
    assert len(client.management.kept) <= 20


def test_who_never_acknowledges_is_not_kept_for_forever(town):
    ann, bob = town.phone("ann"), town.phone("bob", sm="resume")
    (client,) = town.app.chat.of(town["bob"].id)
    text = "x" * 100_000
    for _ in range(100):
        ann.says(text, town.address("bob"), stored=False)
        bob.hears()
    assert client.management.size == 0
    bob.loses_connection()
    assert not town["bob"].is_online
    assert failed(bob.resumes()) == "item-not-found"


def test_an_sdk_that_only_counts_cannot_resume(town):
    bob = town.phone("bob", sm="count")
    assert bob.resumption == ""
    bob.loses_connection()
    assert not town["bob"].is_online


def test_resumption_is_a_switch(town):
    town.app.configure(town.app.settings.with_changes({"resumption_seconds": 0}))
    assert town.phone("bob", sm="resume").resumption == ""


def test_what_is_out_of_turn_fails(town):
    bob = town.phone("bob", sm="resume")
    bob.hears()
    bob.sends(f'<enable xmlns="{SM}" resume="true"/>')
    assert failed(bob.hears()[0]) == "unexpected-request"
    bob.sends(f'<resume xmlns="{SM}" previd="{bob.resumption}" h="0"/>')
    assert failed(bob.hears()[0]) == "unexpected-request"
    ann = town.phone("ann")
    ann.hears()
    for text in (f'<r xmlns="{SM}"/>', f'<a xmlns="{SM}" h="1"/>'):
        ann.sends(text)
        assert failed(ann.hears()[0]) == "unexpected-request"
    ann.sends(f'<message to="{town.address("bob")}" type="groupchat"/>')
    assert error_of(ann.hears()[0])[0] == "400"


def test_a_login_with_its_resource_ends_a_session_that_waits(town):
    bob = town.phone("bob", sm="resume", resource="flutter")
    bob.loses_connection()
    town.phone("bob", resource="flutter")
    assert failed(bob.resumes()) == "item-not-found" and town["bob"].connections == 1


def test_resuming_before_login_ends_the_stream(town):
    bob = town.phone("bob", sm="resume")
    bob.loses_connection()
    bob.connect()
    bob.opens().hears()
    bob.sends(f'<resume xmlns="{SM}" previd="{bob.resumption}" h="0"/>')
    assert stream_error_of(bob) == "not-authorized"


def test_the_journal_says_who_came_and_went_and_why(town):
    bob = town.phone("bob", sm="resume")
    bob.loses_connection()
    bob.resumes()
    bob.ends()
    notes = [(one.operation, one.kind, one.facts["why"]) for one in town.app.journal if "why" in one.facts]
    assert notes == [
        ("connect", "connected", "login"),
        ("disconnect", "disconnected", ""),  # a phone of these tests has no server to say why
        ("connect", "connected", "resumption"),
        ("disconnect", "disconnected", "client"),
    ]
