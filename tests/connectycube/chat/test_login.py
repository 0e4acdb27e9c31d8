"""From the first element to a bound resource, and all that is refused on the way."""

from base64 import b64encode

import pytest

from chatmock.core.clock import HOUR
from chatmock.providers.connectycube.chat.element import to_text
from tests.connectycube.chat.phone import BIND, CHAT, FRAMING, HOST, SASL, Phone, error_of, stream_error_of

BOTH = pytest.mark.parametrize("tcp", [False, True], ids=["websocket", "tcp"])


def failure(phone):
    (one,) = phone.hears()
    assert one.name == "failure" and one.xmlns == SASL
    return next(one.children).name


@BOTH
def test_a_client_is_offered_plain_and_then_a_resource(town, tcp):
    phone = Phone(town, town["ann"], tcp=tcp).opens()
    assert [[f.name for f in one.children] for one in phone.hears("features")] == [["sm", "mechanisms"]]
    assert [one.name for one in phone.logs_in().hears()] == ["success"]
    (features,) = phone.opens().hears("features")
    assert {"bind", "session", "sm", "mobile", "ver"} <= {one.name for one in features.children}


@BOTH
def test_a_resource_is_bound_as_wanted_or_made_up(town, tcp):
    wanted = town.phone("ann", tcp=tcp, resource="flutter_abc")
    assert wanted.jid == f"{town.address('ann')}/flutter_abc"
    made_up = town.phone("ann", tcp=tcp).jid.partition("/")[2]
    assert len(made_up) > 15 and made_up != town.phone("ann", tcp=tcp).jid.partition("/")[2]


def test_the_server_is_called_as_its_client_calls_it(town):
    phone = Phone(town, town["ann"])
    phone.sends(f'<open xmlns="{FRAMING}" to="10.0.2.2" version="1.0"/>')
    phone.hears()
    phone.logs_in()
    phone.sends(f'<open xmlns="{FRAMING}" to="10.0.2.2" version="1.0"/>')
    phone.hears()
    answer = phone.asks(f'<bind xmlns="{BIND}"/>', kind="set")
    assert "@10.0.2.2/" in to_text(answer)


def test_the_token_of_a_live_session_is_a_password(town):
    session = town.app.sessions.open(town["ann"])
    phone = Phone(town, town["ann"]).opens()
    phone.hears()
    assert [one.name for one in phone.logs_in(session.token).hears()] == ["success"]


@pytest.mark.parametrize("whose", ["another's", "an old one", "an ended one", "the application's"])
def test_no_other_token_is(town, whose):
    session = town.app.sessions.open({"another's": town["bob"], "the application's": None}.get(whose, town["ann"]))
    if whose == "an old one":
        town.app.clock.advance(hours=3)
    if whose == "an ended one":
        town.app.sessions.end(session)
    phone = Phone(town, town["ann"]).opens()
    phone.hears()
    assert failure(phone.logs_in(session.token)) == "not-authorized"


def test_a_session_ends_only_for_new_connections(town):
    session = town.app.sessions.open(town["ann"])
    phone = Phone(town, town["ann"]).opens()
    phone.logs_in(session.token).opens().hears()
    town.app.clock.advance(hours=3)
    assert session.expires < town.app.clock.now() + HOUR
    assert phone.asks(f'<bind xmlns="{BIND}"/>', kind="set").get("type") == "result"


@pytest.mark.parametrize(
    ("condition", "mechanism", "text"),
    [
        ("invalid-mechanism", "SCRAM-SHA-1", "AAAA"),
        ("incorrect-encoding", "PLAIN", "not base64!"),
        ("incorrect-encoding", "PLAIN", b64encode(b"\0\xff\0x").decode()),
        ("malformed-request", "PLAIN", b64encode(b"1-7777").decode()),
        ("invalid-authzid", "PLAIN", b64encode(b"2-7777@x\0001-7777\0password").decode()),
        ("not-authorized", "PLAIN", b64encode(b"\0001-7777\0password").decode()),
        ("not-authorized", "PLAIN", b64encode(b"\0001-8\0password").decode()),
        ("not-authorized", "PLAIN", b64encode(b"\0ann\0ann-password").decode()),
        ("not-authorized", "PLAIN", b64encode(b"\0%s-7777\0x" % (b"9" * 5000)).decode()),
    ],
)
def test_a_login_fails_with_the_word_for_it(town, condition, mechanism, text):
    phone = Phone(town, town["ann"]).opens()
    phone.hears()
    phone.sends(f'<auth xmlns="{SASL}" mechanism="{mechanism}">{text}</auth>')
    assert failure(phone) == condition
    assert [one.name for one in phone.logs_in().hears()] == ["success"]


