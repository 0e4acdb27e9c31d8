"""The whole state of applications: reset, taken, put back."""

from __future__ import annotations

from chatmock.control.api import Given, Scope, api, default_of, invalid_value, unknown_name
from chatmock.control.applications import documents_of
from chatmock.core.hub import Hub
from chatmock.core.operation import Call
from chatmock.core.seeds import SeedError


@api.post("/reset", accepts="tenant", returns="done")
def reset(hub: Hub, scope: Scope) -> None:
    """Replace an application by a new one with what it began with; nothing else of the old one is left.

    Times that its seed gives relative to the clock are relative to the present again.
    """
    if scope.is_whole:
        hub.reset(scope.group)
    elif scope.one is not None:
        hub.renew(scope.one, scope.one.origin)


@api.get("/state", accepts="tenant", returns="state")
def view_state(hub: Hub, scope: Scope) -> Given:
    """The whole state as a seed document; of several applications as a list of them under ``applications``."""
    tenants = scope.tenants or [default_of(hub, scope.group, next(iter(hub.cards)))]
    documents = [tenant.provider.dump(tenant) for tenant in tenants]
    return documents[0] if len(documents) == 1 else {"applications": documents}


@api.put("/state", accepts="state.load", returns="done")
def load_state(hub: Hub, call: Call, scope: Scope) -> None:
    """Replace the state by a seed document, or by several, wholly or, if one is refused, not at all.

    A document is its provider's; one for a provider of which there is no application yet makes one.
    """
    values = {name: value for name, value in call.body.items() if name not in ("app", "group")}
    fresh = []
    try:
        for document in documents_of(hub, values, scope.one):
            renewed = hub.fresh(scope.one or default_of(hub, scope.group, document.provider))
            document.fill(renewed)
            renewed.origin = [document.values]
            fresh.append(renewed)
    except SeedError as reason:
        raise invalid_value(field="state", reason=reason) from None
    for renewed in fresh:
        hub.add(renewed, scope.group)


@api.get("/snapshots", accepts="tenant", returns="snapshot.page")
def list_snapshots(scope: Scope) -> Given:
    """Names of the snapshots taken."""
    here = scope.mark("")[:-1]
    return {"snapshots": [key[-1] for key in scope.group.marks if key[:-1] == here]}


@api.post("/snapshots/{name}", accepts="tenant", returns="done")
def take_snapshot(hub: Hub, scope: Scope, name: str) -> None:
    """Keep the present state under a name; an earlier one of that name is replaced."""
    scope.group.marks[scope.mark(name)] = hub.mark(scope.tenants)


@api.post("/snapshots/{name}/restore", accepts="tenant", returns="done")
def restore_snapshot(hub: Hub, scope: Scope, name: str) -> None:
    """Go back to a snapshot; connections are cut, the journal begins anew. What came since into a group is removed."""
    marks = scope.group.marks.get(_known(scope, name), [])
    kept = {(mark.provider, str(mark.app_id)) for mark in marks}
    for tenant in scope.tenants:
        if (tenant.provider.name, str(tenant.app_id)) not in kept:
            hub.remove(tenant)
    hub.restore(scope.group, marks)


@api.delete("/snapshots/{name}", accepts="tenant", returns="done")
def delete_snapshot(scope: Scope, name: str) -> None:
    """Forget a snapshot."""
    del scope.group.marks[_known(scope, name)]


def _known(scope: Scope, name: str) -> tuple[str, ...]:
    key = scope.mark(name)
    if key not in scope.group.marks:
        names = ", ".join(list_snapshots(scope)["snapshots"]) or "none"
        raise unknown_name(thing="snapshot", name=name, near=f"; there are: {names}")
    return key
