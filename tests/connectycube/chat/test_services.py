"""What clients ask of the server, what the server API tells the chat, faults and the journal."""

import pytest

from chatmock.core.faults import Fault
from tests.connectycube.chat.phone import SM, Phone, error_of

INFO = "http://jabber.org/protocol/disco#info"
ITEMS = "http://jabber.org/protocol/disco#items"


def test_the_server_answers_pings_and_says_what_it_can(town, ann):
    assert ann.asks('<ping xmlns="urn:xmpp:ping"/>', to="127.0.0.1").get("type") == "result"
    features = {one.get("var") for one in ann.asks(f'<query xmlns="{INFO}"/>').child("query", INFO).children}
    assert {
        "urn:xmpp:carbons:2",
        "jabber:iq:privacy",
        "jabber:iq:roster",
        "jabber:iq:last",
        "urn:xmpp:ping",
    } <= features
    (rooms,) = ann.asks(f'<query xmlns="{ITEMS}"/>').child("query", ITEMS).children
    assert rooms.get("jid") == "muc.127.0.0.1"
    dialog = town.group("ann", "bob")
    for to in ("muc.127.0.0.1", town.room(dialog)):
        (identity, *_) = ann.asks(f'<query xmlns="{INFO}"/>', to=to).child("query", INFO).children
        assert identity.get("category") == "conference"


@pytest.mark.parametrize(
    ("query", "kind", "error"),
    [
        ('<query xmlns="jabber:iq:version"/>', "get", ("501", "feature-not-implemented")),
        ("", "get", ("501", "feature-not-implemented")),
        ('<ping xmlns="urn:xmpp:ping"/>', "ask", ("400", "bad-request")),
        ('<enable xmlns="urn:xmpp:carbons:2"/>', "get", ("400", "bad-request")),
        ('<mobile xmlns="http://tigase.org/protocol/mobile#v2" enable="maybe"/>', "set", ("400", "bad-request")),
        (f'<query xmlns="{INFO}"/>', "set", ("400", "bad-request")),
    ],
)
def test_what_it_cannot_it_refuses(ann, query, kind, error):
    assert error_of(ann.asks(query, kind=kind)) == error


def test_clients_ask_each_other(town, ann, bob):
    ann.sends(f'<iq type="get" id="v1" to="{bob.jid}"><query xmlns="jabber:iq:version"/></iq>')
    (asked,) = bob.hears()
    assert asked.get("from") == ann.jid
    bob.sends(f'<iq type="result" id="v1" to="{asked.get("from")}"><query xmlns="jabber:iq:version"/></iq>')
    assert [(one.get("id"), one.get("type"), one.get("from")) for one in ann.hears()] == [("v1", "result", bob.jid)]
    ann.sends(f'<iq type="get" id="p1" to="{bob.jid}"><ping xmlns="urn:xmpp:ping"/></iq>')
    assert [one.get("id") for one in bob.hears()] == ["p1"] and ann.hears() == []
    ann.sends(f'<iq type="get" id="v2" to="{town.address("bob")}/nowhere"><query xmlns="jabber:iq:version"/></iq>')
    assert error_of(ann.hears()[0]) == ("503", "service-unavailable")


def test_the_app_goes_to_the_background_and_comes_back(town, ann):
    def mobile(enable):
        ann.asks(f'<mobile xmlns="http://tigase.org/protocol/mobile#v2" enable="{enable}"/>', kind="set")

    mobile("true"), mobile("true")
    assert town["ann"].inactive == 1
    mobile("false")
    assert town["ann"].inactive == 0
    ann.sends('<inactive xmlns="urn:xmpp:csi:0"/>')
    assert town["ann"].inactive == 1 and ann.hears() == []
    ann.ends()
    assert town["ann"].inactive == 0


# --- what the server API tells the chat ---


def test_a_message_of_the_server_api_goes_to_the_others(town, ann, bob):
    dialog = town.app.dialogs.private(town["ann"], town["bob"])
    message = town.app.messages.say(
        dialog, town["ann"], "hi \x00 <there>", to_chat=True, markable=True,
        parameters={"mood": "calm", "deep": {"a": [1, True]}, "not a name": 1}, attachments=[{"type": "image", "size": 5}],
    )  # fmt: skip
    (told,) = bob.hears()
    extra = told.child("extraParams")
    assert (
        told.text_of("body") == "hi \ufffd <there>"
        and told.get("id") == message.id
        and told.child("markable", "urn:xmpp:chat-markers:0")
    )
    assert extra.text_of("mood") == "calm" and extra.text_of("dialog_id") == dialog.id
    assert [one.text for one in extra.child("deep").children] == ["1", "true"]
    assert extra.child("attachment").attributes == {"type": "image", "size": "5"} and ann.hears() == []
    town.app.messages.say(dialog, town["ann"], "only stored")
    assert bob.hears() == []


def test_a_message_of_the_server_api_in_a_room_goes_to_all(town, ann, bob):
    dialog = town.group("ann", "bob")
    town.app.messages.say(dialog, town["ann"], "hi", to_chat=True)
    assert ann.texts() == bob.texts() == ["hi"]


def test_reactions_and_forced_deletions_are_told(town, ann, bob):
    for dialog in (town.group("ann", "bob"), town.app.dialogs.private(town["ann"], town["bob"])):
        message = town.app.messages.say(dialog, town["ann"], "hi")
        town.app.messages.react(message, town["bob"], add="👍")
        for phone in (ann, bob):
            (told,) = phone.hears()
            reactions = told.child("reactions")
            assert (reactions.get("user_id"), reactions.get("message_id")) == (str(town["bob"].id), message.id)
            assert [one.attributes for one in reactions.children] == [{"add": "true", "type": "👍"}]
        town.app.messages.remove(message, town["ann"])
        (told,) = bob.hears()
        assert told.child("remove", "urn:xmpp:message-delete:0").get("id") == message.id and ann.hears() == []


