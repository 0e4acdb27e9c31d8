"""Sessions: what opens one, how long it lasts, who it is."""

import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.seeds import fill
from chatmock.providers.connectycube.sessions import signature
from chatmock.providers.connectycube.sessions.signature import is_signed
from tests.connectycube.conftest import NOON, PASSWORD

OWN = {"application_id": 1, "auth_key": "key-1"}
HOURS = 2


def opened(api, **more):
    return api.post("/session", **OWN, **more)["session"]


def by(api, token):
    return api.send("GET", "/session", headers={"CB-Token": token})


def test_an_application_has_a_session_of_its_own(api):
    session = opened(api, nonce=77)
    assert (session["user_id"], session["application_id"], session["nonce"]) == (None, 1, 77)
    assert session["ts"] == NOON // 1000 and session["created_at"] == "2026-11-21T12:00:00Z"


def test_an_application_may_be_named_by_text(api):
    assert api.post("/session", application_id="1", auth_key="key-1")["session"]["application_id"] == 1


def test_opening_one_answers_201_and_says_until_when_it_is_good(api):
    answer = api.send("POST", "/session", OWN, headers={"CB-Token": ""})
    assert answer.status == 201
    assert answer.headers["CB-Token-ExpirationDate"] == "2026-11-21 14:00:00 UTC"


@pytest.mark.parametrize("wrong", [{"application_id": 2}, {"auth_key": "another"}, {"application_id": "x"}])
def test_a_wrong_application_or_key_is_refused(api, wrong):
    assert api.refusal("POST", "/session", OWN | wrong) in ("unauthorized", "invalid_value")


@pytest.mark.parametrize("name", ["login", "email"])
def test_a_user_logs_in_by_login_or_email(api, ann, name):
    api.app.users.update(api.app.users.rows[ann.id], {"email": "ann"})
    session = opened(api, user={name: "ann", "password": PASSWORD})
    assert session["user_id"] == session["user"]["id"] == ann.id


def test_a_wrong_password_is_refused(api, ann):
    assert api.refusal("POST", "/session", OWN | {"user": {"login": "ann", "password": "wrong"}}) == "invalid_password"


def test_an_unknown_login_is_refused(api):
    assert api.refusal("POST", "/session", OWN | {"user": {"login": "nobody", "password": PASSWORD}}) == "no_user"


def test_an_unknown_login_makes_the_user_where_that_is_set(api):
    api.app.configure(api.app.settings.with_changes({"creates_unknown_users": True}))
    assert opened(api, user={"login": "new", "password": PASSWORD})["user"]["login"] == "new"
    assert api.refusal("POST", "/session", OWN | {"user": {"login": "new", "password": "wrong"}}) == "invalid_password"


def test_a_token_is_good_for_two_hours_from_its_last_use(api):
    token = opened(api)["token"]
    for _ in range(3):
        api.app.clock.advance(minutes=119)
        assert by(api, token).status == 200
    api.app.clock.advance(hours=HOURS)
    answer = by(api, token)
    assert answer.status == 401
    assert json.loads(answer.body) == {"errors": {"base": ["Required session does not exist"]}}


def test_a_token_whose_time_is_over_is_refused_also_before_its_timer_comes(api):
    token = opened(api)["token"]
    api.app.sessions.get(token).expires = api.app.clock.now()
    assert by(api, token).status == 401


def test_the_length_of_a_session_may_be_set(api):
    api.app.configure(api.app.settings.with_changes({"session_seconds": 60}))
    token = opened(api)["token"]
    api.app.clock.advance(seconds=60)
    assert by(api, token).status == 401


def test_every_answer_says_until_when_the_token_is_good(ann):
    ann.app.clock.advance(minutes=30)
    assert ann.send("GET", "/session").headers["CB-Token-ExpirationDate"] == "2026-11-21 14:30:00 UTC"


def test_a_session_at_the_end_of_the_calendar_is_good_until_then(api, bob):
    api.app.clock.set(datetime(9999, 12, 31, 23, tzinfo=UTC))
    ann = api.user("late")
    assert ann.send("GET", "/session").headers["CB-Token-ExpirationDate"] == "9999-12-31 23:59:59 UTC"
    lunch = ann.group(bob)
    assert len(lunch) == len(ann.say(lunch, "hi")) == 24
    again = api.app.provider.create(1, auth_key="key-1", auth_secret="secret-1")
    fill(again, api.app.provider.dump(api.app))
    assert again.provider.dump(again) == api.app.provider.dump(api.app)


def test_no_token_and_an_empty_one_are_told_apart_from_an_unknown_one(api):
    assert [by(api, token).refusal.code for token in ("", "nobody")] == ["no_token", "no_session"]


def test_a_session_ends(ann):
    assert ann.send("DELETE", "/session").body == b""
    assert ann.refusal("GET", "/session") == "no_session"


