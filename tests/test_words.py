"""The mistakes that newcomers make, a row each: the message says what is wrong, and what to do about it."""

import argparse
import http.client
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from chatmock.cli import main, parser
from chatmock.core.given import OWN_OPTIONS, unknown_variables
from chatmock.providers import DEFAULT
from chatmock.resources import options_document
from chatmock.testing import ChatmockError, ChatmockServer

ROOT = Path(__file__).resolve().parents[1]

SEEDS = {
    "an unknown key": (
        "users:\n  - user_id: a\n    nickmane: A",
        ":3: unknown key 'nickmane'",
        "did you mean 'nickname'",
    ),
    "an unknown member": (
        "users: [{user_id: carl}]\ngroup_channels:\n  - channel_url: x\n    members: [carol]\n    operators: [dan]",
        ":4: there is no user 'carol' in this document",
        "did you mean 'carl'",
    ),
    "another one beside it": (
        "users: [{user_id: carl}]\ngroup_channels:\n  - channel_url: x\n    members: [carol]\n    operators: [dan]",
        ":5: there is no user 'dan'",
        "there are carl",
    ),
    "a bad time": (
        "users: [{user_id: a, created: 5 fortnights ago}]",
        "'5 fortnights ago' is no time",
        "10 minutes ago",
    ),
    "a number for an id": ("users: [{user_id: 12345}]", "user_id: has to be text, not 12345", 'quote it: "12345"'),
    "a duplicate": ("users:\n  - user_id: a\n  - user_id: a", ":3: 'a' stands twice", r"first at \S+:2; take one away"),
    "a duplicate key": ("users: []\nusers: []", ":2: 'users' stands twice", "first in line 1; take one away"),
    "a wrong indent": (
        "users:\n  - user_id: a\n   nickname: b",
        ":3: .*line up",
        "indent with spaces.*\n    +nickname: b",
    ),
    "a tab": ("users:\n\t- user_id: a", ":2: a tab", "indent with spaces"),
    "broken JSON": ('{"users": [{"user_id": "a",, }]}', ":1: .*comma", r"each \[ and \{ needs its end"),
    "an open quote": ('users:\n  - user_id: "a', ":2: a quote is opened", "close it"),
    "two colons": ("users:\n  - user_id: a: b", ":2: two values with a colon", "quote a text that has a colon"),
    "a member as plain text": ("users: [alice]", "has to be a mapping, not 'alice'", "write user_id: alice"),
    "an empty file": ("", "empty", "a seed says something, such as users"),
    "comments alone": ("# users", "empty", "a seed says something, such as users"),
    "a PNG": (b"\x89PNG\r\n", "not UTF-8 text", "a seed is YAML or JSON"),
    "an alias inside itself": ("users: &u [*u]", ":1: an alias stands inside", "write the values out"),
    "a number without end": (
        f"users: [{{user_id: {'9' * 5000}}}]",
        "5,000 characters. is too large a number",
        "quote it",
    ),
    "a value without end": (f"users: {'x' * 100_000}", r"users: has to be a list, not 'x{199}…", "100,002 characters"),
    "an era that is none": ("application: {era: '2017'}", "era: has to be 'today' or '2016'", "did you mean '2016'"),
    "an address that is none": (
        "application: {webhook: {url: ftp://x}}",
        "url: 'ftp://x' is not",
        "an address by http or https",
    ),
    "no value": ("users:", "users: has to be a list, not null", "leave it out, or give it a value"),
    "a second document": (
        "users: []\n---\nusers: []",
        ":2: a second document begins here",
        "a list under applications",
    ),
    "a tag": ("users:\n  - user_id: !ENV ${ME}", ":2: the tag !ENV has no meaning here", "write out the value"),
    "a tag of Python's": ("users: !!python/tuple []", "!!python/tuple has no meaning here", "take it away"),
    "an API token that stands twice": (
        f"application: {{api_tokens: [{{token: {'a' * 40}}}, {{token: {'a' * 40}}}]}}",
        "this API token stands twice",
        "write another one",
    ),
    "an empty id": ("users: [{user_id: ''}]", "user_id: is empty", "give it one character"),
}
COMMANDS = {
    "a missing file": ("validate nothing.yaml", "there is no such file", "look at its name"),
    "a folder": (f"validate {ROOT}/docs", "this is a folder|no such file", "name a file|seeds are"),
    "a seed's name": ("validate lnch", "no such file", "did you mean lunch"),
    "a port too high": ("serve --port 99999", "'99999' is no port", "number up to 65535, and 0 takes one that is free"),
    "a port that is none": ("serve --port abc", "'abc' is no port", "number up to 65535"),
    "a port of TLS": ("serve --tls-port 70000", "'70000' is no port", "number up to 65535"),
    "a wrong era": ("serve --era 2017", "no choice '2017'", "did you mean 2016"),
    "a wrong command": ("sevre", "no command 'sevre'", "did you mean serve"),
    "a wrong option": ("serve --sed lunch", "chatmock serve.*no option --sed", "did you mean --seed"),
    "exec of nothing": ("exec", "name a command", "as in chatmock exec -- npm test"),
    "exec of what is not there": ("exec -- nosuchcmd", "cannot run nosuchcmd", "is it installed"),
    "no server": (
        "env --url http://127.0.0.1:1",
        "there is no chatmock at http://127.0.0.1:1",
        "start it with chatmock serve",
    ),
    "no scheme": ("wait --url localhost:8008", "'localhost:8008' is no address", "did you mean http://localhost:8008"),
    "a port of an address": ("wait --url http://127.0.0.1:99999", "99999' has no port", "a number up to 65535"),
    "a port beside HTTP": ("serve --listen chat=99999", "'99999' is no port", "number up to 65535"),
    "no port beside HTTP": ("serve --listen chat", "'chat' is no NAME=PORT", "as in chat=5222"),
    "a file for the port in no folder": (
        "serve --port 0 --port-file /no/such/folder/port",
        "--port-file /no/such/folder/port: No such file or directory",
        "name another file",
    ),
    "a folder for the port": ("serve --port 0 --port-file /", "--port-file /: ", "name another file"),
    "no text": ("serve --state=", "argument --state: it is empty", "leave the option out"),
    "watching nothing": ("serve --watch", "--watch looks at seed files, and none is named", "--seed FILE"),
    "a CA without https": ("serve --tls-ca folder", "--tls-ca is for https", "name its port, too: --tls-port"),
    "an option said twice": (
        "serve --app-id one --set sendbird.app_id=two",
        "sendbird.app_id is said twice, as 'one' and 'two'",
        "say it once",
    ),
    "a file without end": ("validate /dev/zero", "larger than 64 MiB", "make several files"),
    "a strange host": ("serve --host nowhere.invalid", "is no address of this machine", "name one, such as 127.0.0.1"),
    "what is no host": (f"serve --host {'x' * 300}", "is no address of this machine", "name one, such as 127.0.0.1"),
    "seconds that are none": ("wait --timeout soon", "'soon' is no number of seconds", "write 30"),
}


