"""Webhooks as their receivers got them: found, waited for, sent again; and samples of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from typing import Any

from chatmock.control.api import Given, Scope, api, find_application, invalid_value, near, too_late, unknown_name
from chatmock.control.journal import entries_of
from chatmock.core.application import Application
from chatmock.core.delivery import Delivery
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.jsontext import parse
from chatmock.core.later import Later, Unwatch
from chatmock.core.operation import Call
from chatmock.core.query import Query
from chatmock.core.words import nearest

_PREFIX = "webhook "


def _arrived(scope: Scope) -> Iterator[Entry]:
    """The webhooks that a receiver got, whatever it answered, in the order in which that was."""
    for entry in entries_of(scope):
        is_webhook = entry.kind == "delivery" and entry.operation.startswith(_PREFIX)
        if is_webhook and (entry.facts["outcome"] == "delivered" or entry.facts.get("arrived")):
            yield entry


def _shown(entry: Entry) -> Given:
    return {
        "number": entry.number,
        "at": entry.at,
        "category": entry.operation.removeprefix(_PREFIX),
        "url": entry.path,
        "attempt": entry.facts["attempts"],
        "status": entry.status,
        "headers": dict(entry.headers),
        "text": entry.body.decode(),
        "body": parse(entry.body),
    }


def _query(scope: Scope, given: Given) -> Query:
    """What is looked for. A name that none of the platforms has is refused, and one that nobody sends now."""
    name, known = given.get("category", "*"), _known(scope)
    asked = {category: sent for category, sent in known.items() if fnmatchcase(category, name)}
    if not asked:
        raise unknown_name(thing="webhook", name=name, near=near(nearest(name, sorted(known), 3)) or "")
    if not any(asked.values()) and not any(fnmatchcase(e.operation, _PREFIX + name) for e in _arrived(scope)):
        reason = f"nobody sends {name} now; turn webhooks on, as by PUT /settings, before what causes them"
        raise invalid_value(field="category", reason=reason)
    return Query(operation=_PREFIX + name, body=given.get("body"), after=given.get("after"))


def _known(scope: Scope) -> dict[str, bool]:
    """The webhooks of all applications of a scope by name; whether any of them sends it."""
    known: dict[str, bool] = {}
    for tenant in scope.tenants:
        for name, sent in tenant.provider.webhooks(tenant).items():
            known[name] = known.get(name, False) or sent
    return known


@api.get("/webhooks", accepts="webhook.query", returns="webhook.page")
def list_webhooks(scope: Scope, given: Given) -> Given:
    """List the webhooks that arrived, the earliest first: at your receiver, or in the inbox."""
    return {"webhooks": list(map(_shown, _query(scope, given).find(_arrived(scope))))}


@api.post("/webhooks/wait", accepts="webhook.wait", returns="webhook.page")
def wait_for_webhooks(scope: Scope, given: Given) -> Later:
    """Wait until so many webhooks have arrived; answers them. After the timeout says what came nearest (408)."""
    query, count = _query(scope, given), given["count"]

    def look() -> Given | None:
        found = query.find(_arrived(scope))
        return {"webhooks": list(map(_shown, found))} if len(found) >= count else None

    def watch(notice: Callable[[], None]) -> Unwatch:
        return scope.watch(lambda tenant: tenant.journal.watch(notice), notice)

    return Later(look, watch, given["timeout"], lambda: too_late(reason=query.missed(_arrived(scope), count)))


@api.post("/webhooks/{number}/redeliver", accepts="tenant", returns="webhook.posted")
def redeliver_webhook(scope: Scope, number: str) -> Given:
    """Send a webhook that is in the journal once more, byte for byte; it waits for no other."""
    for tenant in scope.tenants:
        for entry in tenant.journal:
            if str(entry.number) == number and entry.operation.startswith(_PREFIX):
                lane = f"{entry.operation} {entry.number} again"
                return _post(tenant, Delivery(entry.operation, lane, entry.path, entry.headers, entry.body))
    raise unknown_name(thing="webhook", name=number, near="; GET /_chatmock/webhooks lists them")


@api.post("/webhooks/trigger", accepts="webhook.trigger", returns="webhook.posted")
def trigger_webhook(hub: Hub, call: Call, given: Given) -> Given:
    """Send a sample of a webhook, to ``url`` or where the application's webhooks go; nothing else happens."""
    application = find_application(hub, call)
    provider: Any = application.provider
    known = provider.webhooks(application)
    name, url = given["category"], given.get("url", "")
    if name not in known:
        raise unknown_name(thing="webhook", name=name, near=near(nearest(name, sorted(known), 3), known))
    try:
        return _post(application, provider.sample_webhook(application, name, url))
    except ValueError as reason:
        raise invalid_value(field="url", reason=reason) from None


def _post(application: Application, delivery: Delivery) -> Given:
    after = application.journal.next_number
    application.outbox.post(delivery)
    return {"after": after}