def test_system_messages_of_the_server_api_are_headlines(town, bob):
    message_id = town.app.messages.notify(town["ann"], town["bob"], {"action": "refresh"})
    (told,) = bob.hears()
    extra = told.child("extraParams")
    assert (told.get("type"), told.get("id"), told.get("from")) == ("headline", message_id, town.address("ann"))
    assert extra.text_of("moduleIdentifier") == "SystemNotifications" and extra.text_of("action") == "refresh"


# --- faults ---


def test_a_fault_refuses_a_stanza_before_it_has_an_effect(town, ann, bob):
    town.app.faults.add(Fault("message", status=503, message="Not today."))
    ann.says("hi", town.address("bob"))
    (refused,) = ann.hears()
    assert error_of(refused) == ("503", "service-unavailable") and bob.hears() == []
    assert refused.child("error").text_of("text", "urn:ietf:params:xml:ns:xmpp-stanzas") == "Not today."
    assert town.app.dialogs.between(town["ann"], town["bob"]) is None
    ann.says("hi", town.address("bob"))
    assert bob.texts() == ["hi"]


def test_a_fault_strikes_one_kind_of_iq(town, ann):
    town.app.faults.add(Fault("iq ping", status=500))
    town.app.faults.add(Fault("iq last", withhold=True))
    assert ann.asks(f'<query xmlns="{INFO}"/>').get("type") == "result"
    assert error_of(ann.asks('<ping xmlns="urn:xmpp:ping"/>')) == ("500", "internal-server-error")
    ann.sends('<iq type="get" id="1"><query xmlns="jabber:iq:last"/></iq>')
    assert ann.hears() == []
    assert ann.asks('<query xmlns="jabber:iq:last"/>').get("type") == "result"


def test_a_fault_on_the_login_is_a_failure_that_passes(town):
    town.app.faults.add(Fault("auth", status=500))
    phone = Phone(town, town["ann"]).opens()
    phone.hears()
    (failed,) = phone.logs_in().hears()
    assert next(failed.children).name == "temporary-auth-failure"
    assert [one.name for one in phone.logs_in().hears()] == ["success"]


@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_connection_is_lost_at_a_stanza(town, ann, bob, phase):
    town.app.faults.add(Fault("message", disconnect=True, phase=phase))
    ann.says("hi", town.address("bob"))
    assert ann.connection.dropped and bob.texts() == (["hi"] if phase == "after" else [])


def test_a_stanza_that_is_lost_on_its_way_is_there_after_resuming(town, ann):
    bob = town.phone("bob", sm="resume")
    bob.hears()
    town.app.faults.add(Fault("frame message", withhold=True))
    ann.says("lost", town.address("bob"))
    ann.says("found", town.address("bob"))
    assert bob.texts() == ["found"]
    bob.loses_connection()
    assert bob.resumes(count=bob.count - 1).name == "resumed"
    assert bob.texts() == ["lost", "found"]


def test_every_point_of_a_fault_is_known(town):
    points = town.app.provider.fault_points()
    assert {"message", "presence", "iq", "iq ping", "auth", "enable", "resume", "frame message"} <= set(points)


# --- the journal ---


def test_the_journal_shows_stanzas_readable_and_no_password(town, ann, bob):
    ann.says("hi", town.address("bob"))
    entries = [entry.shown() for entry in town.app.journal]
    came, went = (entry for entry in entries if entry["operation"] == "message")
    assert came["request"]["body"] == "hi" and came["user"] == str(town["ann"].id) and came["direction"] == "in"
    assert went["request"]["extraParams"]["save_to_history"] == "1" and went["to"] == [str(town["bob"].id)]
    assert went["request"]["from"] == ann.jid
    text = repr(entries) + "".join(map(str, town.app.journal))
    assert "ann-password" not in text and "cGFzc3dvcmQ" not in text and "YW5uLXBhc3N3b3Jk" not in text
    assert [entry["operation"] for entry in entries][:4] == ["auth", "iq bind", "connect", "iq"]


def test_a_refusal_is_marked_in_the_journal(town, ann):
    ann.says("hi", "99-7777@x")
    (entry,) = (
        entry for entry in town.app.journal if entry.operation == "message" and entry.facts["direction"] == "in"
    )
    assert entry.refusal.code == 404 and entry.refusal.message == "User not found."


def test_frames_are_counted_only_after_enabling(town):
    phone = town.phone("ann")
    phone.hears()
    phone.sends(f'<enable xmlns="{SM}"/>')
    phone.asks('<ping xmlns="urn:xmpp:ping"/>')
    phone.sends(f'<r xmlns="{SM}"/>')
    assert [one.get("h") for one in phone.hears()] == ["1"]


def test_a_fault_strikes_stanzas_by_what_is_in_them(town, ann, bob):
    dialog = town.group("ann", "bob")
    town.app.faults.add(Fault("message", status=503, body={"type": "groupchat"}))
    town.app.faults.add(Fault("frame message", withhold=True, body={"body": "lost"}))
    ann.says("lost", town.address("bob"))
    ann.says("found", town.address("bob"))
    assert bob.texts() == ["found"]
    ann.says("hi", town.room(dialog))
    assert error_of(ann.hears("message")[0]) == ("503", "service-unavailable")
