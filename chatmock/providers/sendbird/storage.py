"""Uploaded files, and the addresses they are fetched from."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from chatmock.core.address import address_of
from chatmock.core.exchange import Binary
from chatmock.core.operation import Call
from chatmock.core.texts import Upload
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_found, required
from chatmock.providers.sendbird.model import App, File, Given


def origin(call: Call) -> str:
    """The address at which the client reached this server, for addresses to begin with."""
    return address_of(call.request) or call.hub.url


def store(call: Call, upload: Upload) -> str:
    """Keep an uploaded file, and return its address."""
    app: App = call.app
    file_id = app.ids.hex(32)
    app.files[file_id] = File(upload.filename, upload.content_type, upload.content)
    return file_address(call, file_id, upload.filename)


def file_address(call: Call, file_id: str, name: str) -> str:
    """The address of a file that is kept."""
    return f"{origin(call)}/v3/storage/{quote(call.app.app_id, safe='')}/{file_id}/{quote(name, safe='')}"


@api.get("/storage/{app_id}/{file_id}/{file_name}", auth="open")
def download_file(app: App | None, file_id: str) -> Binary:
    """Fetch an uploaded file; its address is the credential."""
    file = app.files.get(file_id) if app is not None else None
    if file is None:
        raise not_found(thing="File")
    return Binary(file.content, file.content_type)


_SIZES = ("thumbnail1", "thumbnail2", "thumbnail3")


@api.post("/storage/file", accepts="storage.upload", returns="storage.uploaded", by="anybody")
def upload_file(call: Call, given: Given) -> dict[str, Any]:
    """Keep a file for a message to come, and answer its address.

    No picture is made smaller here: each thumbnail that is asked for has the size asked for and the picture itself.
    """
    upload = given["file"]
    if not isinstance(upload, Upload):
        raise required(field="file")
    url = store(call, upload)
    sizes = [tuple(map(int, given[name].split(","))) for name in _SIZES if name in given]
    if sizes:
        call.headers["X-Chatmock-Hint"] = "chatmock makes no thumbnails: they are the picture itself"
    return {
        "url": url,
        "file_name": upload.filename,
        "file_type": upload.content_type,
        "file_size": len(upload.content),
        "require_auth": False,
        "thumbnails": [
            {"url": url, "plain_url": url, "width": w, "height": h, "real_width": w, "real_height": h} for w, h in sizes
        ],
    }
