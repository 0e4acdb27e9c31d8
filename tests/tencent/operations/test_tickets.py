"""UserSigs: made as the vendor's packages make them, and refused for each thing that can be wrong."""

import json
import zlib
from base64 import b64decode, b64encode

import pytest

from chatmock.providers.tencent.model import Ticket
from chatmock.providers.tencent.tickets import checking, usersig

KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e"
ALICE = Ticket("alice", 1400000001, 1_700_000_000, 604_800)
CHECK = "im_open_login_svc/account_check"
ASKED = {"CheckItem": [{"UserID": "alice"}]}


def packed(text):
    return written(zlib.compress(text))


def written(data):
    return b64encode(data).decode().replace("+", "*").replace("/", "-").replace("=", "_")


def unpacked(ticket):
    return zlib.decompress(b64decode(ticket.replace("*", "+").replace("-", "/").replace("_", "=")))


def test_the_proof_is_that_of_the_vendors_packages():
    assert ALICE.proof(KEY) == "vYzooUKZyRJPJgQE222iyYUSzlqUr5p/EmwIXtWNOtw="
    with_userbuf = Ticket("alice", 1400000001, 1_700_000_000, 604_800, b64encode(b"abc").decode())
    assert with_userbuf.proof(KEY) == "kdwoNj5B99mEFVKeImiBGSbUNfxQYrZBhrErZRH3tdI="


def test_what_is_made_can_be_read():
    text = usersig.make(ALICE, KEY)
    assert set(text).isdisjoint("+/=")
    assert usersig.read(text) == Ticket("alice", 1400000001, 1_700_000_000, 604_800, None, ALICE.proof(KEY))
    values = json.loads(unpacked(text))
    assert values["TLS.ver"] == "2.0" and values["TLS.identifier"] == "alice"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, 70001),
        ({"usersig": ""}, 70002),
        ({"usersig": "nonsense"}, 70003),
        ({"usersig": "nönsense"}, 70003),
        ({"usersig": packed(b"no JSON")}, 70003),
        ({"usersig": packed(b"[]")}, 70003),
        ({"usersig": packed(b" " * 1_000_000)}, 70003),
        ({"usersig": packed(b"{}")}, 70005),
        ({"usersig": None}, 60004),
        ({"identifier": None}, 60004),
        ({"sdkappid": None}, 60012),
        ({"sdkappid": "x"}, 60006),
        ({"sdkappid": "1" * 11}, 60006),
        ({"sdkappid": 7}, 70020),
        ({"identifier": "alice"}, 70013),
        ({"random": "x"}, 60025),
        ({"random": 2**32}, 60025),
        ({"contenttype": "xml"}, 60025),
    ],
)
def test_a_request_is_refused_for_what_its_address_says(api, said, code):
    query = {"usersig": api.sig(time=1, expire=1), **said} if code in (70001, 70013) else said
    assert api.refused(api.send(CHECK, ASKED, **query)) == code


@pytest.mark.parametrize(
    ("made", "code"), [({"key": "another"}, 70009), ({"app_id": 7}, 70014), ({"user_id": "bob"}, 70013)]
)
def test_a_ticket_of_another_is_refused(api, made, code):
    assert api.refused(api.send(CHECK, ASKED, usersig=api.sig(**made))) == code


def test_a_ticket_that_is_known_is_still_one_accounts(api):
    ticket = api.sig("alice")
    assert api.refused(api.send(CHECK, ASKED, identifier="alice", usersig=ticket)) == 60010
    assert api.refused(api.send(CHECK, ASKED, usersig=ticket)) == 70013


def test_the_newest_tickets_are_known(api, monkeypatch):
    monkeypatch.setattr(checking, "KEPT", 2)
    tickets = [api.sig(expire=seconds) for seconds in (60, 70, 80)]
    assert [api.send(CHECK, ASKED, usersig=ticket).refusal for ticket in tickets] == [None] * 3
    assert list(api.app.tickets) == tickets[1:]


def test_a_ticket_has_letters_of_its_own_and_a_bound(api):
    ticket = api.sig()
    of_base64 = ticket.replace("*", "+").replace("-", "/").replace("_", "=")
    assert of_base64 != ticket and api.refused(api.send(CHECK, ASKED, usersig=of_base64)) == 70003
    values = unpacked(ticket)
    for text in (zlib.compress(values.ljust(8192), 0), zlib.compress(values + b" " * 10_000)):
        assert api.refused(api.send(CHECK, ASKED, usersig=written(text))) == 70003
    assert api.send(CHECK, ASKED, usersig=packed(values.ljust(8192))).refusal is None


def test_only_an_administrator_calls_the_rest_api(api):
    as_alice = {"identifier": "alice", "usersig": api.sig("alice")}
    assert api.refused(api.send(CHECK, ASKED, **as_alice)) == 60010
    api.app.provider.configure(api.app, {"admins": ["alice"]})
    assert api.send(CHECK, ASKED, **as_alice).refusal is None


def test_a_ticket_expires_by_the_clock(api):
    ticket = api.sig(expire=60)
    assert api.send(CHECK, ASKED, usersig=ticket).refusal is None
    api.app.clock.advance(seconds=61)
    assert api.refused(api.send(CHECK, ASKED, usersig=ticket)) == 70001


def test_a_kick_makes_older_tickets_void_and_new_ones_good(api):
    api.accounts("alice")
    api.app.provider.configure(api.app, {"admins": ["alice"]})
    old = {"identifier": "alice", "usersig": api.sig("alice")}
    api.app.clock.advance(seconds=5)
    api("im_open_login_svc/kick", Identifier="alice")
    assert api.refused(api.send(CHECK, ASKED, **old)) == 70052
    assert api.send(CHECK, ASKED, identifier="alice", usersig=api.sig("alice")).refusal is None


def test_an_account_is_locked_for_a_minute_after_wrong_tickets_where_that_is_set(api):
    api.app.provider.configure(api.app, {"wrong_tickets_a_minute": 2})
    wrong = api.sig(key="another")
    assert [api.refused(api.send(CHECK, ASKED, usersig=wrong)) for _ in range(3)] == [70009, 70009, 70050]
    api.app.clock.advance(seconds=61)
    assert api.refused(api.send(CHECK, ASKED, usersig=wrong)) == 70009


def test_a_blocked_account_has_no_good_ticket(api):
    api.app.provider.configure(api.app, {"admins": ["alice"], "blocked_accounts": ["alice"]})
    assert api.refused(api.send(CHECK, ASKED, identifier="alice", usersig=api.sig("alice"))) == 70051


@pytest.mark.parametrize(
    ("values", "said"),
    [({"most_accounts": "x"}, "most_accounts"), ({"admins": [7]}, "admins"), ({"x": 1}, "no setting")],
)
def test_a_setting_that_cannot_be_is_refused_in_words(api, values, said):
    with pytest.raises(ValueError, match=said):
        api.app.provider.configure(api.app, values)
    assert api.app.settings == type(api.app.settings)()


def test_a_userbuf_is_part_of_the_proof(api):
    assert api.send(CHECK, ASKED, usersig=api.sig(userbuf=b64encode(b"abc").decode())).refusal is None
