"""Presence, contacts, privacy lists, last activity: who sees whom, and who is kept away."""

import pytest

from chatmock.providers.connectycube.chat.names import LAST, PRIVACY, ROSTER, STATUS_STREAMING
from tests.connectycube.chat.phone import error_of


def contacts(phone):
    items = phone.asks(f'<query xmlns="{ROSTER}"/>').child("query", ROSTER).children
    return {item.get("jid"): (item.get("subscription"), item.get("ask")) for item in items}


def presence(phone, kind, to):
    phone.sends(f'<presence type="{kind}" to="{to}"/>')


def told(phone):
    return [(one.get("from"), one.get("type")) for one in phone.hears("presence")]


# --- presence and contacts ---


def test_a_presence_comes_back_to_its_sender(town):
    phone = town.phone("ann")
    (own,) = phone.hears("presence")
    assert (own.get("from"), own.get("to")) == (phone.jid, town.address("ann"))


def test_friends_see_each_other_come_and_go(town, ann, bob):
    presence(ann, "subscribe", town.address("bob"))
    assert told(bob) == [(town.address("ann"), "subscribe")]
    assert contacts(ann) == {town.address("bob"): ("none", "subscribe")} and contacts(bob) == {}
    presence(bob, "subscribed", town.address("ann"))
    assert told(ann) == [(town.address("bob"), "subscribed"), (bob.jid, "")]
    assert contacts(ann) == {town.address("bob"): ("to", "")} and contacts(bob) == {town.address("ann"): ("from", "")}
    bob.hears()
    bob.ends()
    assert told(ann) == [(bob.jid, "unavailable")]
    back = town.phone("bob")
    assert told(ann) == [(back.jid, "")]
    presence(ann, "unsubscribe", town.address("bob"))
    assert contacts(ann) == {town.address("bob"): ("none", "")}


def test_who_asked_meanwhile_is_told_at_the_next_login(town, ann):
    presence(ann, "subscribe", town.address("bob"))
    assert (town.address("ann"), "subscribe") in told(town.phone("bob"))


def test_a_contact_is_put_on_the_list_and_off_it(town, ann):
    item = f'<item jid="{town.address("cy")}" name="Cy"><group>work</group></item>'
    assert ann.asks(f'<query xmlns="{ROSTER}">{item}</query>', kind="set").get("type") == "result"
    assert contacts(ann) == {town.address("cy"): ("none", "")}
    gone = f'<item jid="{town.address("cy")}" subscription="remove"/>'
    assert ann.asks(f'<query xmlns="{ROSTER}">{gone}</query>', kind="set").get("type") == "result"
    assert error_of(ann.asks(f'<query xmlns="{ROSTER}">{gone}</query>', kind="set")) == ("404", "item-not-found")


@pytest.mark.parametrize("item", ["", "<item/>", '<item jid="x@y"/>', '<item jid="99-7777@x"/>', "<item/><item/>"])
def test_what_is_no_contact_is_refused(ann, item):
    assert ann.asks(f'<query xmlns="{ROSTER}">{item}</query>', kind="set").get("type") == "error"


def test_a_friend_is_probed_and_a_stranger_is_not(town, ann, bob):
    presence(ann, "probe", town.address("bob"))
    assert error_of(ann.hears()[0]) == ("403", "forbidden")
    presence(bob, "subscribe", town.address("ann"))
    presence(ann, "subscribed", town.address("bob"))
    bob.hears()
    presence(bob, "probe", town.address("ann"))
    assert told(bob) == [(ann.jid, "")]


# --- privacy lists ---


def rule(town, name, *, order=1, action="deny", children="<message/><presence-in/><presence-out/><iq/>", value=""):
    value = value or town.address(name)
    return f'<item type="jid" value="{value}" action="{action}" order="{order}">{children}</item>'


def changes(phone, query):
    return phone.asks(f'<query xmlns="{PRIVACY}">{query}</query>', kind="set")


def blocks(town, phone, name, **more):
    muc = f"muc.127.0.0.1/{town[name].id}"
    items = rule(town, name, **more) + rule(town, name, order=2, value=muc, **more)
    assert changes(phone, f'<list name="mine">{items}</list>').get("type") == "result"
    assert changes(phone, '<default name="mine"/>').get("type") == "result"


