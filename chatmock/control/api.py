"""The control API's operations are declared on this Api; its errors, and how an application is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chatmock.core.api import Api, Given
from chatmock.core.application import Application
from chatmock.core.clock import Clock
from chatmock.core.defaults import default_options
from chatmock.core.errors import Refusal, error
from chatmock.core.faults import Faults
from chatmock.core.group import Group, Taken
from chatmock.core.hub import Hub
from chatmock.core.later import Unwatch
from chatmock.core.operation import Call
from chatmock.core.provider import Provider
from chatmock.core.schema import Schemas
from chatmock.core.words import cut
from chatmock.resources import data_dir

_invalid_value = error("invalid", "{field}: {reason}")
not_json = error("not_json", "The body has to be one JSON object, sent as application/json{reason}.")
not_loopback = error(
    "not_loopback",
    "The control API answers programs of its own machine that call it localhost, 127.0.0.1 or [::1], not {host} from "
    "{peer}. Start the server with --allow-host NAME to have it answer that name from anywhere.",
    status=403,
)
not_same_origin = error(
    "not_same_origin",
    "The control API answers no page of another origin, and {origin} is one. Start the server with --allow-origin ORIGIN "
    "to have it answer the pages of that origin.",
    status=403,
)
no_ca = error(
    "no_ca", "No CA of chatmock's vouches for this server: it serves no https, or by files of yours.", status=404
)
unknown_application = error(
    "unknown_application", "There is no application {app_id!r}; there are: {known}.", status=404
)
ambiguous_application = error(
    "ambiguous_application", "Applications of {providers} have the id {app_id!r}; name one with provider.", status=409
)
_unknown_name = error("unknown_name", "There is no {thing} {name!r}{near}", status=404)
_unknown_path = error("unknown_path", "The control API has no {path}{near}", status=404)
_only_by_http = error(
    "only_by_http", "The journal's stream goes on for ever and is read by HTTP; in a test take chatmock.journal.wait."
)
taken = error(
    "taken",
    "There is an application {app_id!r} already; name another app_id, or say replace: true to lose what it holds.",
    status=409,
)
too_late = error("timeout", "{reason}", status=408)
act_refused = error("refused", "{reason}", status=422)
failed = error("failed", "chatmock itself failed: {reason}", status=500)

ADDRESSING = ("app", "provider", "group")
"""What names the application, or the group, that a call is for."""
api = Api(Schemas(data_dir("schemas") / "control"), prefix="/_chatmock", query="tenant")


class Scope:
    """What a call is for: one application where ``app`` or ``provider`` names it, else all of a group."""

    def __init__(self, group: Group, one: Application | None = None) -> None:
        self.group = group
        self.one = one

    @property
    def tenants(self) -> list[Application]:
        return [self.one] if self.one is not None else list(self.group.tenants)

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its group: what holds for the group begins anew with it."""
        return self.one is None or len(self.group.tenants) == 1

    def providers(self, hub: Hub) -> Iterator[Provider[Any]]:
        """Those of its applications; of a group that has none yet, or only others, all there are."""
        own = dict.fromkeys(tenant.provider for tenant in self.tenants)
        yield from own
        if self.one is None:
            yield from (provider for name in hub.cards if (provider := hub.provider(name)) not in own)

    @property
    def clock(self) -> Clock:
        return self.one.clock if self.one is not None else self.group.clock

    @property
    def clocks(self) -> list[Clock]:
        return [self.one.clock] if self.one is not None else self.group.clocks

    @property
    def faults(self) -> Faults:
        """Where a fault of this scope is kept."""
        return self.one.faults if self.one is not None else self.group.faults

    @property
    def all_faults(self) -> Iterator[Faults]:
        """Everything that may strike in it."""
        yield self.faults
        if self.one is None:
            yield from (tenant.faults for tenant in self.group.tenants)

    def watch(self, each: Callable[[Application], Unwatch], notice: Callable[[], None]) -> Unwatch:
        """Watch ``each`` tenant, those too that come later; ``notice`` is called when there are others than before."""
        watched: dict[Application, Unwatch] = {}

        def follow() -> None:
            for tenant in self.tenants:
                if tenant not in watched:
                    watched[tenant] = each(tenant)
            notice()

        def stop() -> None:
            self.group.watchers.remove(follow)
            for end in watched.values():
                end()

        follow()
        self.group.watchers.append(follow)
        return stop

    def mark(self, name: str) -> tuple[str, ...]:
        """The key of a snapshot of this scope."""
        return (name,) if self.one is None else (self.one.provider.name, str(self.one.app_id), name)


