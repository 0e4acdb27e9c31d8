"""Uploaded files, and the addresses they are fetched from."""

from __future__ import annotations

from urllib.parse import quote

from chatmock.core.address import address_of
from chatmock.core.dispatch import Binary, Call
from chatmock.core.texts import Upload
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_found
from chatmock.providers.sendbird.model import App, File


def origin(call: Call) -> str:
    """Where the client itself reached us, as addresses begin with it."""
    return address_of(call.request) or call.hub.url


def stored(call: Call, upload: Upload) -> str:
    """Keep an uploaded file; its address."""
    app: App = call.app
    file_id = app.ids.hex(32)
    app.files[file_id] = File(upload.filename, upload.content_type, upload.content)
    name = quote(upload.filename, safe="")
    return f"{origin(call)}/v3/storage/{quote(app.app_id, safe='')}/{file_id}/{name}"


@api.get("/storage/{app_id}/{file_id}/{file_name}", auth="open")
def download_file(app: App | None, file_id: str) -> Binary:
    """Fetch an uploaded file; its address is the credential."""
    file = app.files.get(file_id) if app is not None else None
    if file is None:
        raise not_found(thing="File")
    return Binary(file.content, file.content_type)
