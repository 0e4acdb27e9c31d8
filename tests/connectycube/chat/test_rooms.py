"""Rooms: joining is optional, and only tells others who is there."""

import pytest

from tests.connectycube.chat.phone import MUC, MUC_USER, error_of


def joins(phone, dialog, *, id="u:join", nick=""):
    room = phone.town.room(dialog)
    phone.sends(
        f'<presence id="{id}" to="{room}/{nick or phone.user.id}"><x xmlns="{MUC}"><history maxstanzas="0"/></x></presence>'
    )


def leaves(phone, dialog, id=""):
    own = f' id="{id}"' if id else ""
    phone.sends(f'<presence{own} type="unavailable" to="{phone.town.room(dialog)}/{phone.user.id}"/>')


def seen(phone):
    """Who came and went, as phones see it: nick, type, role, codes."""
    found = []
    for one in phone.hears("presence"):
        x = one.child("x", MUC_USER)
        codes = [inner.get("code") for inner in x.children if inner.name == "status"]
        found.append(
            (one.get("from").rpartition("/")[2], one.get("type"), x.child("item", MUC_USER).get("role"), codes)
        )
    return found


@pytest.fixture
def dialog(town):
    return town.group("ann", "bob")


@pytest.fixture
def two(town, dialog):
    phones = town.phone("ann"), town.phone("bob")
    for one in phones:
        one.hears()
    return phones


def test_who_joins_sees_who_is_there_and_is_seen(town, dialog, two):
    ann, bob = two
    joins(ann, dialog)
    (own,) = ann.hears("presence")
    assert own.get("id") == "u:join" and own.get("to") == ann.jid
    item = own.child("x", MUC_USER).child("item", MUC_USER)
    assert (item.get("nick"), item.get("affiliation"), item.get("jid")) == (str(town["ann"].id), "owner", ann.jid)
    joins(bob, dialog)
    assert seen(bob) == [
        (str(town["ann"].id), "", "moderator", []),
        (str(town["bob"].id), "", "participant", ["110", "100"]),
    ]
    (other,) = ann.hears("presence")
    assert other.get("id") == "" and other.get("from") == town.room(dialog, "bob")


def test_who_leaves_is_answered_with_the_id_where_it_has_one(town, dialog, two):
    ann, bob = two
    for one in two:
        joins(one, dialog)
    ann.hears(), bob.hears()
    leaves(bob, dialog, id="go")
    (own,) = bob.hears("presence")
    assert (own.get("id"), own.get("type")) == ("go", "unavailable")
    assert seen(ann) == [(str(town["bob"].id), "unavailable", "none", [])]
    leaves(bob, dialog)
    assert seen(bob) == [(str(town["bob"].id), "unavailable", "none", ["110"])] and seen(ann) == []


@pytest.mark.parametrize("how", ["goes", "is lost", "is unavailable"])
def test_who_is_gone_has_left(town, dialog, two, how):
    ann, bob = two
    for one in two:
        joins(one, dialog)
    ann.hears(), bob.hears()
    {
        "goes": bob.ends,
        "is lost": bob.loses_connection,
        "is unavailable": lambda: bob.sends('<presence type="unavailable"/>'),
    }[how]()
    assert seen(ann) == [(str(town["bob"].id), "unavailable", "none", [])]


@pytest.mark.parametrize("completes", [True, False])
def test_what_javascript_sdks_look_for_is_a_switch(town, dialog, two, completes):
    town.app.configure(town.app.settings.with_changes({"completes_joins": completes}))
    joins(two[0], dialog)
    extra = two[0].hears("presence")[0].child("x", MUC_USER).child("xmlns", MUC_USER)
    assert (extra is not None and extra.text_of("code", MUC_USER)) == ("110" if completes else False)


def test_a_refusal_has_the_x_that_sdks_look_for(town, dialog):
    cy = town.phone("cy")
    cy.hears()
    joins(cy, dialog)
    (refused,) = cy.hears("presence")
    assert error_of(refused) == ("403", "forbidden") and refused.get("id") == "u:join" and refused.child("x", MUC)


def test_who_is_no_member_may_still_leave(town, dialog):
    cy = town.phone("cy")
    cy.hears()
    leaves(cy, dialog, id="go")
    assert [(one.get("id"), one.get("type")) for one in cy.hears("presence")] == [("go", "unavailable")]
    cy.sends(f'<presence type="subscribe" to="{town.room(dialog)}"/>')
    assert error_of(cy.hears()[0]) == ("400", "bad-request")
    cy.sends('<presence type="subscribe"/>')
    assert error_of(cy.hears()[0]) == ("400", "bad-request")


def test_another_nick_is_told(town, dialog, two):
    joins(two[0], dialog, nick="Annie")
    assert seen(two[0]) == [(str(town["ann"].id), "", "moderator", ["110", "100", "210"])]


def test_who_is_removed_is_kicked_out(town, dialog, two):
    for one in two:
        joins(one, dialog)
    for one in two:
        one.hears()
    town.app.dialogs.leave(dialog, town["bob"], town["ann"])
    assert seen(two[1]) == [(str(town["bob"].id), "unavailable", "none", ["301", "110"])]
    assert seen(two[0]) == [(str(town["bob"].id), "unavailable", "none", ["301"])]
    assert [client.user for client in town.app.chat.joined(dialog.id)] == [town["ann"]]


def test_a_deleted_room_ends_for_who_had_joined(town, dialog, two):
    joins(two[0], dialog)
    for one in two:
        one.hears()
    town.app.dialogs.remove(dialog, town["ann"])
    (end,) = two[0].hears("presence")
    assert end.child("x", MUC_USER).child("destroy", MUC_USER) is not None and two[1].hears() == []
    assert not town.app.chat.rooms


def test_who_is_online_in_a_room(town, dialog, two):
    joins(two[1], dialog)
    answer = two[0].asks('<query xmlns="http://jabber.org/protocol/disco#items"/>', to=town.room(dialog))
    (item,) = answer.child("query", "http://jabber.org/protocol/disco#items").children
    assert item.get("jid") == town.room(dialog, "bob") and item.get("name") == str(town["bob"].id)
