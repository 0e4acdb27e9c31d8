"""The steps that ARCHITECTURE.md gives for a new operation, followed with one that no platform has."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

STEPS = '''
from typing import Any

import orjson

from chatmock import openapi
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.providers.sendbird import Sendbird
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.model import App, User

# 1: the schemas of what it accepts and returns
text = {"type": "string", "maxLength": 20}
schemas.documents["wave.create"] = {"type": "object", "properties": {"text": text}, "required": ["text"]}
schemas.documents["wave"] = {"type": "object", "properties": {"user": {"$ref": "user.json"}, "text": text}}


# 2: the handler
@api.post("/users/{user_id}/waves/{target_id}", accepts="wave.create", returns="wave", by="self")
def wave_at_user(app: App, user: User, target: User, given: dict[str, Any]) -> dict[str, Any]:
    """Wave at somebody."""
    return {"user": target, **given}


# 3: its test
hub = Hub([Sendbird()], strict=True)
app = hub.make("sendbird", {"api_token": "secret"})


def ask(method, path, body=None, **headers):
    headers = headers or {"Api-Token": "secret"}
    answer = dispatch(hub, Request(method, "/v3" + path, "", headers, b"" if body is None else orjson.dumps(body)))
    assert not hub.broken, hub.broken
    return orjson.loads(answer.body)


for name in ("alice", "bob"):
    ask("POST", "/users", {"user_id": name, "nickname": name})
session = app.sessions.open(app.users["bob"], "", expiring=False)
bob = {"Session-Key": session.key, "App-Id": app.app_id}
waved = ask("POST", "/users/bob/waves/alice", {"text": "hi"}, **bob)
assert (waved["user"]["user_id"], waved["text"]) == ("alice", "hi")
assert ask("POST", "/users/alice/waves/bob", {"text": "hi"}, **bob)["code"] == 400108
assert ask("POST", "/users/alice/waves/nobody", {"text": "hi"})["code"] == 400201
assert ask("POST", "/users/alice/waves/bob", {})["code"] == 400105
app.faults.add(Fault("wave_at_user", code=500910))
assert ask("POST", "/users/alice/waves/bob", {"text": "hi"})["code"] == 500910
assert "wave_at_user" in {entry.operation for entry in app.journal}
assert "/v3/users/{user_id}/waves/{target_id}" in openapi.document(hub.providers[0])["paths"]
'''


def test_an_operation_is_added_as_the_page_says(tmp_path):
    (tmp_path / "steps.py").write_text(STEPS, encoding="utf-8")
    done = subprocess.run([sys.executable, tmp_path / "steps.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_page_names_what_the_steps_need():
    steps = PAGE.partition("## Add an endpoint in three steps")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3"]
    named = re.findall(r"`((?:schemas|tests|model|sessions|seeds)/[\w./]*|\w+\.py|by)`", steps)
    assert {"by", "errors.py", "finders.py", "model/events.py"} <= set(named)
    home = ROOT / "chatmock" / "providers" / "sendbird"
    places = [ROOT / name for name in named] + [home / name for name in named]
    assert all((ROOT / name).exists() or (home / name).exists() for name in named if name != "by"), places
