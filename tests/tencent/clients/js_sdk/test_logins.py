"""Logins: the first one makes the account; kicks, expiry, losses, other devices, other accounts, logouts."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import Sdk


@pytest.fixture
def dave(tencent, package):
    one = Sdk(tencent, "dave", package=package)
    yield one
    one.close()


@pytest.fixture
def again(tencent, package):
    """Dave's second window."""
    one = Sdk(tencent, "dave", package=package)
    yield one
    one.close()


def test_a_ticket_of_somebody_else_and_one_that_has_expired_are_refused(dave, tencent):
    for ticket, code in ((tencent.user_sig("eve"), 70013), ("nonsense", 70003), (tencent.user_sig("dave", 0), 70001)):
        tencent.control("POST", "/clock/advance", seconds=1)
        with pytest.raises(Refused) as refused:
            dave("login", {"userID": "dave", "userSig": ticket})
        assert refused.value.code == code


def test_a_second_window_takes_the_place_of_the_first(dave, again):
    dave.enters()
    again.enters()
    assert dave.hears("KICKED_OUT") == {"type": "multipleAccount"}
    with pytest.raises(Refused):
        dave("getMyProfile")
    again("updateMyProfile", {"nick": "Dave"})


def test_as_many_windows_as_there_may_be(dave, again, tencent):
    tencent.settings(web_instances=2)
    dave.enters()
    again.enters()
    dave("updateMyProfile", {"nick": "Both"})
    assert again.hears("PROFILE_UPDATED")[0]["nick"] == "Both"
    tencent.settings(web_instances=1)


def test_the_rest_api_kicks_and_the_old_ticket_is_void(dave, tencent):
    ticket = tencent.user_sig("dave")
    dave.enters(ticket)
    tencent.control("POST", "/clock/advance", seconds=5)
    tencent.user("dave")
    tencent.control("POST", "/actors/dave/kicked")
    assert dave.hears("KICKED_OUT") == {"type": "REST_API_Kick"}
    with pytest.raises(Refused) as refused:
        dave("login", {"userID": "dave", "userSig": ticket})
    assert refused.value.code == 70052
    dave.enters()


def test_a_ticket_that_runs_out_ends_the_login(dave, tencent):
    dave.enters(tencent.user_sig("dave", 3600))
    tencent.control("POST", "/clock/advance", seconds=3602)
    assert dave.hears("KICKED_OUT") == {"type": "userSigExpired"}
    dave.enters()


def test_logging_out_and_in_as_somebody_else(dave):
    dave.enters()
    dave("logout")
    dave.process.heard("SDK_NOT_READY")
    with pytest.raises(Refused):
        dave("getMyProfile")
    dave.user_id = "erin"
    dave.enters()
    assert dave("getMyProfile")["userID"] == "erin"


def test_what_was_missed_comes_after_a_loss(dave, alice):
    dave.enters()
    dave.receives(alice.says(dave, "before"))
    dave.process("lose")
    dave.hears("NET_STATE_CHANGE")
    missed = alice.says(dave, "meanwhile")
    dave("getUserProfile", {"userIDList": ["alice", "bob"]})  # the SDK waits for a reason to connect again
    dave.receives(missed)
    assert [row["ID"] for row in dave.history(alice)].count(missed["ID"]) == 1