def test_who_is_blocked_gets_an_error_and_is_not_heard_in_groups(town, ann, bob):
    dialog = town.group("ann", "bob", "cy")
    blocks(town, bob, "ann")
    ann.says("hi", town.address("bob"))
    (refused,) = ann.hears()
    assert error_of(refused) == ("503", "service-unavailable") and bob.hears() == []
    ann.says("all", town.room(dialog))
    assert bob.hears() == [] and ann.texts() == ["all"]
    bob.says("to you", town.address("ann"))
    assert ann.texts() == ["to you"]
    assert changes(bob, "<default/>").get("type") == "result"
    ann.says("again", town.address("bob"))
    assert bob.texts() == ["again"]


def test_a_mutual_block_works_both_ways(town, ann, bob):
    blocks(town, bob, "ann", children="")
    bob.says("to you", town.address("ann"))
    assert error_of(bob.hears()[0]) == ("503", "service-unavailable") and ann.hears() == []


def test_who_is_blocked_is_refused_while_the_blocker_is_away(town, ann, bob):
    blocks(town, bob, "ann")
    bob.ends()
    ann.says("hi", town.address("bob"))
    assert error_of(ann.hears()[0]) == ("503", "service-unavailable")
    assert town.phone("bob").texts() == []


def test_lists_come_back_as_they_were_sent(town, ann):
    items = rule(town, "bob", order=9) + rule(town, "cy", order=2, action="allow", children="<iq/>")
    changes(ann, f'<list name="mine">{items}</list>')
    (listed,) = ann.asks(f'<query xmlns="{PRIVACY}"><list name="mine"/></query>').child("query", PRIVACY).children
    assert [(one.get("value"), one.get("action"), one.get("order")) for one in listed.children] == [
        (town.address("bob"), "deny", "9"),
        (town.address("cy"), "allow", "2"),
    ]
    names = ann.asks(f'<query xmlns="{PRIVACY}"/>').child("query", PRIVACY)
    assert [(one.name, one.get("name")) for one in names.children] == [("list", "mine")]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ('<list name="none"/>', ("404", "item-not-found")),
        ('<default name="none"/>', ("404", "item-not-found")),
        ("<list/>", ("400", "bad-request")),
        ('<list name="x"><item action="maybe" order="1"/></list>', ("400", "bad-request")),
        ('<list name="x"><item action="deny" order="-1"/></list>', ("400", "bad-request")),
        ('<list name="x"><item action="deny" order="1" type="jid"/></list>', ("400", "bad-request")),
        ('<list name="x"><item action="deny" order="1"><chocolate/></item></list>', ("400", "bad-request")),
        ('<list name="x"/><list name="y"/>', ("400", "bad-request")),
        ("<other/>", ("400", "bad-request")),
    ],
)
def test_what_is_no_change_is_refused(ann, query, error):
    assert error_of(changes(ann, query)) == error


def test_a_list_in_use_is_not_changed(town, ann):
    blocks(town, ann, "bob")
    assert error_of(changes(ann, '<list name="mine"/>')) == ("409", "conflict")
    changes(ann, "<default/>")
    assert changes(ann, '<list name="mine"/>').get("type") == "result"


# --- last activity ---


def seconds(one):
    return int(one.child("query", LAST).get("seconds"))


def last(phone, to):
    return phone.asks(f'<query xmlns="{LAST}"/>', to=to)


def test_last_activity_follows_the_clock(town, ann, bob):
    assert seconds(last(ann, town.address("bob"))) == 0
    assert error_of(last(ann, town.address("cy"))) == ("403", "forbidden")
    town.app.clock.freeze()
    bob.ends()
    town.app.clock.advance(minutes=2)
    answer = last(ann, town.address("bob"))
    assert seconds(answer) == 120 and answer.get("from") == town.address("bob")


def test_who_subscribes_is_told_who_comes_and_goes(town, ann):
    def subscribes(enable):
        query = f'<subscribe xmlns="{STATUS_STREAMING}" user_jid="{town.address("bob")}" enable="{enable}"/>'
        assert ann.asks(query, kind="set").get("type") == "result"

    subscribes("true")
    bob = town.phone("bob", sm="resume")
    (came,) = ann.hears("iq")
    assert (came.get("type"), came.get("from"), seconds(came)) == ("result", town.address("bob"), 0)
    bob.loses_connection()
    assert ann.hears() == []
    bob.resumes()
    bob.ends()
    assert [seconds(one) for one in ann.hears("iq")] == [1]
    subscribes("false")
    town.phone("bob")
    assert ann.hears() == []
