"""What an application puts up with, and faults in the vendor's shape."""

import json

from chatmock.core.faults import Fault


def test_a_rate_is_refused_with_429(api, ann, bob):
    api.app.limits.rates["user"] = (1, 60)
    assert ann.get("/session") and bob.get("/session")
    answer = ann.send("GET", "/session")
    assert (answer.status, json.loads(answer.body)) == (429, {"errors": ["Too many requests"]})


def test_maintenance_is_503(api, ann):
    api.app.limits.maintenance = True
    assert ann.send("GET", "/session").status == 503


def test_a_quota_is_for_what_is_made(api, ann, bob):
    api.app.limits.quota = 2
    assert ann.refusal("POST", "/chat/Dialog", {"type": 3, "occupants_ids": [bob.id]}) == "over_quota"
    assert ann.names() == []


def test_a_fault_is_in_the_vendors_shape(ann):
    ann.app.faults.add(Fault("list_dialogs", code="forbidden"))
    ann.app.faults.add(Fault("view_session", status=502))
    answer = ann.send("GET", "/session")
    assert ann.refusal("GET", "/chat/Dialog") == "forbidden"
    assert (answer.status, json.loads(answer.body)) == (502, {"errors": {"base": ["Injected by chatmock."]}})


def test_a_fault_strikes_the_beginning_of_a_session_too(api):
    api.app.faults.add(Fault("create_session", code="rate_limited"))
    assert api.refusal("POST", "/session", {"application_id": 1, "auth_key": "key-1"}) == "rate_limited"
