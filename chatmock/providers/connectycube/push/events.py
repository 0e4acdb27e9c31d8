"""Pushes that a user asks for: they are kept and journalled, and never sent."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import orjson

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import blank, missing
from chatmock.providers.connectycube.finders import number_of
from chatmock.providers.connectycube.model import App, Given, PushEvent, User
from chatmock.providers.connectycube.paging import numbered_page_of
from chatmock.providers.connectycube.sessions.callers import Me


@api.post("/events", accepts="event.create", returns="event.list", by="user", status=201)
def create_event(app: App, me: Me, given: Given) -> list[Given]:
    """Ask for a push to users: by their ids, by their tags, or by what the application's own server calls them.

    It is for their devices of the environment that it names, and of the channel, where it names one.
    Errors: blank where nobody is named.
    """
    values = given["event"]
    named = values.get("user", {}), values.get("external_user", {})
    if not any(named):
        raise blank(field="user")
    recipients = _recipients(app, *named)
    tags = values.get("user", {}).get("tags")
    event = PushEvent(
        app.ids.serial(),
        me.id,
        values.get("event_type", "one_shot"),
        values["message"],
        app.clock.now(),
        values["environment"],
        values.get("name"),
        values.get("push_type"),
        tuple(user.id for user in recipients),
        None if tags is None else orjson.dumps(tags).decode(),
    )
    app.add_push_event(event)
    for user in recipients:
        app.emit("push.sent", user=user, body=event.message, dialog=None, event=event)
    return [show_event(app, event)]


@api.get("/events", accepts="event.query", returns="event.page", by="user")
def list_events(app: App, me: Me, given: Given) -> Given:
    """List the pushes that one has asked for, the newest first."""
    number, size, first = numbered_page_of(given)
    own = app.push_events.get(me.id, {})
    items = [show_event(app, event) for event in islice(reversed(own.values()), first, first + size)]
    return {"current_page": number, "per_page": size, "total_entries": len(own), "items": items}


@api.get("/events/{event_id}", returns="event.answer", by="user")
def view_event(app: App, event_id: str, me: Me) -> Given:
    """View a push that one has asked for. Errors: missing."""
    return show_event(app, _own(app, event_id, me))


@api.delete("/events/{event_id}", by="user")
def delete_event(app: App, event_id: str, me: Me) -> None:
    """Remove a push that one has asked for. Errors: missing."""
    event = _own(app, event_id, me)
    del app.push_events[me.id][event.id]


def _own(app: App, event_id: str, me: User) -> PushEvent:
    event = app.push_events.get(me.id, {}).get(number_of(event_id))
    if event is None:
        raise missing()
    return event


def _recipients(app: App, user: Given, external: Given) -> list[User]:
    """Whom a push is for, each once, in the order of their ids."""
    found: dict[int, User | None] = {user_id: app.users.get(user_id) for user_id in user.get("ids", ())}
    found |= _by(app.users.by("external_id", one) for one in external.get("ids", ()))
    tags = user.get("tags", {})
    found |= _by(one for tag in tags.get("any", ()) for one in app.users.sharing("user_tags", tag))
    if wanted := tags.get("all", ()):
        found |= _by(one for one in app.users.sharing("user_tags", wanted[0]) if set(wanted) <= set(one.tags))
    unwanted = set(tags.get("exclude", ()))
    return [one for _, one in sorted(found.items()) if one is not None and unwanted.isdisjoint(one.tags)]


def _by(users: Iterable[User | None]) -> dict[int, User | None]:
    return {user.id: user for user in users if user is not None}


def show_event(app: App, event: PushEvent) -> dict[str, Any]:
    """What is said of a push."""
    return {
        "event": {
            "id": event.id,
            "event_type": event.event_type,
            "message": event.message,
            "date": event.created // 1000,
            "period": None,
            "name": event.name,
            "occured_count": 0,
            "created_at": event.created_at,
            "updated_at": event.created_at,
            "end_date": None,
            "active": True,
            "application_id": app.app_id,
            "user_id": event.user_id,
            "kind": "API",
            "environment": event.environment,
            "tag_query": event.tag_query,
            "notification_channel": {"name": event.push_type},
        }
    }