@api.finder
def find_scope(hub: Hub, call: Call) -> Scope:
    """What ``app``, ``provider`` and ``group`` name; without them the group of the default applications.

    Errors: 404 for what is not there; 409 where two providers have an application of that id and none is named.
    """
    given = call.given
    app_id, provider, name = given.pop("app", None), given.pop("provider", None), given.pop("group", None)
    if name is not None and name not in hub.groups:
        raise unknown_name(thing="group", name=name, near=near((), hub.groups))
    group = hub.groups[name] if name is not None else hub.default
    group.asked += 1
    if provider is not None:
        check_provider(hub, provider)
    if app_id is not None:
        provider = provider or call.body.get("provider")  # where it is a document's, too
        one = find_named(hub, app_id, provider)
        one.asked += 1
        return Scope(hub.group_of(one), one)
    if provider is not None:
        return Scope(group, default_of(hub, group, provider))
    return Scope(group)


def check_provider(hub: Hub, name: str) -> None:
    """Refuse the name of a provider that is none."""
    if name not in hub.cards:
        raise unknown_name(thing="provider", name=name, near=f"; there are: {', '.join(hub.cards)}")


def find_named(hub: Hub, app_id: str, provider: str | None) -> Application:
    """The application of an id."""
    if provider is not None:
        check_provider(hub, provider)
    for name, own in default_ids(hub).items():
        if provider == name or str(own) == app_id:
            hub.provider(name)  # its default application is made with it
    found = [
        application
        for name in hub.cards
        if provider in (None, name) and (application := hub.find(name, app_id)) is not None
    ]
    if not found:
        there = [app.app_id for app in hub if provider in (None, app.provider.name)]
        there += [own for name, own in default_ids(hub).items() if provider in (None, name)]
        known = ", ".join(dict.fromkeys(map(str, there)))
        raise unknown_application(app_id=app_id, known=known or "none")
    if len(found) > 1:
        names = " and ".join(application.provider.name for application in found)
        raise ambiguous_application(app_id=app_id, providers=names)
    return found[0]


def default_ids(hub: Hub) -> dict[str, object]:
    """The id of each provider's default application that is still to be made."""
    if hub.defaults is None:
        return {}
    return {name: default_options(hub, name)["app_id"] for name in hub.cards if not hub.is_loaded(name)}


def default_of(hub: Hub, group: Group, provider: str) -> Application:
    """A group's application of a provider, made where the group makes them."""
    hub.provider(provider)
    if group is not hub.default or hub.defaults is not None:
        try:
            return hub.member(group, provider)
        except Taken as reason:
            raise taken(app_id=reason.app_id) from None
    found = group.of(provider)
    if found is None:
        raise unknown_name(thing="application of", name=provider, near="; POST /applications makes one")
    return found


@api.finder
def find_application(hub: Hub, call: Call) -> Application:
    """The one application a call is for: the one named, else the group's, of the first provider where it has several."""
    scope = find_scope(hub, call)
    if scope.one is not None:
        return scope.one
    first = next(iter(hub.cards))
    in_order = [tenant for name in hub.cards if (tenant := scope.group.of(name)) is not None]
    return in_order[0] if in_order else default_of(hub, scope.group, first)


def near(names: Iterable[str], known: Iterable[object] = ()) -> str:
    """The end of a sentence about an unknown name: what was probably meant, or what there is."""
    if names := list(names):
        return f"; did you mean {' or '.join(names)}?"
    names = list(map(str, known))
    return f"; there are: {', '.join(names)}" if names else ""


def invalid_value(*, field: str, reason: object) -> Refusal:
    """A value is refused, in one sentence."""
    return _invalid_value(field=field, reason=_ended(str(reason)))


def only_by_http() -> Refusal:
    """What goes on cannot be given to whoever asks inside the process."""
    return _only_by_http()


def unknown_name(*, thing: str, name: str, near: str) -> Refusal:
    """Something that is named is not there."""
    return _unknown_name(thing=thing, name=cut(name), near=_ended(near))


def unknown_path(*, path: str, near: str) -> Refusal:
    """There is no such operation."""
    return _unknown_path(path=cut(path), near=_ended(near))


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("?", ".")) else f"{sentence}."


__all__ = ["Given", "Scope", "api"]
