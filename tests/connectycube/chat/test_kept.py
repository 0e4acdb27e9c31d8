"""What the chat keeps of people is in a seed document, and comes back from it."""

import gc
import weakref

import pytest

from chatmock.core.seeds import SeedError
from chatmock.providers.connectycube.chat.names import PRIVACY
from tests.connectycube.chat.phone import Phone, Town, error_of


def copy_of(town):
    """Another town with the state of the first."""
    other = Town()
    provider = other.app.provider
    fresh = provider.create(7777, **other.app.options())
    provider.load(fresh, provider.dump(town.app), lambda path: "/".join(map(str, path)))
    other.hub.add(fresh)
    other.app = fresh
    other.people = {name: user for name in town.people if (user := fresh.users.by("login", name)) is not None}
    return other


def test_lists_contacts_and_what_waits_come_back(town):
    ann = town.phone("ann", resource="phone")
    ann.sends(f'<presence type="subscribe" to="{town.address("bob")}"/>')
    rule = f'<item type="jid" value="{town.address("cy")}" action="deny" order="3"><message/></item>'
    ann.asks(f'<query xmlns="{PRIVACY}"><list name="mine">{rule}</list></query>', kind="set")
    ann.asks(f'<query xmlns="{PRIVACY}"><default name="mine"/></query>', kind="set")
    ann.says("later &lt;you&gt;", town.address("bob"))
    before = town.app.provider.dump(town.app)
    other = copy_of(town)
    again = other.app.provider.dump(other.app)
    assert again["chat"] == before["chat"] and len(before["chat"]) == 2
    bob = other.phone("bob")
    came = bob.hears()
    (message,) = (one for one in came if one.name == "message")
    assert message.text_of("body") == "later <you>" and message.get("from") == f"{town.address('ann')}/phone"
    assert message.child("delay", "urn:xmpp:delay") is not None
    assert "subscribe" in {one.get("type") for one in came if one.name == "presence"}
    cy = other.phone("cy")
    cy.hears()
    cy.says("hi", other.address("ann"))
    assert cy.hears()[0].get("type") == "error"


def test_what_a_lost_device_never_got_waits_in_the_copy(town):
    ann, bob = town.phone("ann"), town.phone("bob", sm="resume")
    bob.loses_connection()
    ann.says("missed", town.address("bob"))
    assert copy_of(town).phone("bob").texts() == ["missed"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"default_list": "none"}, "chat/0/default_list: there is no list 'none'"),
        ({"waiting": [{"stanza": "<a", "sender": "ann", "sent": "1 minute ago"}]}, "write one whole message"),
        ({"waiting": [{"stanza": "<a/>", "sender": "eve", "sent": "1 minute ago"}]}, "there is no user 'eve'"),
        ({"contacts": [{"user": "eve"}]}, "there is no user 'eve'"),
    ],
)
def test_what_cannot_be_is_said_with_its_place(values, told):
    town = Town()
    document = {"users": [{"login": "ann"}], "chat": [{"user": "ann", **values}]}
    with pytest.raises(SeedError, match=told):
        town.app.provider.load(town.app, document, lambda path: "/".join(map(str, path)))


def test_a_reset_application_has_no_clients(town):
    phone = Phone(town, town["ann"]).enters()
    town.hub.renew(town.app)
    assert phone.connection.closed
    phone.provider.closed(town.hub, phone.connection)


def test_nothing_of_an_application_stays_in_memory():
    town = Town("ann", "bob")
    ann, bob = town.phone("ann", sm="resume"), town.phone("bob", tcp=True, sm="resume")
    bob.loses_connection()
    ann.says("hi", town.address("bob"))
    gone = weakref.ref(town.app)
    hub, provider = town.hub, town.app.provider
    hub.remove(town.app)
    provider.closed(hub, ann.connection)
    del town, ann, bob
    gc.collect()
    assert gone() is None


def test_two_applications_share_nothing(town):
    other = Town("ann", "bob", app_id=8)
    hub = town.hub
    hub.add(other.app)
    ann, stranger = town.phone("ann"), Phone(other, other["ann"])
    for phone in (ann, stranger):
        phone.hears()
    ann.says("hi", f"{other['bob'].id}-8@127.0.0.1")
    assert error_of(ann.hears()[0]) == ("404", "item-not-found")
    stranger.opens().hears()
    stranger.logs_in("ann-password", name=f"{other['ann'].id}-7777").hears()
    assert stranger.connection.state.user is None or other["ann"].id == town["ann"].id
    assert not list(other.app.chat)
