"""Tencent Chat in a test, over HTTP: its face, its people, and clients of the REST API that nobody wrote here."""

from typing import Any

import requests

from chatmock.testing import Chatmock


def test_the_face_says_where_clients_go(chatmock: Chatmock) -> None:
    tencent = chatmock.tencent
    assert isinstance(tencent.sdk_app_id, int) and len(tencent.secret_key) == 64 and tencent.admin == "administrator"
    assert tencent.env["TENCENT_REST_URL"] == tencent.rest_url and tencent.ws_url.startswith("ws://")


def test_a_user_sig_expires_by_the_clock(chatmock: Chatmock) -> None:
    tencent = chatmock.tencent
    asked: dict[str, Any] = {
        "sdkappid": tencent.sdk_app_id,
        "identifier": tencent.admin,
        "usersig": tencent.user_sig(tencent.admin, expire=60),
    }
    url = f"{tencent.rest_url}/v4/im_open_login_svc/account_check"
    assert requests.post(url, params=asked, data="{}", timeout=10).json()["ErrorCode"] == 70402
    tencent.clock.advance(minutes=2)
    assert requests.post(url, params=asked, data="{}", timeout=10).json()["ErrorCode"] == 70001


def test_people_say_something_to_each_other_and_in_groups(chatmock: Chatmock) -> None:
    tencent = chatmock.tencent
    alice, bob = tencent.user("alice", Tag_Profile_IM_Nick="Alice"), tencent.user("bob")
    alice.says("hi", to=bob)
    group = tencent.group(alice, bob, name="Lunch", GroupId="lunch")
    assert bob.says("soup?", group=group)["MsgSeq"] == 1
    state = tencent.state
    assert state["c2c"][0]["messages"][0]["from"] == "alice" and state["groups"][0]["id"] == "lunch"
    tencent.state = state
    assert tencent.state["groups"] == state["groups"]


def test_the_journal_shows_no_user_sig(chatmock: Chatmock) -> None:
    tencent = chatmock.tencent
    sig = tencent.user("alice").user_sig
    asked: dict[str, Any] = {"sdkappid": tencent.sdk_app_id, "identifier": "alice", "usersig": sig}
    url = f"{tencent.rest_url}/v4/im_open_login_svc/account_check"
    requests.post(url, params=asked, json={"CheckItem": []}, timeout=10)
    assert sig not in requests.get(f"{chatmock.url}/_chatmock/journal", timeout=10).text
