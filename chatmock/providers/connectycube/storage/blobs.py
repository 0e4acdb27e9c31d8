"""Files in three steps: a client announces one, uploads it, and says that it is complete."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from chatmock.core.address import address_of
from chatmock.core.clock import HOUR
from chatmock.core.exchange import Binary
from chatmock.core.operation import Call
from chatmock.core.texts import Upload
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import forbidden, invalid_value, missing, no_token
from chatmock.providers.connectycube.finders import find_blob
from chatmock.providers.connectycube.model import App, Blob, Given, Session, User, iso
from chatmock.providers.connectycube.paging import numbered_page_of
from chatmock.providers.connectycube.sessions.callers import Me

UPLOADED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse><Location>{url}</Location>'
    "<Bucket>chatmock</Bucket><Key>{key}</Key></PostResponse>"
)


def origin(call: Call) -> str:
    """The address at which the client reached this server, for addresses to begin with."""
    return address_of(call.request) or call.hub.url


@api.post("/blobs", accepts="blob.create", returns="blob.created", by="user", status=201)
def create_blob(app: App, call: Call, me: Me, given: Given) -> Given:
    """Announce a file; the answer says where it is uploaded to. Errors: blank without a name or a content type."""
    now, values = app.clock.now(), given["blob"]
    blob = app.add_blob(
        Blob(
            app.ids.serial(),
            app.ids.hex(40).upper(),
            me.id,
            values["content_type"],
            values["name"],
            values.get("public", False),
            now,
            now,
            tuple(values.get("tag_list", ())),
        )
    )
    url = f"{origin(call)}/upload/{app.app_id}/{blob.uid}?{urlencode(_upload_fields(blob))}"
    return {"blob": {**show_blob(blob), "blob_object_access": _access(blob, app, "Write", params=url)}}


@api.post("/upload/{app_id}/{upload_uid}", accepts="blob.upload", auth="open", status=201)
def upload_blob(app: App | None, upload_uid: str, call: Call, given: Given) -> Binary:
    """Upload the bytes of a file to where its announcement said, with the fields it said.

    Errors: missing, blank; invalid_value for another value of a field.
    """
    blob = app.blobs_by_uid.get(upload_uid) if app is not None else None
    if blob is None or blob.is_complete:
        raise missing()
    for name, announced in _upload_fields(blob).items():
        if given.get(name, announced) != announced:
            raise invalid_value(field=name)
    upload = given["file"]
    blob.content = upload.content if isinstance(upload, Upload) else str(upload).encode()
    url = f"{origin(call)}/blobs/{blob.uid}"
    return Binary(UPLOADED.format(url=url, key=blob.uid).encode(), "application/xml")


@api.put("/blobs/{blob_id}/complete", accepts="blob.complete", by="user")
@api.post("/blobs/{blob_id}/complete", accepts="blob.complete", by="user")
def complete_blob(app: App, blob: Blob, me: Me, given: Given) -> None:
    """Say that the upload of a file is complete. Errors: missing, where nothing was uploaded too; forbidden; invalid_value."""
    _refuse_others(blob, me)
    if blob.content is None:
        raise missing()
    size = given.get("size", given.get("blob", {}).get("size", len(blob.content)))
    if size != len(blob.content):
        raise invalid_value(field="size")
    blob.size, blob.updated = size, app.clock.now()


@api.get("/blobs/{blob_id}", returns="blob.answer", auth="open")
def get_blob(app: App | None, blob_id: str, caller: Session | None) -> Given | Binary:
    """View a file by its id; by its uid fetch it: a public one without a token. Errors: missing, no_token."""
    blob = None if app is None else find_blob(app, blob_id)
    if blob is None or app is None:
        raise missing() if not blob_id.isdecimal() else no_token()
    if blob.uid != blob_id:
        if caller is None:
            raise no_token()
        return {"blob": show_blob(blob)}
    if not blob.public and (caller is None or caller.user is None):
        raise no_token()
    return _content(blob)


@api.get("/blobs/{blob_id}/download", auth="open", status=301)
def download_blob(app: App | None, blob_id: str, caller: Session | None, call: Call) -> None:
    """Be sent to where a file is fetched. Errors: missing, no_token."""
    get_blob(app, blob_id, caller)
    query = f"?{call.request.query}" if call.request.query else ""
    call.headers["Location"] = f"{origin(call)}/blobs/{blob_id}{query}"


@api.get("/blobs/{blob_id}/object", accepts="blob.object", returns="blob.created", by="user")
def get_blob_object(app: App, blob: Blob, call: Call, session: Session) -> Given:
    """View a file with an address to fetch it from. Errors: missing."""
    if not blob.is_complete:
        raise missing()
    token = "" if blob.public else f"?token={session.token}"
    url = f"{origin(call)}/blobs/{blob.uid}{token}"
    return {"blob": {**show_blob(blob), "blob_object_access": _access(blob, app, "Read", download_url=url)}}


@api.get("/blobs", accepts="blob.list", returns="blob.page", by="user")
def list_blobs(app: App, me: Me, given: Given) -> Given:
    """List one's own files, the newest first."""
    number, size, first = numbered_page_of(given)
    own = app.blobs_of.get(me.id, {})
    items = [{"blob": show_blob(blob)} for blob in islice(reversed(own.values()), first, first + size)]
    return {"current_page": number, "per_page": size, "total_entries": len(own), "items": items}


@api.put("/blobs/{blob_id}", accepts="blob.update", returns="blob.answer", by="user")
def update_blob(app: App, blob: Blob, me: Me, given: Given) -> Given:
    """Change what is said of a file. Errors: missing, forbidden."""
    _refuse_others(blob, me)
    changes = given["blob"]
    for name in ("name", "content_type", "public"):
        setattr(blob, name, changes.get(name, getattr(blob, name)))
    blob.tags = tuple(changes.get("tag_list", blob.tags))
    blob.updated = app.clock.now()
    return {"blob": show_blob(blob)}


@api.delete("/blobs/{blob_id}", by="user")
def delete_blob(app: App, blob: Blob, me: Me) -> None:
    """Remove a file. Errors: missing, forbidden."""
    _refuse_others(blob, me)
    app.remove_blob(blob)


def show_blob(blob: Blob) -> dict[str, Any]:
    """What is said of a file."""
    return {
        "id": blob.id,
        "uid": blob.uid,
        "content_type": blob.content_type,
        "name": blob.name,
        "size": blob.size,
        "public": blob.public,
        "blob_status": "complete" if blob.is_complete else None,
        "tags": ",".join(blob.tags) or None,
        "created_at": blob.created_at,
        "updated_at": blob.updated_at,
    }


def _upload_fields(blob: Blob) -> dict[str, str]:
    """What an upload has to say beside the bytes, as the announcement says it."""
    return {
        "Content-Type": blob.content_type,
        "key": blob.uid,
        "success_action_status": "201",
        "acl": "public-read" if blob.public else "authenticated-read",
    }


def _access(blob: Blob, app: App, kind: str, **address: str) -> dict[str, Any]:
    expires = iso(app.clock.now() + HOUR)
    return {"id": blob.id, "blob_id": blob.id, "expires": expires, "object_access_type": kind, **address}


def _content(blob: Blob) -> Binary:
    if not blob.is_complete or blob.content is None:
        raise missing()
    return Binary(blob.content, blob.content_type)


def _refuse_others(blob: Blob, user: User) -> None:
    if blob.user_id != user.id:
        raise forbidden()