def a_server(chatmock):
    """The server of a test, as one elsewhere."""
    return ChatmockServer.at(chatmock.url)


VARIABLES = {
    "an era": ("CHATMOCK_ERA", "2017", "CHATMOCK_ERA: there is no choice '2017'", "did you mean 2016"),
    "a port": ("CHATMOCK_PORT", "abc", "CHATMOCK_PORT: 'abc' is no port", "number up to 65535"),
    "a switch": ("CHATMOCK_STRICT", "yess", "CHATMOCK_STRICT has to be 1 or 0", "not 'yess'"),
    "a name": ("CHATMOCK_SEDE", "lunch", "CHATMOCK_SEDE is no variable", "did you mean CHATMOCK_SEED"),
}
CONTROL = {
    "an unknown operation": ("POST", "/faults", {"operation": "send_mesage"}, "no operation 'send_mesage'", r"did you mean send_message.*\?$"),
    "an unknown field": ("POST", "/faults", {"operation": "list_users", "cod": 1}, "no field 'cod'", r"did you mean code\b"),
    "an unknown verb": ("POST", "/actors/a/sais", {}, "no verb 'sais'", "did you mean says"),
    "an unknown snapshot": ("POST", "/snapshots/x/restore", {}, "no snapshot 'x'", "there are: none"),
    "an unknown query": ("GET", "/journal", {"operaton": "x"}, "no query parameter 'operaton'", "did you mean operation"),
    "an undocumented code": ("POST", "/faults", {"operation": "list_users", "code": 400911}, "documents no 400911", "400910"),
    "a scope": ("PUT", "/limits", {"rates": {"aplication": "1 per 1"}}, "no scope 'aplication'", "did you mean application"),
    "a rate": ("PUT", "/limits", {"rates": {"user": "10/s"}}, "'10/s' is no rate", "write it as '10 per 1'"),
    "a fault without operation": ("POST", "/faults", {"code": 1}, "operation: is missing", "give it: name of an operation"),
    "a negative step": ("POST", "/clock/advance", {"hours": -1}, "hours: -1 is too small", "0 is the least"),
    "a step of nothing": ("POST", "/clock/advance", {}, "how far", 'write {"hours": 1}'),
    "an empty time": ("POST", "/clock/freeze", {"at": ""}, "'' is no time", "write it like 2016"),
    "no time": ("POST", "/clock/set", {}, "to: is missing", "give it: ISO 8601 text"),
    "a group of nobody": ("POST", "/actors/a/creates_group", {"user_ids": []}, "user_ids is missing or empty", "say it"),
    "unread in no channel": ("POST", "/actors/a/unread", {"channel_url": ""}, "channel_url is empty", "say it, or leave it out"),
    "a query that nobody reads": ("GET", "/operations", {"provder": "x"}, "no query parameter 'provder'", "takes none, leave it out"),
    "a part that is empty": ("POST", "/snapshots//restore", {}, "a part of it is empty", "give the name or the id"),
    "a time": ("POST", "/clock/set", {"to": "yesterday"}, "'yesterday' is no time", "write it like 2016"),
    "an actor without channel": ("POST", "/actors/a/says", {"message": "hi"}, "says: channel_url is missing", "say it"),
    "an actor with an empty channel": ("POST", "/actors/a/says", {"channel_url": ""}, "says: channel_url is .*empty", "say it"),
    "an actor's field": ("POST", "/actors/a/exists", {"details": {"nickmane": "A"}}, "'nickmane'", "did you mean nickname"),
    "an actor's key": ("POST", "/actors/a/reads", {"chanel_url": "x"}, "'chanel_url'", "did you mean channel_url"),
    "an empty id": ("POST", "/actors//exists", {}, "no POST /_chatmock/actors//exists", "a part of it is empty; give the name"),
    "a setting": ("PUT", "/settings", {"settings": {"webhok": {}}}, "no setting 'webhok'", "did you mean 'webhook'"),
    "a webhook's key": ("PUT", "/settings", {"settings": {"webhook": {"enabled_event": []}}}, "'enabled_event'", "did you mean 'enabled_events'"),
    "a webhook's address": ("PUT", "/settings", {"settings": {"webhook": {"url": "not a url"}}}, "url: 'not a url' is not", "an address by http or https"),
    "a webhook's category": ("PUT", "/settings", {"settings": {"webhook": {"url": "http://x", "enabled_events": ["group_channel:mesage_send"]}}}, "no webhook 'group_channel:mesage_send'", "did you mean 'group_channel:message_send'"),
    "an era": ("POST", "/applications", {"era": 2016}, "era: has to be 'today' or '2016', not 2016", "did you mean '2016'"),
    "an option": ("POST", "/applications", {"erra": "today"}, "no option 'erra'", "did you mean 'era'"),
    "who heard nothing": ("POST", "/actors/a/received", {}, "'a' has none as an actor", r"connect\(\) first"),
}  # fmt: skip
PYTHON = {
    "advance": (lambda c: c.clock.advance(hour=1), "knows no 'hour'", "did you mean hours"),
    "advance by text": (lambda c: c.clock.advance(hours="1"), "hours has to be a number, not '1'", "write hours=1"),
    "advance by a text": (lambda c: c.clock.advance("1h"), "'1h' is no length of time", r"write advance\(hours=1\)"),
    "advance by nothing": (lambda c: c.clock.advance(), "has to know how far", r"write advance\(hours=1\)"),
    "advance beyond": (lambda c: c.clock.advance(weeks=10**12), "further than a calendar goes", "go less far"),
    "a time before 1970": (lambda c: c.clock.set("1900-01-01"), "between 1970 and 9999", "write a time in between"),
    "a time as a number": (lambda c: c.clock.freeze(1482148800), "1482148800 is no time", "write it like .*, or give a datetime"),
    "freeze": (lambda c: c.clock.freeze("yesterday"), "'yesterday' is no time", "write it like 2016"),
    "a group of nobody": (lambda c: c.sendbird.group(), "one member at least", r"group\(alice, bob\)"),
    "an empty user": (lambda c: c.sendbird.user(""), "the id of a user is text", "one character at least"),
    "a field of a user": (lambda c: c.sendbird.user("a", nickmane="A"), "'nickmane'", "did you mean nickname"),
    "a field of a message": (lambda c: c.sendbird.user("a").says("hi", c.sendbird.group("a"), custom_typ="x"), "'custom_typ'", "did you mean custom_type"),
    "a parameter of connect": (lambda c: c.sendbird.user("a").connect(acces_token="x"), "'acces_token'", "did you mean access_token"),
    "a message to a dialog the other way round": (
        lambda c: c.connectycube.user("ann").says(c.connectycube.public("ann"), "hi"),
        "a message is text, not <Dialog",
        r"write says\('Hi', dialog\)",
    ),
    "no dialog": (lambda c: c.connectycube.user("ann").reads(None), "a dialog is what private", "or its id, not None"),
    "a person of another platform": (
        lambda c: c.connectycube.group(c.sendbird.user("a"), "bob"),
        "a person is what user.. gave",
        "not <Actor a>",
    ),
    "a list of people": (lambda c: c.sendbird.group(["a", "b"]), r"not \['a', 'b'\]", "name people one by one"),
    "nobody to invite": (lambda c: c.sendbird.user("a").invites(to=c.sendbird.group("a")), "user_ids is missing or empty", "say it"),
    "no channel": (lambda c: c.sendbird.user("a").reads(None), "not None", r"a channel is what group\(\)"),
    "arguments in another order": (lambda c: c.sendbird.user("a").says(c.sendbird.group("a"), "hi"), "a message is text", r"write says\('Hi', channel\)"),
    "a webhook to nowhere": (lambda c: c.sendbird.webhook(""), "needs an address", "give one, or enabled=False"),
    "a command that is none": (lambda c: (c.sendbird.user("a").connect(), c.sendbird.user("a").received("MESGG")), "'MESGG' is none that clients get", "did you mean 'MESG'"),
    "a snapshot without a name": (lambda c: c.restore(""), "a snapshot has a name", r"which snapshot\(\) gives"),
    "a state that is none": (lambda c: setattr(c, "state", 5), "a state is a dict", "such as {'users': ..}"),
    "a key that no state has": (lambda c: setattr(c, "state", {"group": "x"}), "no key 'group'", "leave it out"),
    "a seed that is none": (lambda c: a_server(c).new(seed=5), "not 5", "a seed is a file, a name such as 'lunch', or a dict"),
    "options that are none": (lambda c: a_server(c).new(sendbird="x"), "are a dict, not 'x'", "write sendbird={…}"),
    "a host in place of hosts": (lambda c: ChatmockServer.start(allow_hosts="chat.test"), "are lists", r"write allow_hosts=\['chat.test'\]"),
    "no address": (lambda c: ChatmockServer.at(""), "is no address of a server", "write it as http"),
    "a server without scheme": (lambda c: ChatmockServer.at("127.0.0.1:8008"), "is no address of a server", "did you mean http://127.0.0.1:8008"),
}  # fmt: skip
MARKERS = {
    "an unknown key": ("sede='lunch'", "does not know sede", "did you mean seed"),
    "no keyword": ("'lunch'", "takes keywords only", "as in chatmock"),
    "an era": ("era=2016", "era: has to be 'today' or '2016', not 2016", "did you mean '2016'"),
    "a clock": ("clock='yesterday'", "'yesterday' is no time", "write it like 2016"),
    "a seed": ("seed='lnch'", "lnch: no such file", "did you mean lunch"),
}