def test_the_fifth_failure_ends_the_stream(town):
    phone = Phone(town, town["ann"]).opens()
    for _ in range(5):
        phone.hears()
        phone.logs_in("wrong-password")
    assert stream_error_of(phone) == "policy-violation"


@BOTH
@pytest.mark.parametrize("logged_in", [False, True])
def test_no_stanza_before_its_time(town, tcp, logged_in):
    phone = Phone(town, town["ann"], tcp=tcp).opens()
    if logged_in:
        phone.logs_in().opens()
    phone.hears()
    phone.says("hi", town.address("bob"))
    (refused,) = phone.hears()
    assert error_of(refused) == ("401", "not-authorized")
    assert "You must authenticate session first" in to_text(refused)


@BOTH
def test_a_second_client_of_a_resource_ends_the_first(town, tcp):
    first = town.phone("ann", tcp=tcp, resource="one")
    first.hears()
    second = town.phone("ann", tcp=tcp, resource="one")
    assert stream_error_of(first) == "conflict"
    first.provider.closed(town.hub, first.connection)
    town.phone("bob").says("hi", town.address("ann"))
    assert second.texts() == ["hi"] and town["ann"].connections == 1


@BOTH
def test_a_client_says_goodbye_and_is_gone(town, tcp):
    phone = town.phone("ann", tcp=tcp, sm="resume")
    phone.ends()
    assert not town["ann"].is_online and list(town.app.chat) == [] and not town.app.chat.resumable


def test_the_sdks_session_is_answered(town):
    assert (
        town.phone("ann").asks('<session xmlns="urn:ietf:params:xml:ns:xmpp-session"/>', kind="set").get("type")
        == "result"
    )


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        ("not-well-formed", "<message"),
        ("not-well-formed", "<a></b>"),
        ("bad-format", "hello"),
        ("bad-format", "<presence/><presence/>"),
        ("bad-format", b"\x00\x01"),
        ("invalid-namespace", '<message xmlns="jabber:server"/>'),
        ("unsupported-stanza-type", '<foo xmlns="bar"/>'),
        ("unsupported-stanza-type", '<starttls xmlns="urn:ietf:params:xml:ns:xmpp-tls"/>'),
        ("policy-violation", f'<auth xmlns="{SASL}" mechanism="PLAIN"/>'),
        ("bad-format", f'<open xmlns="{FRAMING}" to="{HOST}" version="1.0"/>'),
    ],
)
def test_nonsense_ends_its_own_stream_only(town, condition, text):
    bad, good = town.phone("ann"), town.phone("bob")
    bad.hears()
    bad.sends(text)
    expected = condition if text != "<message" else "bad-format"
    assert stream_error_of(bad) == expected
    assert good.asks('<ping xmlns="urn:xmpp:ping"/>').get("type") == "result"


@pytest.mark.parametrize(
    ("condition", "head"),
    [
        ("invalid-namespace", f"<stream xmlns='{CHAT}' to='{HOST}' version='1.0'>"),
        ("improper-addressing", "<s:stream xmlns:s='http://etherx.jabber.org/streams' to='a b' version='1.0'>"),
        ("unsupported-version", "<s:stream xmlns:s='http://etherx.jabber.org/streams' to='a' version='0.9'>"),
        ("not-well-formed", "GET / HTTP/1.1\r\n\r\n"),
    ],
)
def test_a_stream_that_begins_badly_is_told_so(town, condition, head):
    phone = Phone(town, town["ann"], tcp=True)
    phone.sends(head)
    phone.provider.received(town.hub, phone.connection, b"")
    sent = b"".join(frame.payload for frame in phone.connection.outgoing).decode()
    assert sent.startswith("<?xml") and f"<{condition} " in sent and sent.endswith("</stream:stream>")
    assert phone.connection.closed


def test_a_deleted_user_is_cut_off(town):
    phone = town.phone("ann")
    phone.hears()
    town.app.users.remove(town["ann"])
    assert stream_error_of(phone) == "not-authorized"
    town.phone("bob").says("hi", town.address("ann"))


def test_nobody_logs_in_during_maintenance(town):
    phone = Phone(town, town["ann"]).opens()
    phone.hears()
    town.app.limits.maintenance = True
    assert failure(phone.logs_in()) == "temporary-auth-failure"
    town.app.limits.maintenance = False
    assert [one.name for one in phone.logs_in().hears()] == ["success"]
