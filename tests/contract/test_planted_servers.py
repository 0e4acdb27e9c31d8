"""Servers that are wrong in one thing each: ``chatmock check`` finds every one of them."""

import json
import re

import msgspec
import pytest

from tests.contract.test_contract_check import checked, wrong


def change(received, edit):
    """An answer with its JSON edited."""
    told = json.loads(received.body)
    edit(told)
    return msgspec.structs.replace(received, body=json.dumps(told).encode())


def asks(sent, method, pattern):
    path = sent.line.partition("?")[0]
    return sent.method == method and re.fullmatch(f"/v3{pattern}", path) is not None


def good(received):
    return received.status == 200


def on(method, pattern, edit):
    """A server that edits the good answers of one operation."""

    def plant(wire):
        def send(sent):
            received = wire(sent)
            return change(received, edit) if asks(sent, method, pattern) and good(received) else received

        return send

    return plant


def on_answers(edit):
    """A server that changes answers: ``edit`` gets the request and its answer, and gives the answer."""
    return lambda wire: lambda sent: edit(sent, wire(sent))


def on_requests(edit):
    """A server that reads requests otherwise: ``edit`` gives the request that is carried out."""
    return lambda wire: lambda sent: wire(edit(sent))


def replaced(struct, **more):
    return msgspec.structs.replace(struct, **more)


def refusals(edit):
    def answer(sent, received):
        return change(received, edit) if received.status == 400 else received

    return on_answers(answer)


def does_nothing(method, pattern, answer=b"{}"):
    def plant(wire):
        def send(sent):
            if not asks(sent, method, pattern) or not sent.headers.get("Api-Token") or "nobody" in sent.line:
                return wire(sent)
            return replaced(wire(replaced(sent, method="GET", line="/v3/users?limit=1", body=b"")), body=answer)

        return send

    return plant


def update_not_done(wire):
    """Says it changed a nickname, and keeps the old one."""

    def send(sent):
        if asks(sent, "PUT", "/users/[^/]+") and sent.headers.get("Api-Token"):
            seen = wire(replaced(sent, method="GET", body=b""))
            return change(seen, lambda told: told.update(json.loads(sent.body))) if good(seen) else seen
        return wire(sent)

    return send


def others_changed(wire):
    """Changes the nickname of another person, too."""

    def send(sent):
        if asks(sent, "PUT", "/users/[^/]+bob"):
            wire(replaced(sent, line=sent.line.replace("-bob", "-bystander")))
        return wire(sent)

    return send


def stale(wire):
    """Gives what it gave the first time."""
    seen: dict[tuple[str, str], object] = {}

    def send(sent):
        if asks(sent, "GET", "/group_channels/[^/]+"):
            return seen.setdefault((sent.line, str(sent.headers)), wire(sent))
        return wire(sent)

    return send


def lets_in(sent):
    return replaced(sent, headers={"Api-Token": "chatmock-token", **sent.headers})


def ignores_limit(sent):
    return replaced(sent, line=re.sub(r"\b(next_)?limit=1&?", "", sent.line))


def skips(sent, received):
    if asks(sent, "GET", "/users") and "token=" in sent.line and good(received):
        return change(received, lambda told: told.update(users=[]))
    return received


def blocks_both(wire):
    def send(sent):
        if asks(sent, "POST", "/users/[^/]+alice/block") and good(answer := wire(sent)):
            alice = sent.line.split("/")[3]
            bob = json.loads(sent.body)["target_id"]
            wire(replaced(sent, line=f"/v3/users/{bob}/block", body=json.dumps({"target_id": alice}).encode()))
            return answer
        return wire(sent)

    return send


def forgiving(sent):
    """Takes a user without a nickname."""
    if asks(sent, "POST", "/users"):
        return replaced(sent, body=json.dumps({"nickname": "", **json.loads(sent.body)}).encode())
    return sent


def updates_others_keys(wire):
    """Replaces all metadata where one key was sent."""

    def send(sent):
        if asks(sent, "PUT", "/open_channels/[^/]+/metadata"):
            wire(replaced(sent, method="DELETE", body=b""))
        return wire(sent)

    return send


