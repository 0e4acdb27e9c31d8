"""The derived documents are what the code says now, and claim no proof that is none."""

from pathlib import Path

import pytest

from chatmock import completions, coverage, docs, javascript, typed
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.sample import Ask
from chatmock.providers.sendbird import Sendbird
from chatmock.reference import judges
from chatmock.serving import new_hub

ROOT = Path(__file__).resolve().parents[2]
PROVIDER = Sendbird()
OF_2016 = coverage.documented(PROVIDER)


@pytest.mark.parametrize(
    "name",
    [
        "docs/errors.md",
        "docs/coverage.md",
        "docs/not-served.md",
        "docs/without-effect.md",
        "docs/evidence.md",
        "docs/judges.md",
        *(f"docs/reference/{name}.md" for name in ("command-line", "control-api", "python", "seeds", "webhooks")),
        "schemas/fixture.json",
        "README.md",
        *typed.modules(),
        *javascript.modules(),
        *completions.scripts(),
    ],
)
def test_a_derived_document_is_up_to_date(name):
    assert docs.documents()[name] == (ROOT / name).read_text(encoding="utf-8"), "scripts/docs writes it anew"


def test_the_check_names_what_is_out_of_date(tmp_path, capsys):
    assert docs.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_judge_is_pinned_and_a_test_asks_it():
    assert [one["test"] for one in judges.judges() if not (ROOT / one["test"]).exists()] == []
    assert all(judges.version(one) for one in judges.judges())
    with pytest.raises(LookupError, match="does not pin nobody"):
        judges.version({"judge": "nobody", "pin": "pyproject.toml"})


def test_every_operation_of_the_document_of_2016_is_served():
    found = coverage.rows(PROVIDER, OF_2016, {})
    served = {
        (method, coverage.shape(path), auth)
        for operation in PROVIDER.api.operations.values()
        for method, path, auth in coverage.addresses(PROVIDER, operation)
    }
    assert [
        row
        for row in OF_2016.operations
        if (row["method"], coverage.shape(row["path"]), row.get("auth", "")) not in served
    ] == []
    assert sum(row["documented"] for row in found) >= 90


def test_a_call_counts_for_the_kind_of_test_that_makes_it():
    running = [""]
    witness = coverage.Witness(lambda: running[0])
    hub = new_hub()
    witness.watch(hub)
    hub.add(hub.provider("sendbird").create("chatmock", api_token="t"))
    for running[0] in (
        "tests/sendbird/clients/python_sdk/test_users.py::x",
        "tests/test_cli.py::y",
        "tests/contract/bad_input/z",
    ):
        for path in ("/v3/users", "/v3/users/nobody"):
            dispatch(hub, Request("GET", path, headers={"Api-Token": "t"}))
    assert witness.told() == {"clients/python_sdk": ["sendbird list_users"], "refusals": ["sendbird view_user"]}


def test_a_claim_nobody_saw_is_found_unless_its_tests_did_not_run():
    witness = coverage.Witness(str)
    witness.seen = {"laws": {"sendbird list_users"}}
    claims = {"laws": ["sendbird list_users", "sendbird view_user"], "clients/x": ["sendbird list_users"]}
    assert witness.unproven(claims, without=set()) == ["clients/x: sendbird list_users", "laws: sendbird view_user"]
    assert witness.unproven(claims, without={"clients/x", "laws"}) == []


def test_a_row_shows_each_proof_apart():
    [row] = [
        row
        for row in coverage.rows(PROVIDER, coverage.Documented(), {"clients/x": ["sendbird view_ccu"], "laws": []})
        if row["name"] == "view_ccu"
    ]
    assert (row["clients"], row["laws"], row["documented"]) == (["x"], False, False)
    assert coverage.table([row], "2016").endswith("| view_ccu | `GET /v3/applications/ccu` |  |  | x |  |  |  |")


def test_a_name_in_braces_has_to_be_known():
    ask = Ask("GET /v3/users/{user_id}", {"note": "{other}", "text": "{not a name}"})
    assert ask.filled({"user_id": "a b", "other": "x"}).line == "GET /v3/users/a%20b"
    assert ask.filled({"user_id": "a", "other": "x"}).body == {"note": "x", "text": "{not a name}"}
    with pytest.raises(KeyError):
        ask.filled({})
