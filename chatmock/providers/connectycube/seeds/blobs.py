"""The files of the storage."""

from __future__ import annotations

from base64 import b64encode

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.providers.connectycube.model import App, Blob
from chatmock.providers.connectycube.seeds.loading import Loading


def load_blobs(loading: Loading, document: Values) -> None:
    """Fill in files; one with its content is complete, unless its size is said to be unknown."""
    for index, values in enumerate(document.get("blobs", ())):
        spot = ("blobs", index)
        content = loading.bytes_of(values["content"], (*spot, "content")) if "content" in values else None
        complete = content is not None and values.get("complete", True)
        created = loading.given(values, spot, "created", lambda: loading.now)
        loading.app.add_blob(
            Blob(
                loading.number(values, spot, "file"),
                loading.once((*spot, "uid"), "file", values["uid"]),
                loading.user_id((*spot, "user"), values["user"]),
                values["content_type"],
                values["name"],
                values.get("public", False),
                created,
                loading.past((*spot, "updated"), values["updated"]) if "updated" in values else created,
                tuple(values.get("tags", ())),
                content,
                len(content) if content is not None and complete else None,
            )
        )


def dump_blobs(app: App) -> list[Values]:
    return [_dump_blob(blob) for blob in app.blobs.values()]


def _dump_blob(blob: Blob) -> Values:
    values = {"user": blob.user_id, **plain_values(blob, "user_id", "size", "content")}
    if blob.content is not None:
        values |= {"content": b64encode(blob.content).decode(), "complete": blob.is_complete}
    return values
