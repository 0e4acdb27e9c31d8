"""The whole state of applications: reset, taken, put back."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache, partial

from chatmock.control.api import Given, Scope, api, default_of, invalid_value, unknown_name
from chatmock.control.applications import documents_of
from chatmock.control.parameters import media_type
from chatmock.core.accepting import preferred
from chatmock.core.application import Application
from chatmock.core.exchange import Binary
from chatmock.core.group import Group
from chatmock.core.hub import Hub
from chatmock.core.operation import Call
from chatmock.core.scenario import play, rehearse, scenario_of
from chatmock.core.scenario_schema import KEY as SCENARIO
from chatmock.core.seed_text import YAML, write
from chatmock.core.seeds import SEVERAL, Document, Place, SeedError, by_path, values_of

JSON = "application/json"


@api.post("/reset", accepts="tenant", returns="done")
def reset(hub: Hub, scope: Scope) -> None:
    """Replace an application by a new one with what it began with; nothing else of the old one is left.

    The scenario of its seed is played again. Times that its seed gives relative to the clock are relative to the present again.
    """
    if scope.is_whole:
        hub.reset(scope.group)
        fresh = list(scope.group.tenants)
    else:
        fresh = [hub.renew(tenant, tenant.origin) for tenant in scope.tenants]
    for tenant in fresh:
        for values in tenant.origin:
            _play(hub, tenant, Document(values, by_path))


@api.get("/state", accepts="state.query", returns="state", gives=YAML)
def view_state(hub: Hub, call: Call, scope: Scope, given: Given) -> Given | Binary:
    """The whole state as a seed document; of several applications as a list of them under ``applications``.

    It is YAML for a call whose header ``Accept`` prefers ``application/yaml``, otherwise JSON.

    With ``scenario`` it has the faults that wait and the people who are connected; a fault of the whole group is told of
    the first application that it can strike, and of none where the call is for one application among several.
    """
    tenants = scope.tenants or [default_of(hub, scope.group, next(iter(hub.cards)))]
    documents = [tenant.provider.dump(tenant) for tenant in tenants]
    if given["scenario"]:
        shared = [] if scope.one is not None and not scope.is_whole else list(scope.group.faults)
        for tenant, document in zip(tenants, documents, strict=True):
            own = [
                fault for fault in shared if any(fnmatchcase(name, fault.operation) for name in tenant.provider.points)
            ]
            shared = [fault for fault in shared if fault not in own]
            if found := scenario_of(tenant, own):
                document[SCENARIO] = found
    state = documents[0] if len(documents) == 1 else {SEVERAL: documents}
    kind = preferred(call.request.headers.get("Accept", ""), (JSON, *YAML))
    return state if kind == JSON else Binary(write(state).encode(), kind)


@api.put("/state", accepts="state.load", returns="done", takes=YAML)
def load_state(hub: Hub, call: Call, scope: Scope) -> None:
    """Replace the state by a seed document, or by several, wholly or, if one is refused, not at all.

    It is JSON, or YAML as ``application/yaml``. A ``scenario`` in it is played once all of it is there.
    A document is its provider's; one for a provider of which there is no application yet makes one.
    """
    addressing = ("app", "group", "provider") if SEVERAL in call.body else ("app", "group")
    values = {name: value for name, value in call.body.items() if name not in addressing}
    try:
        documents = documents_of(hub, values, scope.one, place=_place_in(call))
        before = set(hub)
        try:
            for document in documents:
                make = partial(_staged, hub, scope, document, documents)
                rehearse(hub, hub.provider(document.provider), [document], make)
            fresh = [_filled(hub, scope, document, documents) for document in documents]
        except BaseException:
            for made_in_vain in set(hub) - before:
                hub.remove(made_in_vain)
            raise
    except SeedError as reason:
        raise invalid_value(field="state", reason=reason) from None
    if {hub.find(renewed.provider.name, renewed.app_id) for renewed in fresh} == set(scope.group.tenants):
        scope.group.forget()
    for renewed in fresh:
        hub.add(renewed, scope.group)
    for renewed, document in zip(fresh, documents, strict=True):
        _play(hub, renewed, document)


def _play(hub: Hub, application: Application, document: Document) -> None:
    try:
        play(hub, application, [document])
    except SeedError as reason:
        raise invalid_value(field=SCENARIO, reason=reason) from None


def _place_in(call: Call) -> Place:
    """How the values of a call are placed: those of YAML by their lines, which are looked for once something is wrong."""
    if media_type(call.request) not in YAML:
        return by_path
    lines = cache(lambda: values_of(call.request.body, "state")[1])
    return lambda spot: lines()(spot)


def _staged(hub: Hub, scope: Scope, document: Document, documents: list[Document], stage: Hub) -> Application:
    """The application that a document is for, where nobody looks."""
    return stage.add(_filled(hub, scope, document, documents))


def _filled(hub: Hub, scope: Scope, document: Document, documents: list[Document]) -> Application:
    """A new application with a document's state, not served yet."""
    renewed = hub.fresh(scope.one or _meant(hub, scope.group, document, documents))
    document.fill(renewed)
    renewed.origin = [document.values]
    return renewed


def _meant(hub: Hub, group: Group, document: Document, documents: list[Document]) -> Application:
    """The application of a group that a document is for: the one it names where its provider has several, else that one."""
    provider, app_id = document.provider, document.app_id
    named = hub.find(provider, app_id) if app_id is not None else None
    if named is not None and hub.group_of(named) is group:
        return named
    if app_id is None or [other.provider for other in documents].count(provider) == 1:
        return default_of(hub, group, provider)
    if named is not None:
        raise SeedError(f"the application {app_id!r} of {provider} is in another group")
    return hub.make(provider, {"app_id": app_id}, group)


@api.get("/snapshots", accepts="tenant", returns="snapshot.page")
def list_snapshots(scope: Scope) -> Given:
    """Names of the snapshots taken."""
    here = scope.mark("")[:-1]
    return {"snapshots": [key[-1] for key in scope.group.marks if key[:-1] == here]}


@api.post("/snapshots/{name}", accepts="tenant", returns="done")
def take_snapshot(hub: Hub, scope: Scope, name: str) -> None:
    """Keep the present state under a name; an earlier one of that name is replaced."""
    scope.group.marks[scope.mark(name)] = hub.mark(scope.group, scope.tenants)


@api.post("/snapshots/{name}/restore", accepts="tenant", returns="done")
def restore_snapshot(hub: Hub, scope: Scope, name: str) -> None:
    """Go back to a snapshot; connections are cut, the journal begins anew. What came since into a group is removed."""
    hub.restore(scope.group, scope.group.marks[_known(scope, name)], whole=scope.is_whole)


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
