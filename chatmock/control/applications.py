"""Applications of the server and their whole state: made, reset, kept and brought back."""

from __future__ import annotations

from chatmock.control.api import Given, api, invalid_value, unknown_application, unknown_name
from chatmock.core import seeds
from chatmock.core.address import address_of
from chatmock.core.application import Application, Hub
from chatmock.core.dispatch import Call


@api.get("/applications", returns="application.page")
def list_applications(hub: Hub, call: Call) -> Given:
    """The applications the server holds."""
    return {"applications": [shown(call, application) for application in hub]}


def shown(call: Call, application: Application) -> Given:
    return {
        "provider": application.provider.name,
        "app_id": application.app_id,
        "api_token": application.api_token,
        "era": application.era,
        "env": variables(call, application),
    }


def variables(call: Call, application: Application) -> Given:
    """What points clients to the address at which we were asked."""
    return application.provider.env(application, address_of(call.request) or call.hub.url)


@api.get("/env", accepts="tenant", returns="env")
def view_env(call: Call, application: Application) -> Given:
    """The environment variables that point clients of an application here."""
    return variables(call, application)


@api.post("/applications", accepts="application.create", returns="application")
def create_application(hub: Hub, call: Call, given: Given) -> Given:
    """Serve one more application; one of the same id is replaced."""
    try:
        provider = hub.provider(given["provider"])
    except LookupError as reason:
        raise invalid_value(field="provider", reason=reason) from None
    app_id = given.get("app_id") or f"chatmock-{hub.ids.hex(12)}"
    application = provider.create(
        app_id,
        api_token=given.get("api_token") or hub.ids.hex(40),
        era=given["era"],
        seed=given.get("seed", app_id),
    )
    if given.get("state"):
        _load(application, given["state"])
    hub.add(application)
    return shown(call, application)


def _load(application: Application, document: Given) -> None:
    """Fill a tenant from a seed document; what is wrong with it is refused with its place."""
    try:
        filled = seeds.fill(application, document)
    except seeds.SeedError as reason:
        raise invalid_value(field="state", reason=reason) from None
    application.origin = [filled.values] if filled is not None else []


@api.delete("/applications/{app_id}", returns="done")
def remove_application(hub: Hub, app_id: str) -> None:
    """Serve an application no more."""
    for application in hub:
        if application.app_id == app_id:
            hub.remove(application)
            return
    raise unknown_application(app_id=app_id, known=", ".join(a.app_id for a in hub) or "none")


@api.post("/reset", accepts="tenant", returns="done")
def reset(hub: Hub, application: Application) -> None:
    """Replace an application by a new one with what it began with; nothing else of the old one is left.

    Times that its seed gives relative to the clock are relative to the present again.
    """
    hub.renew(application, application.origin)


@api.get("/state", accepts="tenant", returns="state")
def view_state(application: Application) -> Given:
    """The whole state as a seed document."""
    return application.provider.dump(application)


@api.put("/state", accepts="state.load", returns="done")
def load_state(hub: Hub, call: Call, application: Application) -> None:
    """Replace the state by a seed document, wholly or, if it is refused, not at all."""
    document = {name: value for name, value in call.body.items() if name != "app"}
    fresh = hub.fresh(application)
    _load(fresh, document)
    hub.add(fresh)


@api.get("/snapshots", accepts="tenant", returns="snapshot.page")
def list_snapshots(hub: Hub, application: Application) -> Given:
    """Names of the snapshots taken."""
    return {"snapshots": list(hub.snapshots_of(application))}


@api.post("/snapshots/{name}", accepts="tenant", returns="done")
def take_snapshot(hub: Hub, application: Application, name: str) -> None:
    """Keep the present state under a name; an earlier one of that name is replaced."""
    hub.snapshots_of(application)[name] = application.provider.dump(application)


@api.post("/snapshots/{name}/restore", accepts="tenant", returns="done")
def restore_snapshot(hub: Hub, application: Application, name: str) -> None:
    """Go back to a snapshot; connections are cut, the journal begins anew."""
    hub.renew(application, [_snapshot(hub, application, name)])


@api.delete("/snapshots/{name}", accepts="tenant", returns="done")
def delete_snapshot(hub: Hub, application: Application, name: str) -> None:
    """Forget a snapshot."""
    _snapshot(hub, application, name)
    del hub.snapshots_of(application)[name]


def _snapshot(hub: Hub, application: Application, name: str) -> Given:
    taken = hub.snapshots_of(application)
    if name not in taken:
        raise unknown_name(thing="snapshot", name=name, near=f"; there are: {', '.join(taken) or 'none'}")
    return taken[name]


@api.post("/forks", accepts="fork.create", returns="application")
def fork(hub: Hub, call: Call, application: Application, given: Given) -> Given:
    """Serve a copy of an application's present state under another id."""
    token = given.get("api_token") or hub.ids.hex(40)
    copy = application.provider.create(given["app_id"], api_token=token, era=application.era, seed=application.seed)
    _load(copy, application.provider.dump(application))
    hub.add(copy)
    return shown(call, copy)