def takes_twice(sent, received):
    if asks(sent, "POST", "/users") and received.status == 400 and b"unique" in received.body:
        user = {"user_id": json.loads(sent.body)["user_id"], "nickname": "Alice", "profile_url": ""}
        return replaced(received, status=200, body=json.dumps(user).encode())
    return received


def html(sent, received):
    return replaced(received, content_type="text/html") if asks(sent, "GET", "/bots") else received


def rejected_with_success(sent, received):
    return replaced(received, status=200) if received.status == 400 else received


def created(sent, received):
    return replaced(received, status=201) if asks(sent, "POST", "/users") and good(received) else received


def unread_of_nobody(sent, received):
    if asks(sent, "GET", "/group_channels/[^/]+/messages/unread_count") and good(received):
        zeros = dict.fromkeys(json.loads(received.body)["unread"], 0)
        return change(received, lambda told: told.update(unread=zeros))
    return received


PLANTED = {
    "a missing key": on("GET", "/users/[^/]+", lambda told: told.pop("nickname", None)),
    "an unknown key": on("GET", "/users/[^/]+", lambda told: told.update(colour="red")),
    "a wrong type": on("GET", "/group_channels/[^/]+", lambda told: told.update(member_count="2")),
    "null in place of a list": on("GET", "/users", lambda told: told.update(users=None)),
    "a wrong status": on_answers(created),
    "a refusal with the status of a success": on_answers(rejected_with_success),
    "a wrong code": refusals(lambda told: told.update(code=400999)),
    "a wrong sentence": refusals(lambda told: told.update(message=f"{told['message']}!")),
    "a wrong content type": on_answers(html),
    "an effect not done": update_not_done,
    "an effect on others": others_changed,
    "a deletion not done": does_nothing("DELETE", "/polls/[^/]+"),
    "all keys changed in place of one": updates_others_keys,
    "a page skipped": on_answers(skips),
    "an order reversed": on("GET", "/group_channels/[^/]+/messages", lambda told: told["messages"].reverse()),
    "a limit ignored": on_requests(ignores_limit),
    "strangers let in": on_requests(lets_in),
    "a stale read": stale,
    "a required field not asked for": on_requests(forgiving),
    "a name taken twice": on_answers(takes_twice),
    "unread counts that stay": on_answers(unread_of_nobody),
    "a text changed": on("GET", "/group_channels/[^/]+/messages/[0-9]+", lambda told: told.update(message="?")),
    "a block of both": blocks_both,
    "another message than the one asked for": on(
        "GET", "/group_channels/[^/]+/messages/[0-9]+", lambda told: told.update(message_id=told["message_id"] + 1)
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_wrong_server_is_found(name):
    check, _ = checked("sendbird", PLANTED[name])
    assert wrong(check) != []


def loses_a_key(sent, received):
    if good(received) and received.body[:1] == b"{" and len(told := json.loads(received.body)) > 1:
        return replaced(received, body=json.dumps(dict([*told.items()][1:])).encode())
    return received


def says_less(sent, received):
    return replaced(received, body=received.body.replace(b"e", b"a")) if refused_by_word(received) else received


def refused_by_word(received):
    return b'"errors"' in received.body or b'"FAIL"' in received.body


def forgets(wire):
    """Carries out half of what is asked, and answers the other half as it did before."""
    seen: dict[tuple[str, str, bytes], object] = {}

    def send(sent):
        key = (sent.method, sent.line.partition("?")[0], sent.body)
        return seen.setdefault(key, wire(sent)) if key not in seen else seen[key]

    return send


EVERYWHERE = {
    "a missing key": on_answers(loses_a_key),
    "other words": on_answers(says_less),
    "other types of content": on_answers(lambda sent, received: replaced(received, content_type="text/plain")),
    "another status": on_answers(lambda sent, received: replaced(received, status=202)),
    "old answers": forgets,
}


@pytest.mark.parametrize("name", EVERYWHERE)
@pytest.mark.parametrize("provider", ["connectycube", "tencent"])
def test_a_wrong_server_of_another_platform_is_found(provider, name):
    check, _ = checked(provider, EVERYWHERE[name])
    assert wrong(check) != []


def test_a_server_that_changes_nothing_is_right():
    check, _ = checked("sendbird", on_requests(lambda sent: sent))
    assert wrong(check) == []
