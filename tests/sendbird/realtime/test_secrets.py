"""No credential is shown by the journal or the log, by whatever way it came, good or not any more."""

import json
import re
from urllib.parse import quote

import pytest

from chatmock.commands.log import Lines

DEVICE = "f0rGoogle:APA91b-device_token.of/alice+1"
SENDER = "AAAA-server-key-of-google-0123456789"
ISSUED = re.compile(r"(?<![_0-9a-f])[0-9a-f]{40}(?![0-9a-f])")
"""What chatmock draws for a credential; addresses of channels end in such, too, behind ``_``."""


@pytest.fixture
def secrets(chatmock, call, connect, open_socket, lunch):
    """Credentials of all kinds, each issued and used in every way there is."""
    found = [chatmock.sendbird.api_token, DEVICE, SENDER]
    answers = []

    def ask(method, path, **details):
        answers.append(call(method, path, **details))
        return answers[-1]

    access = ask("PUT", "/users/alice", issue_access_token=True)["access_token"]
    token = ask("POST", "/users/bob/token")["token"]
    client = {"App-Id": chatmock.sendbird.app_id, "Access-Token": token}
    key = ask("POST", "/users/bob/session_key", headers=client)["key"]
    second = ask("POST", "/applications/api_tokens")["token"]
    bot = {"bot_nickname": "", "bot_profile_url": "", "bot_callback_url": "", "is_privacy_mode": False}
    robot = ask("POST", "/bots", bot_userid="robot", **bot)["bot"]["bot_token"]
    ask("POST", "/users/alice/push/gcm", gcm_reg_token=DEVICE)
    ask("GET", "/users/alice/push/gcm")
    ask("POST", "/applications/push/gcm", gcm_sender_id="1", gcm_api_key=SENDER)
    greetings = [
        connect("alice", access_token=access).greeting,
        open_socket(headers={"SENDBIRD-WS-TOKEN": token}, user_id="bob").expect("LOGI"),
        open_socket(headers={"SENDBIRD-WS-AUTH": key}).expect("LOGI"),
        open_socket(key=key).expect("LOGI"),
        open_socket(protocols=[quote(json.dumps({"token": token}))], user_id="bob").expect("LOGI"),
    ]
    for one in (access, token, key, second, robot, greetings[0]["key"]):
        call("GET", f"/users?session_key={one}&nickname={quote(one)}&x={one}", headers={"Cookie": f"a={one}"})
        call("GET", f"/users/{one}", headers={"X-Own": one, "Api-Token": "wrong"})
        call("POST", f"/group_channels/{lunch}/messages", message_type="MESG", user_id="alice", message=f"it is {one}!")
        call("POST", "/users", user_id="x", nickname="x", profile_url=f"http://x/?t={one}", issue_access_token=one)
    ask("GET", "/applications/api_tokens")
    ask("DELETE", f"/applications/api_tokens/{second}")
    ask("DELETE", f"/users/alice/push/gcm/{quote(DEVICE, safe='')}")
    ask("PUT", "/users/alice", issue_access_token=True)
    ask("DELETE", "/users/bob/token")
    found += [access, token, key, second, robot, *(greeting["key"] for greeting in greetings)]
    return {*found, *ISSUED.findall(json.dumps([answers, greetings]))}


def test_no_credential_is_in_the_journal(chatmock, secrets):
    shown = json.dumps(list(chatmock.journal), ensure_ascii=False)
    assert len(secrets) > 10 and len(shown) > 10_000
    for secret in secrets:
        assert secret not in shown and quote(secret, safe="") not in shown


def test_no_credential_is_in_the_log(chatmock, chatmock_server, secrets):
    entries = list(chatmock_server._thread.hub.find("sendbird", chatmock.sendbird.app_id).journal)
    lines = "".join(Lines(colours).of(entries) for colours in (False, True))
    assert "***" in lines and not [secret for secret in secrets if secret in lines]


def test_a_request_of_which_nobody_knows_whose_it_is_shows_none_either(chatmock, chatmock_server, secrets):
    oldest = chatmock_server._thread.hub.oldest("sendbird")
    shown = json.dumps([entry.shown() for entry in oldest.journal if entry.code])
    assert not [secret for secret in secrets if secret in shown]


def test_what_is_no_secret_is_shown(chatmock, call, alice):
    call("GET", "/users?nickname=a%20b&limit=2")
    call("POST", "/users/alice/metadata", metadata={"key": "colour", "token": "short"})
    seen = chatmock.journal.find(kind="request")
    assert seen[-2]["query"] == "nickname=a%20b&limit=2" and seen[-1]["request"]["metadata"]["key"] == "colour"