def test_a_user_ends_all_other_sessions(api, ann):
    others = [opened(api, user={"login": "ann", "password": PASSWORD})["token"] for _ in range(2)]
    ann.delete("/session/list")
    assert [by(api, token).status for token in (*others, ann.token)] == [401, 401, 200]


def test_logging_in_makes_the_session_the_users(api, ann):
    answer = api.send("POST", "/login", {"login": "ann", "password": PASSWORD})
    assert answer.status == 202 and json.loads(answer.body)["user"]["id"] == ann.id
    assert api.get("/session")["session"]["user_id"] == ann.id


def test_logging_out_makes_it_the_applications_again(ann):
    ann.delete("/login")
    assert ann.get("/session")["session"]["user_id"] is None
    assert ann.refusal("GET", "/chat/Dialog") == "needs_user"


def test_a_guest_is_there_for_a_day(api):
    session = opened(api, user={"guest": "1", "full_name": "Gus"})
    assert session["user"]["is_guest"] and session["user"]["login"].startswith("guest_login_")
    assert api.refusal("POST", "/session", OWN | {"user": {"login": session["user"]["login"], "password": PASSWORD}})
    api.app.clock.advance(hours=23)
    assert by(api, session["token"]).status == 200
    api.app.clock.advance(hours=1)
    assert by(api, session["token"]).status == 401 and session["user_id"] not in api.app.users


@pytest.mark.parametrize(
    "named",
    [
        {"provider": "facebook", "keys": {"token": "t-1", "secret": "s"}},
        {"provider": "twitter", "keys": {"token": "t-1"}},
        {"provider": "firebase_phone", "firebase_phone": {"project_id": "p", "access_token": "t-1"}},
        {"provider": "firebase_email", "firebase_email": {"access_token": "t-1"}},
    ],
)
def test_a_token_of_another_provider_is_the_same_user_each_time(api, named):
    first, again = opened(api, **named), api.post("/login", **named)["user"]
    assert first["user_id"] == again["id"]
    api.app.configure(api.app.settings.with_changes({"refused_tokens": ["t-1"]}))
    assert api.refusal("POST", "/login", named) == "refused_provider"


def test_a_provider_without_its_token_is_refused(api):
    assert api.refusal("POST", "/login", {"provider": "facebook"}) == "blank"


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_a_signature_is_checked_if_there_is_one(api, ann, kind):
    text = f"application_id=1&auth_key=key-1&nonce=5&timestamp={NOON // 1000}&user[login]=ann&user[password]={PASSWORD}"
    body = OWN | {"nonce": 5, "timestamp": NOON // 1000, "user": {"login": "ann", "password": PASSWORD}}
    body["signature"] = hmac.new(b"secret-1", text.encode(), kind).hexdigest()
    assert api.post("/session", **body)["session"]["user_id"] == ann.id
    assert api.refusal("POST", "/session", body) == "repeated_nonce"
    assert api.refusal("POST", "/session", body | {"nonce": 6}) == "bad_signature"


def test_the_newest_nonces_are_remembered(api, monkeypatch):
    monkeypatch.setattr(signature, "KEPT", 2)
    api.app.check_signatures = False
    named = [OWN | {"nonce": nonce, "timestamp": NOON // 1000, "signature": "x"} for nonce in (1, 2, 3)]
    for body in named:
        api.post("/session", **body)
    assert api.refusal("POST", "/session", named[1]) == "repeated_nonce"
    assert api.post("/session", **named[0])["session"]["nonce"] == 1 and len(api.app.nonces) == 2


def test_a_signed_form_is_as_good_as_json(api):
    text = f"application_id=1&auth_key=key-1&nonce=5&timestamp={NOON // 1000}"
    signed = hmac.new(b"secret-1", text.encode(), hashlib.sha1).hexdigest()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    form = f"{text}&signature={signed}".encode()
    assert dispatch(api.hub, Request("POST", "/session", "", headers, form)).status == 201


def test_a_time_that_is_an_hour_off_is_refused(api):
    assert api.refusal("POST", "/session", OWN | {"timestamp": NOON // 1000 - 3601}) == "bad_timestamp"
    assert opened(api, timestamp=NOON // 1000 + 3600)


def test_a_signature_of_no_known_length_is_none():
    assert not is_signed({"a": 1}, "abc", "secret") and not is_signed({"a": 1}, "é" * 40, "secret")


def test_what_only_reads_prolongs_a_session_and_is_saved(ann):
    ann.get("/session")
    before = ann.hub.changes
    ann.get("/session")
    assert ann.hub.changes == before  # not within the same minute, though: reading is no reason to save all the time
    ann.app.clock.freeze(ann.app.clock.now() + 60_000)
    ann.get("/session")
    assert ann.hub.changes > before
