"""``chatmock drift``: what differs is known, new or gone."""

import json

import pytest

from chatmock.cli import main
from tests.recording.passages import recorded

TOKEN = {"Api-Token": "chatmock-token"}
PATH = "$.surprise"


@pytest.fixture
def cassette(tmp_path):
    """A cassette in which the server had one key more."""

    async def act(asker, passage):
        await asker.ask("POST", "/v3/users", TOKEN, b'{"user_id": "ann", "nickname": "Ann", "profile_url": ""}')

    passage = recorded("sendbird", act)
    head, event = passage.file.getvalue().splitlines()
    event = json.loads(event)
    event["answer"]["json"]["surprise"] = "id-77"
    path = tmp_path / "one.cassette"
    path.write_bytes(head + b"\n" + json.dumps(event).encode() + b"\n")
    return path


@pytest.fixture
def drift(cassette, tmp_path, capsys):
    """Runs the command with a ledger; gives its status and what it says."""

    def run(text):
        ledger = tmp_path / "known.yaml"
        ledger.write_text(text)
        status = main(["drift", str(cassette), "--ledger", str(ledger)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def entry(path=PATH, event=1, reason="newer servers have it", cassette="one.cassette"):
    return f"- {{cassette: {cassette}, event: {event}, path: {path}, reason: {reason}}}\n"


def test_what_no_ledger_knows_is_new_and_fails(drift):
    status, said = drift("[]")
    assert status == 1
    assert f"new    one.cassette 1  POST /v3/users\n         {PATH}: expected a text, got nothing" in said
    assert "0 known, 1 new, 0 gone" in said


def test_what_the_ledger_knows_is_told_with_its_reason(drift):
    status, said = drift(entry())
    assert status == 0
    assert "newer servers have it" in said and "1 known, 0 new, 0 gone" in said


def test_an_entry_that_differs_no_more_fails(drift):
    status, said = drift(entry() + entry("$.nickname"))
    assert status == 1
    assert "gone   one.cassette 1\n         $.nickname" in said


def test_an_entry_about_another_cassette_is_left_alone(drift):
    status, said = drift(entry() + entry(cassette="other.cassette"))
    assert status == 0
    assert "1 entries are about other cassettes" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (entry(reason="''"), "has no reason"),
        (entry() + entry(), "stands there twice"),
        ("- {cassette: one.cassette}", "is no list of entries"),
        ("{", "is no list of entries"),
        ("a: b", "is no list of entries"),
    ],
)
def test_a_ledger_that_is_none_is_refused(drift, text, told):
    status, said = drift(text)
    assert status == 2
    assert told in said
