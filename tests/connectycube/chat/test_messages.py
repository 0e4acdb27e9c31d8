"""What people say to each other and in rooms: stored, marked, sent to every device, edited, removed."""

import pytest

from chatmock.providers.connectycube.model import BROADCAST, PUBLIC
from tests.connectycube.chat.phone import CHAT, MARKERS, error_of

EXTRA = "extraParams"


def parameters(message):
    return {one.name: one.text for one in message.child(EXTRA).children if one.name != "attachment"}


# --- to a user ---


def test_a_message_reaches_every_device_and_the_history(town):
    ann, phone, tablet = town.phone("ann"), town.phone("bob"), town.phone("bob", tcp=True)
    for one in (phone, tablet):
        one.hears()
    message_id = ann.says("Hello &amp; Bob", town.address("bob"), mood="sunny", date_sent=1795289899)
    for one in (phone, tablet):
        (message,) = one.hears("message")
        assert (message.get("id"), message.get("type"), message.get("from"), message.get("to")) == (
            message_id,
            "chat",
            ann.jid,
            one.jid,
        )
        assert message.text_of("body") == "Hello & Bob" and not message.child("body").attributes
    stored = town.app.messages.get(message_id)
    dialog = town.app.dialogs.between(town["ann"], town["bob"])
    assert stored.message == "Hello & Bob" and stored.parameters == {"mood": "sunny"} and stored.date_sent == 1795289899
    assert parameters(message)["dialog_id"] == dialog.id and dialog.history.unread(town["bob"].id) == 1