def rows(table):
    return pytest.mark.parametrize(("row"), list(table.values()), ids=list(table))


def says(text, *wanted):
    """Whether a message says what is wrong and what to do, without a traceback."""
    missing = [one for one in wanted if not re.search(one, text, re.DOTALL)]
    assert not missing and "Traceback" not in text, text


def command(*arguments, **variables):
    """What a command prints to stderr that has to be refused."""
    line = [sys.executable, "-m", "chatmock", *arguments]
    ended = subprocess.run(
        line, env={**os.environ, **variables}, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode != 0, ended.stdout
    return ended.stderr


@rows(SEEDS)
def test_a_seed(tmp_path, capsys, row):
    text, *wanted = row
    (tmp_path / "seed.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert main(["validate", str(tmp_path / "seed.yaml")]) == 1
    said = capsys.readouterr().err
    says(said, *wanted)
    assert len(said) < 1000


@rows(COMMANDS)
def test_a_command(row):
    says(command(*row[0].split()), *row[1:])


@rows(VARIABLES)
def test_a_variable(row):
    name, value, *wanted = row
    says(command("serve", **{name: value}), *wanted)


@rows(CONTROL)
def test_a_call_of_the_control_api(chatmock, row):
    method, path, fields, *wanted = row
    with pytest.raises(ChatmockError) as refused:
        (chatmock.control.anywhere if path == "/applications" else chatmock.sendbird.control)(method, path, **fields)
    says(str(refused.value), *wanted)
    assert "?." not in str(refused.value)


@rows(PYTHON)
def test_a_call_in_python(chatmock, row):
    with pytest.raises(ChatmockError) as refused:
        row[0](chatmock)
    says(str(refused.value), *row[1:])


@rows(MARKERS)
def test_a_marker(pytester, row):
    pytester.makepyfile(f"import pytest\n@pytest.mark.chatmock({row[0]})\ndef test(chatmock): pass")
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(errors=1)
    says(outcome.stdout.str(), *row[1:])


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--chatmock-port=99999"], ["'99999' is no port", "0 takes one that is free"]),
        (["--chatmock-port=abc"], ["'abc' is no port", "number up to 65535"]),
        (["--chatmock-port=TAKEN"], ["is taken", "takes one that is free"]),
        (["--chatmock-url=localhost:1"], ["is no address of a server", "did you mean http://localhost:1"]),
        (["--chatmock-url=http://127.0.0.1:1"], ["there is no chatmock at", "start it with chatmock serve"]),
    ],
)
def test_an_option_of_pytest(pytester, monkeypatch, options, wanted):
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)  # a worker takes the port beside
    pytester.makepyfile("def test(chatmock): pass")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        given = [option.replace("TAKEN", str(taken.getsockname()[1])) for option in options]
        outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider", *given)
    outcome.assert_outcomes(errors=1)
    says(outcome.stdout.str(), *wanted)


