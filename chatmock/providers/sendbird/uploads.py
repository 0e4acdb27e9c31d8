"""Files that clients upload before they send them (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.dispatch import Call
from chatmock.core.texts import Upload
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import required
from chatmock.providers.sendbird.files import stored
from chatmock.providers.sendbird.model import Given

_SIZES = ("thumbnail1", "thumbnail2", "thumbnail3")


@api.post("/storage/file", accepts="storage.upload", returns="storage.uploaded")
def upload_file(call: Call, given: Given) -> dict[str, Any]:
    """Keep a file for a message to come, and answer its address.

    No picture is made smaller here: each thumbnail that is asked for has the size asked for and the picture itself.
    """
    upload = given["file"]
    if not isinstance(upload, Upload):
        raise required(field="file")
    url = stored(call, upload)
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