def test_the_server_adds_the_parameters_that_are_missing(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    ann.sends(f'<message type="chat" to="{town.address("bob")}"><body>hi</body></message>')
    (message,) = bob.hears("message")
    dialog = town.app.dialogs.between(town["ann"], town["bob"])
    assert parameters(message) == {
        "dialog_id": dialog.id,
        "date_sent": str(town.app.clock.seconds()),
        "message_id": message.get("id"),
    }
    assert town.history(dialog) == []


def test_milliseconds_are_forwarded_untouched_and_stored_as_seconds(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    message_id = ann.says("hi", town.address("bob"), date_sent=1795289899123)
    (message,) = bob.hears("message")
    assert parameters(message)["date_sent"] == "1795289899123"
    assert town.app.messages.get(message_id).date_sent == 1795289899


@pytest.mark.parametrize("date", ["soon", "-1", "99999999999999999999", "9" * 15 + "9"])
def test_a_date_that_is_none_is_refused(town, date):
    ann = town.phone("ann")
    ann.hears()
    ann.says("hi", town.address("bob"), date_sent=date)
    assert error_of(ann.hears()[0]) == ("400", "bad-request")
    assert town.app.dialogs.between(town["ann"], town["bob"]) is None


def test_attachments_and_nested_parameters_are_stored_as_they_were_sent(town):
    ann = town.phone("ann")
    ann.sends(
        f'<message id="{"a" * 24}" type="chat" to="{town.address("bob")}"><body>see</body><extraParams xmlns="{CHAT}">'
        '<save_to_history>1</save_to_history><attachment type="image" uid="A1" width="640"/><attachment type="audio" uid="A2"/>'
        "<place><lat>1.5</lat><lon>2</lon></place><tag>a</tag><tag>b</tag></extraParams></message>"
    )
    stored = town.app.messages.get("a" * 24)
    assert list(stored.attachments) == [{"type": "image", "uid": "A1", "width": "640"}, {"type": "audio", "uid": "A2"}]
    assert stored.parameters == {"place": {"lat": "1.5", "lon": "2"}, "tag": ["a", "b"]}


def test_the_same_message_again_changes_nothing(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    message_id = ann.says("hi", town.address("bob"))
    ann.says("hi", town.address("bob"), id=message_id)
    assert bob.texts() == ["hi"] and town.history(town.app.dialogs.between(town["ann"], town["bob"])) == ["hi"]


def test_an_id_that_somebody_else_has_is_refused(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    message_id = ann.says("hi", town.address("bob"))
    bob.hears()
    bob.says("mine", town.address("ann"), id=message_id)
    assert error_of(bob.hears()[0]) == ("409", "conflict")


def test_an_id_of_another_form_gets_one_of_the_history(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    ann.says("hi", town.address("bob"), id="slix-1")
    (message,) = bob.hears("message")
    assert message.get("id") == "slix-1"
    assert town.app.messages.get(parameters(message)["message_id"]).message == "hi"


def test_other_devices_that_want_carbons_get_them(town):
    ann, tablet, other, bob = town.phone("ann"), town.phone("ann", carbons=True), town.phone("ann"), town.phone("bob")
    for one in (ann, tablet, other, bob):
        one.hears()
    message_id = ann.says("hi", town.address("bob"))
    (carbon,) = tablet.hears()
    original = carbon.child("sent", "urn:xmpp:carbons:2").child("forwarded", "urn:xmpp:forward:0").child("message")
    assert carbon.get("from") == town.address("ann") and original.get("from") == ann.jid
    assert (original.get("id"), original.get("to"), original.text_of("body")) == (message_id, town.address("bob"), "hi")
    assert other.hears() == [] and ann.hears() == []


@pytest.mark.parametrize(
    ("to", "code", "condition"),
    [
        ("99-7777@127.0.0.1", "404", "item-not-found"),
        ("{bob}-8@127.0.0.1", "404", "item-not-found"),
        ("bob@127.0.0.1", "400", "jid-malformed"),
        ("@127.0.0.1", "400", "jid-malformed"),
        ("127.0.0.1", "400", "bad-request"),
        ("", "400", "bad-request"),
        ("x" * 5000, "400", "jid-malformed"),
    ],
)
def test_nobody_there_is_an_error(town, to, code, condition):
    ann = town.phone("ann")
    ann.hears()
    ann.says("hi", to.format(bob=town["bob"].id))
    (refused,) = ann.hears()
    assert error_of(refused) == (code, condition) and refused.text_of("body") == "hi"


def test_the_first_message_shows_a_dialog_again_that_was_hidden(town):
    ann = town.phone("ann")
    dialog = town.app.dialogs.private(town["ann"], town["bob"])
    town.app.dialogs.hide(dialog, town["bob"])
    ann.says("hi", town.address("bob"))
    assert not dialog.occupants[town["bob"].id].hidden


# --- in a room ---


def test_every_occupant_gets_it_once_joined_or_not_the_sender_too(town):
    dialog = town.group("ann", "bob")
    ann, second, bob, cy = town.phone("ann"), town.phone("ann"), town.phone("bob"), town.phone("cy")
    for one in (ann, second, bob, cy):
        one.hears()
    message_id = ann.says("hi all", town.room(dialog))
    for one in (ann, second, bob):
        (message,) = one.hears()
        assert message.get("id") == message_id and message.get("from") == town.room(dialog, "ann")
        assert message.get("to") == one.jid
    assert cy.hears() == [] and town.history(dialog) == ["hi all"]


def test_each_client_sees_the_names_of_servers_as_it_writes_them(town):
    dialog = town.group("ann", "bob")
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    town.app.chat.client(bob.user.id, bob.jid.partition("/")[2]).domain = "10.0.2.2"
    ann.says("hi", town.room(dialog))
    assert bob.hears()[0].get("from") == f"7777_{dialog.id}@muc.10.0.2.2/{town['ann'].id}"


@pytest.mark.parametrize(("kind", "condition"), [(2, ("403", "forbidden")), (PUBLIC, ("403", "forbidden"))])
def test_outsiders_may_not_write(town, kind, condition):
    dialog = town.group("ann", "bob", kind=kind)
    cy = town.phone("cy")
    cy.hears()
    cy.says("hi", town.room(dialog))
    assert error_of(cy.hears()[0]) == condition and town.history(dialog) == []


def test_in_a_broadcast_only_those_write_who_lead_it(town):
    dialog = town.group("ann", kind=BROADCAST)
    ann, bob = town.phone("ann"), town.phone("bob")
    for one in (ann, bob):
        one.hears()
    bob.says("me too", town.room(dialog))
    assert error_of(bob.hears()[0]) == ("403", "forbidden")
    state = '<composing xmlns="http://jabber.org/protocol/chatstates"/>'
    bob.sends(f'<message type="groupchat" to="{town.room(dialog)}">{state}</message>')
    assert error_of(bob.hears()[0]) == ("403", "forbidden") and ann.hears() == []
    ann.says("news", town.room(dialog))
    assert bob.texts() == ["news"]


def test_a_room_that_is_none_is_not_found(town):
    ann = town.phone("ann")
    private = town.app.dialogs.private(town["ann"], town["bob"])
    for room in (f"7777_{'0' * 24}@muc.x", f"8_{private.id}@muc.x", town.room(private)):
        ann.hears()
        ann.says("hi", room)
        assert error_of(ann.hears()[0]) == ("404", "item-not-found")


def test_a_message_said_again_in_a_room_comes_back_to_its_sender_only(town):
    dialog = town.group("ann", "bob")
    ann, bob = town.phone("ann"), town.phone("bob")
    message_id = ann.says("hi", town.room(dialog))
    for one in (ann, bob):
        one.hears()
    ann.says("hi", town.room(dialog), id=message_id)
    assert [one.get("id") for one in ann.hears()] == [message_id] and bob.hears() == []


# --- marks, states, signals ---


def marked(phone, kind, message_id, to):
    phone.sends(f'<message id="m1" type="chat" to="{to}"><{kind} xmlns="{MARKERS}" id="{message_id}"/></message>')


@pytest.mark.parametrize(("kind", "status"), [("received", "delivered"), ("displayed", "read")])
@pytest.mark.parametrize("in_room", [False, True])
def test_a_mark_marks_the_message_and_reaches_its_author(town, kind, status, in_room):
    dialog = town.group("ann", "bob") if in_room else town.app.dialogs.private(town["ann"], town["bob"])
    ann, bob = town.phone("ann"), town.phone("bob")
    message_id = ann.says("hi", town.room(dialog) if in_room else town.address("bob"))
    ann.hears()
    for _ in range(2):
        marked(bob, kind, message_id, town.address("ann"))
    assert [one.child(kind, MARKERS).get("id") for one in ann.hears("message")] == [message_id] * 2
    stored = town.app.messages.get(message_id)
    assert stored.status == status and stored.delivered_ids == [town["ann"].id, town["bob"].id]
    assert dialog.history.unread(town["bob"].id) == (status == "delivered")


def test_marks_to_oneself_are_dropped_and_outsiders_mark_nothing(town):
    dialog = town.group("ann", "bob")
    ann, cy = town.phone("ann"), town.phone("cy")
    message_id = ann.says("hi", town.room(dialog))
    for one in (ann, cy):
        one.hears()
    marked(ann, "received", message_id, town.address("ann"))
    assert ann.hears() == []
    marked(cy, "displayed", message_id, town.address("ann"))
    assert error_of(cy.hears()[0]) == ("403", "forbidden") and town.app.messages.get(message_id).status == "sent"


@pytest.mark.parametrize("state", ["composing", "paused"])
@pytest.mark.parametrize("echoes", [True, False])
def test_typing_is_passed_on_and_never_kept(town, state, echoes):
    dialog = town.group("ann", "bob")
    town.app.configure(town.app.settings.with_changes({"echoes_typing": echoes}))
    ann, bob = town.phone("ann"), town.phone("bob")
    for one in (ann, bob):
        one.hears()
    child = f'<{state} xmlns="http://jabber.org/protocol/chatstates"/>'
    ann.sends(f'<message type="chat" to="{town.address("bob")}">{child}</message>')
    ann.sends(f'<message type="groupchat" to="{town.room(dialog)}">{child}</message>')
    assert [one.get("from") for one in bob.hears()] == [ann.jid, town.room(dialog, "ann")]
    assert len(ann.hears()) == echoes
    bob.loses_connection()
    ann.sends(f'<message type="chat" to="{town.address("bob")}">{child}</message>')
    assert town.phone("bob").hears("message") == []


def test_calls_and_system_messages_are_passed_on_as_they_are(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    bob.hears()
    ann.sends(
        f'<message id="s1" type="headline" to="{town.address("bob")}"><extraParams xmlns="{CHAT}">'
        "<moduleIdentifier>WebRTCVideoChat</moduleIdentifier><signalType>call</signalType>"
        "<iceCandidates><iceCandidate><sdpMid>0</sdpMid></iceCandidate></iceCandidates></extraParams></message>"
    )
    (signal,) = bob.hears()
    assert signal.get("type") == "headline" and signal.get("from") == ann.jid
    assert parameters(signal)["moduleIdentifier"] == "WebRTCVideoChat"
    assert signal.child(EXTRA).child("iceCandidates").child("iceCandidate").text_of("sdpMid") == "0"


def test_a_headline_to_a_room_is_not_implemented(town):
    dialog = town.group("ann", "bob")
    ann = town.phone("ann")
    ann.hears()
    ann.sends(f'<message type="headline" to="{town.room(dialog)}"/>')
    assert error_of(ann.hears()[0]) == ("501", "feature-not-implemented")


# --- editing and removing ---


def edited(phone, message_id, to, text):
    kind = "groupchat" if "@muc." in to else "chat"
    phone.sends(
        f'<message id="{phone.town.new_id()}" type="{kind}" to="{to}"><body>{text}</body>'
        f'<replace xmlns="urn:xmpp:message-correct:0" id="{message_id}" last="true"/></message>'
    )


def removed(phone, message_id, to):
    kind = "groupchat" if "@muc." in to else "chat"
    phone.sends(
        f'<message type="{kind}" to="{to}"><remove xmlns="urn:xmpp:message-delete:0" id="{message_id}"/></message>'
    )


def test_its_author_edits_and_removes_a_message(town):
    ann, bob = town.phone("ann"), town.phone("bob")
    message_id = ann.says("hi", town.address("bob"))
    dialog = town.app.dialogs.between(town["ann"], town["bob"])
    bob.hears()
    edited(ann, message_id, town.address("bob"), "hello")
    (edit,) = bob.hears()
    assert edit.child("replace", "urn:xmpp:message-correct:0").get("id") == message_id
    assert town.history(dialog) == ["hello"] and town.app.messages.get(message_id).edited_at
    removed(ann, message_id, town.address("bob"))
    assert bob.hears()[0].child("remove", "urn:xmpp:message-delete:0").get("id") == message_id
    assert town.history(dialog) == []


def test_others_do_not_but_an_admin_of_a_room_removes(town):
    dialog = town.group("ann", "bob", "cy")
    ann, bob, cy = town.phone("ann"), town.phone("bob"), town.phone("cy")
    message_id = bob.says("hi", town.room(dialog))
    for one in (ann, bob, cy):
        one.hears()
    edited(ann, message_id, town.room(dialog), "mine")
    assert error_of(ann.hears()[0]) == ("403", "forbidden")
    removed(cy, message_id, town.room(dialog))
    assert error_of(cy.hears()[0]) == ("403", "forbidden") and town.history(dialog) == ["hi"]
    removed(ann, message_id, town.room(dialog))
    assert len(cy.hears()) == 1 and town.history(dialog) == []


def test_a_message_of_another_dialog_is_not_found_there(town):
    dialog = town.group("ann", "bob")
    ann = town.phone("ann")
    message_id = ann.says("hi", town.address("bob"))
    ann.hears()
    removed(ann, message_id, town.room(dialog))
    assert error_of(ann.hears()[0]) == ("404", "item-not-found")


@pytest.mark.parametrize("place", ["a room", "a private dialog"])
def test_a_message_that_one_has_deleted_for_oneself_is_not_found(town, place):
    ann, bob = town.phone("ann"), town.phone("bob")
    if place == "a room":
        dialog = town.group("ann", "bob")
        to = back = town.room(dialog)
    else:
        dialog = town.app.dialogs.private(town["ann"], town["bob"])
        to, back = town.address("bob"), town.address("ann")
    own, other = ann.says("soup", to), bob.says("stew", back)
    for message_id in (own, other):
        town.app.messages.hide(town.app.messages.get(message_id), town["ann"])
    for one in (ann, bob):
        one.hears()
    edited(ann, own, to, "salad")
    removed(ann, own, to)
    ann.sends(f'<message to="{town.address("bob")}"><displayed xmlns="{MARKERS}" id="{other}"/></message>')
    assert [error_of(one) for one in ann.hears()] == [("404", "item-not-found")] * 3
    assert town.history(dialog) == ["soup", "stew"] and town.app.messages.get(other).read == 0 and bob.hears() == []


# --- people who are away ---


def test_what_is_private_waits_for_people_who_are_away(town):
    ann = town.phone("ann")
    ann.hears()
    first, second = ann.says("one", town.address("bob")), ann.says("two", town.address("bob"))
    edited(ann, first, town.address("bob"), "uno")
    dialog = town.group("ann", "bob")
    ann.says("all", town.room(dialog))
    bob = town.phone("bob")
    came = bob.hears("message")
    assert [one.text_of("body") for one in came] == ["one", "two", "uno"] and came[1].get("id") == second
    assert all(one.child("delay", "urn:xmpp:delay").get("stamp").endswith("Z") for one in came)
    assert town.phone("bob").hears("message") == []


def test_nothing_waits_where_that_is_switched_off(town):
    town.app.configure(town.app.settings.with_changes({"queues_offline_messages": False}))
    town.phone("ann").says("one", town.address("bob"))
    assert town.phone("bob").hears("message") == []