@pytest.mark.parametrize(
    ("body", "kind", "wanted"),
    [
        (b'{"hours": 2,}', "application/json", ["no JSON: trailing comma", "line 1 column 12"]),
        (b"hours: 2", "application/json", ["no JSON", "YAML is read from files, and by PUT /_chatmock/state"]),
        (b'{"hours": 2}', "text/plain", ["Content-Type says 'text/plain'", "sent as application/json"]),
        (b"[1]", "application/json", ["JSON, but no object", r"write it as \{…\}"]),
    ],
)
def test_a_body(chatmock, body, kind, wanted):
    says(asked(chatmock, "/_chatmock/clock/advance", body, {"Content-Type": kind})["message"], *wanted)


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [
        ({"Host": "chat.test"}, ["not 'chat.test'", "--allow-host NAME"]),
        ({"Origin": "http://evil.test"}, ["'http://evil.test'", "--allow-origin ORIGIN"]),
    ],
)
def test_a_strange_caller(chatmock, headers, wanted):
    says(
        asked(chatmock, "/_chatmock/reset", b"{}", {"Content-Type": "application/json", **headers})["message"], *wanted
    )


@pytest.mark.parametrize(
    ("path", "token", "wanted"),
    [
        ("/v3/users", "wrong", ["no application here has this token", "GET /_chatmock/env"]),
        ("/v3/user", None, ["did you mean|/v3/users"]),
    ],
)
def test_a_client_that_is_wrong_finds_a_hint_in_the_header(chatmock, path, token, wanted):
    answer = asked(chatmock, path, None, {"Api-Token": token or chatmock.sendbird.api_token})
    says(answer["hint"], *wanted)


def asked(chatmock, path, body, headers):
    """The parsed answer to a request, with its hint."""
    connection = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=10)
    connection.request("GET" if body is None else "POST", path, body, headers)
    answer = connection.getresponse()
    found = {**json.loads(answer.read()), "hint": answer.headers.get("X-Chatmock-Hint", "")}
    connection.close()
    return found


def test_every_variable_of_an_option_is_known():
    options = {option for command in commands().values() for option in command.variables}
    assert list(unknown_variables(dict.fromkeys(options, ""), options_document(DEFAULT)["properties"])) == []
    assert {f"CHATMOCK_{name.upper()}" for name in OWN_OPTIONS} <= options


def commands():
    """The parsers of the commands."""
    return next(action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
