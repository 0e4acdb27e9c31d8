"""An answer leaves nothing behind that only the garbage collector could free: refusals come by the thousand."""

import gc

import pytest

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.serving import new_hub

KEY = {"Api-Token": "token", "Content-Type": "application/json", "Host": "127.0.0.1"}
ASKED = {
    "a view": Request("GET", "/v3/users/zoe", "", KEY),
    "a user there is not": Request("GET", "/v3/users/nobody", "", KEY),
    "a wrong type": Request("POST", "/v3/users", "", KEY, b'{"user_id": "yan", "nickname": 5}'),
    "a null": Request("POST", "/v3/users", "", KEY, b'{"user_id": null, "nickname": "Yan"}'),
    "no JSON": Request("POST", "/v3/users", "", KEY, b"{"),
    "a wrong query": Request("GET", "/v3/users", "limit=many", KEY),
    "no token": Request("GET", "/v3/users", "", {"Host": "127.0.0.1"}),
    "no such address": Request("GET", "/v3/nothing", "", KEY),
    "an operation that is not served": Request("POST", "/v3/emojis", "", KEY, b"{}"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_an_answer_leaves_no_circle(asked):
    hub = new_hub()
    hub.add(hub.provider("sendbird").create("chatmock", api_token="token"))
    dispatch(hub, Request("POST", "/v3/users", "", KEY, b'{"user_id": "zoe", "nickname": "Zoe", "profile_url": ""}'))
    dispatch(hub, asked)
    gc.collect()
    gc.freeze()  # older objects of this process, other tests' too, are not counted
    gc.disable()
    try:
        for _ in range(20):
            dispatch(hub, asked)
        assert gc.collect() < 20
    finally:
        gc.enable()
        gc.unfreeze()
