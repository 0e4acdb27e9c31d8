"""Files: a client asks where to, puts the bytes there, and others get them (live: tim-upload-plugin)."""

from __future__ import annotations

from urllib.parse import quote

from chatmock.core.connection import Connection
from chatmock.core.exchange import Binary
from chatmock.core.operation import Call
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Caller, File, Given

PREFIX = "/cos/"
LONGEST = 64 * 1024 * 1024
"""Bytes of all files of an application; the oldest go."""
_MOST = 1000
"""Files of an application; the oldest go."""
_KEY = 32
_TYPES = {1: "image", 2: "video", 3: "audio"}
_GOOD = 900
"""Seconds that an address for the bytes is good."""
_LONGEST_NAME = 255
_DEFAULT = "application/octet-stream"


@api.command("im_cos_msg.pre_sig", accepts="frame.im_cos_msg.pre_sig", returns="im_cos_msg.pre_sig.answer")
def pre_sig(app: App, caller: Caller, connection: Connection, given: Given) -> Given:
    """Say where a file goes, and where it will be: by the address at which the client has reached the server."""
    name = given["file_name"]
    if not 0 < len(name.encode()) <= _LONGEST_NAME or "/" in name:
        raise errors.bad_message_json(field="file_name")
    seconds = min(given.get("Duration", _GOOD), _GOOD)
    file = File(app.ids.hex(_KEY), name, caller.user_id, app.clock.seconds() + seconds)
    app.files[file.key] = file
    while len(app.files) > _MOST:
        del app.files[next(iter(app.files))]
    url = f"{connection.state.url}{PREFIX}{app.app_id}/{file.key}/{quote(name, safe='')}"
    return {
        "upload_url": url,
        "download_url": url,
        "request_id": file.key,
        "expired_time": file.ends,
        "head_url": "",
        "ci_url": "",
        "snapshot_url": "",
    }


@api.command("openim.authkey", returns="openim.authkey.answer")
def get_no_key() -> Given:
    """Give no key to the vendor's older storage: no file is there. The older SDK goes on without, but not with a refusal."""
    return {"AuthKey": "", "ExpireTime": "0"}


def _file(app: App, key: str, name: str) -> File:
    found = app.files.get(key)
    if found is None or found.name != name:
        raise errors.no_file()
    return found


@api.put("/cos/{app_id}/{key}/{name}", prefix="", accepts="", returns="", auth="open")
def put_file(app: App, call: Call, key: str, name: str) -> Binary:
    """Take the bytes of a file: once, and before its address has expired."""
    file = _file(app, key, name)
    if file.content is not None or app.clock.seconds() > file.ends:
        raise errors.file_address_expired()
    file.content = call.request.body
    file.content_type = call.request.headers.get("Content-Type") or _DEFAULT
    total = sum(len(one.content or b"") for one in app.files.values())
    while total > LONGEST:
        oldest = app.files.pop(next(iter(app.files)))
        total -= len(oldest.content or b"")
    return Binary(b"", "text/plain")


@api.get("/cos/{app_id}/{key}/{name}", prefix="", accepts="", returns="", auth="open")
def get_file(app: App, key: str, name: str) -> Binary:
    """Give the bytes of a file."""
    file = _file(app, key, name)
    if file.content is None:
        raise errors.no_file()
    return Binary(file.content, file.content_type)
