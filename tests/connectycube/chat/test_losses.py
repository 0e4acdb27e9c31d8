"""Where a connection may be lost, moment by moment: nothing is missing, nothing comes twice, all of it in order."""

import pytest

from chatmock.providers.connectycube.chat.post import MOST_STANZAS
from tests.connectycube.chat.phone import SM, Phone, error_of

PING = '<iq type="get" id="{}"><ping xmlns="urn:xmpp:ping"/></iq>'


@pytest.fixture(params=[False, True], ids=["websocket", "tcp"])
def bob(request, town):
    """Bob's phone, which may resume."""
    phone = town.phone("bob", tcp=request.param, sm="resume")
    phone.hears()
    return phone


def answers(phone):
    """The ids of the iqs that came since the last time."""
    return [one.get("id") for one in phone.hears("iq")]


def test_a_stanza_that_is_half_read_is_not_counted_and_may_be_sent_again(town):
    bob = town.phone("bob", tcp=True, sm="resume")
    bob.hears()
    ping = PING.format("p1")
    bob.sends(ping[:20])
    bob.loses_connection()
    assert bob.resumes().get("h") == "1"  # the presence
    bob.sends(ping)
    assert answers(bob) == ["p1"]


def test_an_answer_that_was_written_to_a_dead_socket_comes_after_resuming(bob):
    bob.sends(PING.format("p1"))
    bob.connection.outgoing.clear()  # on its way when the socket died
    bob.loses_connection()
    assert bob.resumes().get("h") == "2"
    assert answers(bob) == ["p1"]


def test_a_stanza_that_comes_over_a_socket_whose_loss_is_not_noticed_is_answered_after_resuming(bob):
    bob.connection.on_output = bob.connection.outgoing.clear  # nobody is there to read
    bob.sends(PING.format("p1"))
    assert bob.resumes().get("h") == "2"
    assert answers(bob) == ["p1"]


def test_a_refusal_that_was_written_to_a_dead_socket_comes_after_resuming(bob):
    bob.sends('<message id="m" type="chat" to="7-7777@127.0.0.1"><body>hi</body></message>')
    bob.connection.outgoing.clear()
    bob.loses_connection()
    bob.resumes()
    assert [error_of(one)[0] for one in bob.hears("message")] == ["404"]


def test_an_answer_that_was_heard_does_not_come_again(bob):
    bob.sends(PING.format("p1"))
    assert answers(bob) == ["p1"]
    bob.loses_connection()
    bob.resumes()
    assert bob.hears() == []


def test_what_the_old_socket_still_brings_after_resuming_is_not_dealt_with(town, ann, bob):
    """The client sends it again, as the counter did not have it."""
    old = bob.connection
    assert bob.resumes().get("h") == "1"
    said = f'<message id="{town.new_id()}" type="chat" to="{town.address("ann")}"><body>once</body></message>'
    bob.provider.received(town.hub, old, said.encode() if bob.tcp else said)
    bob.sends(said)
    bob.provider.closed(town.hub, old)
    bob.sends(PING.format("p1"))
    assert ann.texts() == ["once"] and answers(bob) == ["p1"]
    assert town["bob"].connections == 1


def test_what_is_said_while_the_client_logs_in_anew_stands_in_order(town, ann, bob):
    ann.says("one", town.address("bob"))
    bob.loses_connection()
    ann.says("two", town.address("bob"))
    bob.connection = Phone(town, town["bob"], tcp=bob.tcp).arrives().connection
    ann.says("three", town.address("bob"))
    bob.sends(f'<resume xmlns="{SM}" previd="{bob.resumption}" h="{bob.count}"/>')
    ann.says("four", town.address("bob"))
    assert bob.texts() == ["one", "two", "three", "four"]


