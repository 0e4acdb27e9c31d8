"""Applications of the server and their groups: made, listed, removed, pointed to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.control.api import (
    Given,
    Scope,
    api,
    find_named,
    invalid_value,
    near,
    taken,
    unknown_name,
)
from chatmock.core.address import address_of
from chatmock.core.application import Application
from chatmock.core.card import BadOption
from chatmock.core.defaults import default_options
from chatmock.core.group import Group, Taken
from chatmock.core.hub import Hub
from chatmock.core.lapse import Lapse
from chatmock.core.operation import Call
from chatmock.core.scenario import play, rehearse
from chatmock.core.seeds import Document, Place, SeedError, by_path, of_values


@api.get("/applications", returns="application.page")
def list_applications(hub: Hub, call: Call) -> Given:
    """The applications the server holds."""
    return {"applications": [shown(hub, call, application) for application in hub]}


def shown(hub: Hub, call: Call, application: Application) -> Given:
    """An application: its provider, its id and the other options it was made with, and what points clients to it."""
    options = application.options()
    return {
        "provider": application.provider.name,
        "app_id": application.app_id,
        **{name: options[name] for name in application.provider.card.properties if name in options},
        "group": hub.group_of(application).name,
        "env": application.env(address_of(call.request) or hub.url, hub.addresses),
    }


@api.get("/env", accepts="tenant", returns="env")
def view_env(hub: Hub, call: Call, scope: Scope) -> Given:
    """The environment variables that point clients of an application, or of a group, here.

    Those of the default applications are there before the applications are made.
    """
    url = address_of(call.request) or hub.url
    found: dict[str, str] = {}
    for name, card in hub.cards.items():
        tenant = next((tenant for tenant in scope.tenants if tenant.provider.name == name), None)
        if tenant is not None:
            found = {**found, **tenant.env(url, hub.addresses), **found}
        elif scope.group is hub.default and scope.one is None and hub.defaults is not None:
            own = card.env(default_options(hub, name), url, hub.addresses)
            found = {**found, **own, **found}
    return found


@api.post("/applications", accepts="application.create", returns="application")
def create_application(hub: Hub, call: Call, given: Given) -> Given:
    """Serve one more application, with the options of its provider.

    With ``group`` it is that group's; where the group has one of this provider already, that is answered. With ``clock`` it
    is in a group of its own, whose clock stands there. With ``idle_seconds`` it is removed once nobody has asked for it for
    so long.
    Errors: 409 for an id that is there already; with ``replace`` that application is closed, and all it holds is lost.
    """
    idle_seconds = given.pop("idle_seconds", None)
    provider = given.pop("provider", None) or next(iter(hub.cards))
    name, state, replace = given.pop("group", None), given.pop("state", None), given.pop("replace")
    clock, options = given.pop("clock", None), given
    if name is not None and clock is not None:
        raise invalid_value(
            field="clock", reason="a group has one clock; leave this out, and give POST /groups the time"
        )
    group = find_group(hub, name) if name is not None else None
    if group is not None:
        group.asked += 1
    if group is not None and not options and state is None and (there := group.of(provider)) is not None:
        return shown(hub, call, there)
    replace = replace or (group is not None and group.replaces)
    if clock is None:
        application = made(hub, provider, options, group, state, replace=replace)
    else:
        application = made_alone(hub, provider, options, state, replace=replace, clock=clock)
    hub.lapses.remove((provider, str(application.app_id)))
    if idle_seconds is not None:
        hub.lapses.add(Lapse(hub, application, idle_seconds))
    return shown(hub, call, application)


def made(
    hub: Hub,
    provider: str,
    options: Mapping[str, Any],
    group: Group | None,
    state: Given | None,
    *,
    replace: bool,
) -> Application:
    """A new application that is served; what is wrong with its options or its seed is refused."""
    try:
        documents = documents_of(hub, state, provider=provider) if state else []
        if any(document.provider != provider for document in documents) or len(documents) > 1:
            raise SeedError("a seed of one application is wanted; POST /groups takes those of several")
        rehearse(
            hub, hub.provider(provider), documents, lambda stage: _staged(stage, provider, options, group, documents)
        )
        application = hub.make(provider, options, group, documents, replace=replace)
        play(hub, application, documents)
        return application
    except Taken as reason:
        raise taken(app_id=reason.app_id) from None
    except LookupError as reason:
        raise invalid_value(field="provider", reason=reason.args[0]) from None
    except BadOption as reason:
        raise invalid_value(field="options", reason=reason) from None
    except SeedError as reason:
        raise invalid_value(field="state", reason=reason) from None


def _staged(
    stage: Hub, provider: str, options: Mapping[str, Any], group: Group | None, documents: list[Document]
) -> Application:
    """The same application where nobody looks."""
    stage.default.options = group.options if group is not None else {}
    stage.default.begins = group.begins if group is not None else {}
    return stage.make(provider, options, stage.default, documents)


def made_alone(
    hub: Hub, provider: str, options: Mapping[str, Any], state: Given | None, *, replace: bool, clock: str | None
) -> Application:
    """A new application in a group of its own, which ends with it, at a time."""
    group = hub.new_group()
    group.ends_with_its_last = True
    try:
        set_beginning(group, clock)
        return made(hub, provider, options, group, state and without_clock(state, clock), replace=replace)
    except BaseException:
        hub.remove_group(group)
        raise


def set_beginning(group: Group, clock: str | None) -> None:
    """Have a group begin at a time, where there is one; what is no time is refused."""
    if clock is not None:
        try:
            group.begin_at(clock)
        except (ValueError, OverflowError) as reason:
            raise invalid_value(field="clock", reason=reason) from None


def without_clock(document: Given, clock: str | None) -> Given:
    """A seed document without a clock of its own, where another one is given."""
    return document if clock is None else {name: document[name] for name in document if name != "clock"}


def documents_of(
    hub: Hub, values: Given, one: Application | None = None, provider: str = "", place: Place = by_path
) -> list[Document]:
    """The documents of a seed that came as JSON, for ``one`` application or for whomever they name; raises SeedError."""
    seed = of_values(values, place, default=provider or next(iter(hub.cards)))
    if one is None:
        return hub.checked(seed).documents
    own = of_values(values, place, default=one.provider.name).document_for(one.provider.name, one.app_id)
    return [own] if own is not None else []


@api.delete("/applications/{app_id}", accepts="application.query", returns="done")
def remove_application(hub: Hub, app_id: str, given: Given) -> None:
    """Serve an application no more."""
    hub.remove(find_named(hub, app_id, given.get("provider")))


@api.post("/groups", accepts="group.create", returns="group")
def create_group(hub: Hub, call: Call, given: Given) -> Given:
    """Begin a group, whose applications are made when they are first asked for; those of its seed are made at once.

    ``options`` are those of its applications, by provider. Its clock stands at ``clock``, also after a reset; the times in its
    seed are relative to that. With ``replace`` they may have the ids of applications that are
    there, which are closed; without it that is refused (409). With ``idle_seconds`` it is removed once nobody has asked for
    any of them for so long.
    """
    options: dict[str, dict[str, Any]] = given.get("options", {})
    for name, values in options.items():
        if name not in hub.cards:
            raise unknown_name(thing="provider", name=name, near=f"; there are: {', '.join(hub.cards)}")
        try:
            hub.cards[name].checked({key: value for key, value in values.items() if key != "seed"})
        except BadOption as reason:
            raise invalid_value(field="options", reason=reason) from None
    group = hub.new_group(options)
    group.replaces = given["replace"]
    try:
        set_beginning(group, given.get("clock"))
        for values in given.get("documents", ()):
            provider = values.get("provider") or next(iter(hub.cards))
            values = without_clock(values, given.get("clock"))
            made(hub, provider, {}, group, values, replace=group.replaces)
    except BaseException:
        hub.remove_group(group)
        raise
    if "idle_seconds" in given:
        hub.lapses.add(Lapse(hub, group, given["idle_seconds"]))
    return {"group": group.name, "applications": [shown(hub, call, tenant) for tenant in group.tenants]}


@api.delete("/groups/{name}", returns="done")
def remove_group(hub: Hub, name: str) -> None:
    """Serve none of a group's applications any more."""
    hub.remove_group(find_group(hub, name))


def find_group(hub: Hub, name: str) -> Group:
    """The group of a name."""
    if name not in hub.groups:
        raise unknown_name(thing="group", name=name, near=near((), hub.groups))
    return hub.groups[name]


@api.post("/forks", accepts="fork.create", returns="application")
def fork(hub: Hub, call: Call, application: Application, given: Given) -> Given:
    """Serve a copy of an application's present state under another id, in a group of its own that ends with it.

    Its clock stands at ``clock`` where that is given.

    Errors: 409 for an id that is there already, unless ``replace`` says that it may be lost.
    """
    replace, clock = given.pop("replace"), given.pop("clock", None)
    kept = {n: v for n, v in application.options().items() if n in application.provider.card.properties or n == "seed"}
    new = hub.new_options(application.provider)
    state = application.provider.dump(application)
    options = {**kept, **new, **given}
    copy = made_alone(hub, application.provider.name, options, state, replace=replace, clock=clock)
    return shown(hub, call, copy)
