"""Applications that are made when a client first asks for them: whatever comes, a request is answered by its platform."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.welcoming import MOST, WelcomingHub
from chatmock.serving import new_hub, serve_defaults
from tests.lengths import examples

SESSION = b'{"application_id": 77, "auth_key": "mine", "signature": "of a secret", "nonce": 1, "timestamp": 1}'


@pytest.fixture
def said():
    """What people were told."""
    return []


@pytest.fixture
def hub(said):
    made = new_hub(kind=partial(WelcomingHub, say=said.append))
    serve_defaults(made, {})
    return made


@pytest.fixture(scope="module")
def long_lived():
    return new_hub(kind=partial(WelcomingHub, say=str))


def ask(hub, method, path, host, body=b"", query="", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return dispatch(hub, Request(method, path, query, {"Host": host, **named}, body, peer="127.0.0.1"))


def test_a_client_may_come_before_the_back_end_which_brings_the_token(hub):
    host = "api-mine.sendbird.com"
    ask(hub, "GET", "/v3/emoji_categories", host, App_Id="mine")
    first, second = (ask(hub, "GET", "/v3/users", host, Api_Token=token).status for token in ("one", "two"))
    assert (first, second) == (200, 400)
    assert hub.find("sendbird", "mine").api_token == "one"


def test_an_id_of_the_service_is_in_upper_case_and_a_host_is_not(hub):
    ask(hub, "GET", "/v3/users", "api-9da1b1f4-0be6-4da8-82c5-2e81dab56f23.sendbird.com", Api_Token="one")
    assert hub.find("sendbird", "9DA1B1F4-0BE6-4DA8-82C5-2E81DAB56F23").api_token == "one"


def test_the_administrator_of_tencent_chat_is_the_one_who_calls_first(hub):
    host, path = "console.tim.qq.com", "/v4/im_open_login_svc/account_check"
    ask(hub, "POST", path, host, b"{}", "sdkappid=1400777777&identifier=boss&usersig=none")
    app = hub.find("tencent", 1400777777)
    assert (app.admin, app.check_signatures) == ("boss", False)
    assert app.is_admin("boss")


def test_a_session_of_connectycube_that_is_signed_is_taken_without_its_secret(hub):
    now = hub.clock.now() // 1000
    body = SESSION.replace(b'"timestamp": 1', f'"timestamp": {now}'.encode())
    answer = ask(hub, "POST", "/session", "api.connectycube.com", body, Content_Type="application/json")
    assert answer.status == 201, answer.body
    assert hub.find("connectycube", 77).auth_key == "mine"


def test_an_application_that_is_reset_keeps_what_it_learned(hub):
    ask(hub, "GET", "/v3/users", "api-mine.sendbird.com", Api_Token="one")
    hub.renew(hub.find("sendbird", "mine"))
    assert ask(hub, "GET", "/v3/users", "api-mine.sendbird.com", Api_Token="one").status == 200


def test_there_is_an_end_to_it(hub, said):
    for number in range(MOST + 5):
        ask(hub, "GET", "/v3/users", f"api-app{number}.sendbird.com", Api_Token=f"token-{number}")
    assert len(said) == MOST


def test_the_usual_server_makes_none():
    hub = new_hub()
    serve_defaults(hub, {})
    assert ask(hub, "GET", "/v3/users", "api-mine.sendbird.com", Api_Token="one").status == 400
    assert hub.find("sendbird", "mine") is None


words = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12)


@settings(max_examples=examples(150), deadline=None)
@given(
    st.sampled_from(["api-{}.sendbird.com", "ws-{}.sendbird.com", "api.connectycube.com", "console.tim.qq.com"]),
    st.sampled_from(["/v3/users", "/session", "/v4/sns/friend_get", "/"]),
    words,
    words,
    st.binary(max_size=60) | st.just(SESSION),
)
def test_whatever_a_client_tells_is_no_failure(long_lived, host, path, one, other, body):
    hub = long_lived
    query = f"ai={one}&sdkappid={other}&identifier={one}&usersig={other}"
    ask(hub, "POST", path, host.format(one), body, query, Api_Token=other, App_Id=one)
    assert hub.broken == []