def test_what_is_sent_together_with_the_resumption_is_answered_after_what_was_missed(town, ann):
    bob = town.phone("bob", tcp=True, sm="resume")
    bob.hears()
    bob.loses_connection()
    ann.says("missed", town.address("bob"))
    bob.connect()
    bob.arrives()
    bob.sends(f'<resume xmlns="{SM}" previd="{bob.resumption}" h="{bob.count}"/>{PING.format("p1")}<r xmlns="{SM}"/>')
    assert [one.name for one in bob.hears()] == ["resumed", "message", "iq", "a"]


def test_a_question_that_was_lost_is_asked_anew(town, ann, bob):
    for number in range(25):
        ann.says(str(number), town.address("bob"))
    bob.connection.outgoing.clear()
    bob.loses_connection()
    bob.resumes()
    ann.says("25", town.address("bob"))
    came = bob.hears()
    assert [one.text_of("body") for one in came if one.name == "message"] == [str(n) for n in range(26)]
    assert [one.name for one in came if one.name != "message"] == ["r"]


def test_as_much_as_is_kept_is_sent_at_once(town, ann, bob):
    bob.sends(f'<a xmlns="{SM}" h="{bob.count}"/>')
    bob.loses_connection()
    for number in range(MOST_STANZAS):
        ann.says(str(number), town.address("bob"), stored=False)
    assert bob.resumes().name == "resumed" and not bob.connection.closed
    assert bob.texts() == list(map(str, range(MOST_STANZAS)))


def test_what_was_not_sent_at_all_is_in_the_journal_when_it_is(town, ann, bob):
    bob.loses_connection()
    ann.says("missed", town.address("bob"))
    sent = [one for one in town.app.journal if one.operation == "message" and one.facts.get("direction") == "out"]
    assert sent == []
    bob.resumes()
    (entry,) = (one for one in town.app.journal if one.operation == "message" and one.facts["direction"] == "out")
    assert entry.facts["to"] == [str(town["bob"].id)]


def test_the_socket_that_is_replaced_is_said_to_be_gone(town, bob):
    bob.resumes()
    notes = [(one.kind, one.facts["why"]) for one in town.app.journal if "why" in one.facts]
    assert notes == [("connected", "login"), ("disconnected", "session"), ("connected", "resumption")]


# --- other devices ---


def test_a_new_device_gets_what_a_lost_one_never_got(town, ann, bob):
    ann.says("heard", town.address("bob"))
    bob.hears()
    bob.loses_connection()
    ann.says("missed", town.address("bob"))
    tablet = town.phone("bob")
    came = tablet.hears("message")
    assert [one.text_of("body") for one in came] == ["heard", "missed"]  # the first was never acknowledged
    assert all(one.child("delay", "urn:xmpp:delay") is not None for one in came)
    bob.resumes()
    assert bob.texts() == ["missed"]


def test_what_another_device_has_waits_for_nobody(town, ann, bob):
    bob.loses_connection()
    ann.says("missed", town.address("bob"))
    tablet = town.phone("bob")
    ann.says("to both", town.address("bob"))
    assert tablet.texts() == ["missed", "to both"]
    tablet.ends()
    town.app.clock.advance(seconds=301)
    assert not town["bob"].is_online and town.phone("bob").texts() == []


def test_what_a_device_has_acknowledged_waits_for_nobody(town, ann, bob):
    tablet = town.phone("bob", sm="resume", resource="tablet")
    tablet.hears()
    ann.says("to both", town.address("bob"))
    tablet.hears()
    tablet.sends(f'<a xmlns="{SM}" h="{tablet.count}"/>')
    tablet.ends()
    bob.loses_connection()
    town.app.clock.advance(seconds=301)
    assert town.phone("bob").texts() == []


def test_what_no_device_has_got_waits_once(town, ann, bob):
    tablet = town.phone("bob", sm="resume", resource="tablet")
    ann.says("to both", town.address("bob"))
    for phone in (bob, tablet):
        phone.connection.outgoing.clear()
        phone.loses_connection()
    town.app.clock.advance(seconds=301)
    assert not town["bob"].is_online and town.phone("bob").texts() == ["to both"]
