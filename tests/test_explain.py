"""The command ``explain``: where each key of an operation comes from, and what was probably meant."""

import json

import pytest

from chatmock import evidence
from chatmock.cli import main
from chatmock.serving import new_hub


def said(capsys, *words):
    assert main(["explain", *words]) == 0
    return capsys.readouterr().out


def test_it_names_the_source_of_a_key(capsys):
    text = said(capsys, "view_user", "profile_url")
    assert text.startswith("view_user of sendbird\n")
    assert "profile_url  recorded: tests/sendbird/fidelity/recordings.yaml, create a user; seed: SendBird" in text


def test_a_key_is_named_by_its_place_too(capsys):
    [told] = json.loads(said(capsys, "list_friends", "users", "--json"))["operations"]
    assert {key["key"] for key in told["keys"]} == {"users"}


def test_as_json_it_tells_every_key(capsys):
    [told] = json.loads(said(capsys, "openim.sendmsg", "--provider", "tencent", "--json"))["operations"]
    assert {key["schema"] for key in told["keys"]} >= {"frame.openim.sendmsg", "openim.sendmsg.answer"}
    assert all(key["sources"] for key in told["keys"])


@pytest.mark.parametrize("name", ["webhook user:block", "MESG", "webhook C2C.CallbackAfterSendMsg", "add_fault"])
def test_webhooks_frames_and_operations_are_explained(name, capsys):
    assert " of " in said(capsys, name).splitlines()[0]


def test_an_error_is_explained_by_its_code(capsys):
    text = said(capsys, "400202", "--provider", "sendbird")
    assert text.startswith(
        "400202 of sendbird, status 400  seed: SendBird Platform API v3.0, December 2016, Error Response"
    )
    assert '"{field}" violates unique constraint.  live: ' in text


def test_an_error_is_explained_as_json(capsys):
    [told] = json.loads(said(capsys, "no_user", "--json"))["errors"]
    assert (told["provider"], told["status"]) == ("connectycube", 404)
    [sentence] = told["sentences"]
    assert (sentence["says"], sentence["sources"][0]["mark"]) == ("User not found", "live")


@pytest.mark.parametrize(
    ("words", "status", "meant"),
    [
        (["40021"], 1, "there is no operation or error '40021'; did you mean '400201'"),
        (["400201", "code"], 1, "400201 is an error, which has no keys"),
        (["create_grop"], 1, "did you mean 'create_group'"),
        (["view_user", "profil_url"], 1, "view_user has no key 'profil_url'; did you mean 'profile_url'"),
        (["view_user", "--provider", "sendbrd"], 2, "did you mean 'sendbird'"),
    ],
)
def test_what_is_unknown_is_told_with_what_was_meant(words, status, meant, capsys):
    assert main(["explain", *words]) == status
    assert meant in capsys.readouterr().err


def test_everything_that_has_a_name_can_be_explained():
    for provider in new_hub().every():
        names = evidence.operations(provider).keys()
        assert {operation.name for operation in provider.api.operations.values()} <= names
        assert provider.api.commands.keys() <= names
