"""Sendbird as the core knows it: whose a request is, how a refusal looks, who listens; gathers its rooms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, cast

from chatmock.core.api import Api, gather
from chatmock.core.card import Card
from chatmock.core.connection import Connection
from chatmock.core.deferred import Deferred
from chatmock.core.delivery import Delivery
from chatmock.core.errors import Error, Invalid, Refusal, Refused
from chatmock.core.exchange import Request, asks_for_page
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.operation import Call, Operation, Tenants
from chatmock.core.overview import Overview
from chatmock.core.points import Point
from chatmock.core.provider import Act, Provider
from chatmock.core.sample import Cause
from chatmock.core.secrets import Secrets
from chatmock.core.seeds import Place
from chatmock.core.sight import Naming
from chatmock.core.transcript import Transcript
from chatmock.core.ways import Way
from chatmock.providers.sendbird import errors, faults, hints, limits
from chatmock.providers.sendbird.actors import acts
from chatmock.providers.sendbird.announcements import running
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.applications import applications
from chatmock.providers.sendbird.bots import callbacks
from chatmock.providers.sendbird.changelogs import noting
from chatmock.providers.sendbird.custom_types import applying
from chatmock.providers.sendbird.data_export import exports
from chatmock.providers.sendbird.messages import auto_events, penalties
from chatmock.providers.sendbird.model import CATEGORIES, DEFAULT_ERA, App, User
from chatmock.providers.sendbird.overview import SendbirdOverview
from chatmock.providers.sendbird.privacy import gdpr
from chatmock.providers.sendbird.push import notifications
from chatmock.providers.sendbird.realtime import categories, events, feeds, login, polls, talk
from chatmock.providers.sendbird.realtime.post import SCHEMAS
from chatmock.providers.sendbird.scheduled_messages import sending
from chatmock.providers.sendbird.secrets import SECRETS
from chatmock.providers.sendbird.sessions import callers, credentials, naming, permissions
from chatmock.providers.sendbird.transcript import SendbirdTranscript
from chatmock.providers.sendbird.webhooks import posting, settings, subscribing

gather("chatmock.providers.sendbird", but=("samples", "seeds", "ways"))
api.refuse_unknown_callers(permissions.CHECKS)
hints.reserve_not_served()

_OWN = ("/v3/", "//v3/", *hints.PRODUCTS)
_BODY_PROBLEMS = {"size": errors.body_too_large, "form": errors.bad_form, "handshake": errors.bad_handshake}
_CAUSES = Deferred("chatmock.providers.sendbird.samples.causes")
_DOCUMENT = Deferred("chatmock.providers.sendbird.seeds.document")
_WAYS = Deferred("chatmock.providers.sendbird.ways")
_TELLING = (events, categories, feeds, polls, noting, notifications)
"""Who tells of what happens in an application, in the order in which they hear of it."""
_ACTING = (callbacks, applying, auto_events, penalties, sending, running, exports, gdpr)
"""Who does something then, once it is told."""


class Sendbird(Provider[App]):
    """Sendbird: today's Platform API, and that of 2016 where the two contradict each other."""

    name: ClassVar[str] = "sendbird"
    api: ClassVar[Api] = api
    security: ClassVar[dict[str, dict[str, Any]]] = {
        "": {"type": "apiKey", "in": "header", "name": "Api-Token", "description": "An application's token."},
        "client": {"type": "apiKey", "in": "header", "name": "App-Id", "description": "A client logs in by itself."},
        "basic": {"type": "http", "scheme": "basic", "description": "An account's e-mail address and password."},
    }
    card: ClassVar[Card] = Card.read(schemas.folder)
    plan: ClassVar[Path | None] = Path(__file__).parent / "samples" / "plan"
    transcript: ClassVar[Transcript] = SendbirdTranscript()
    secrets: ClassVar[Secrets] = SECRETS
    variants: ClassVar[dict[str, dict[str, Any]]] = {"2016": {"era": "2016"}}
    about_errors: ClassVar[str] = (
        "Every refusal has exactly three keys. The words are today's; an application of era `2016` has those of the last "
        "column, where they differ.\n"
    )
    allow_origin: ClassVar[bool] = True
    naming: ClassVar[Naming] = faults.NAMING
    overview: ClassVar[Overview[App]] = SendbirdOverview()

    def claims(self, request: Request) -> bool:
        """Claim the paths under ``/v3``, those of other products, and the root, unless a browser asks for a page.

        The client SDKs fetch the root to warm their connection.
        """
        path = request.path
        if path.startswith(_OWN):
            return True
        return path in ("/v3", "") or (path == "/" and not asks_for_page(request))

    def auth(self, request: Request) -> str:
        """HTTP Basic. An Api-Token beside it wins, except at creation, which refuses both."""
        headers = request.headers
        given = headers.get("Authorization")
        if given is None or given[:6].lower() != "basic ":
            return ""
        return "basic" if request.method == "POST" or "Api-Token" not in headers else ""

    def authenticate(self, call: Call, operation: Operation | None) -> App | None:
        headers = call.request.headers
        if operation is not None and operation.auth == "open":
            return callers.named_application(call, operation)
        if operation is not None and operation.auth == "basic":
            call.caller = applications.account(headers)
            return None
        if operation is not None and operation.auth == "client":
            return callers.application_of(call.hub, call.request)
        token = headers.get("Api-Token")
        if operation is None:
            self._about_nothing(call, token)
        if token is None and callers.KEY in headers:
            call.caller = callers.caller_by_key(call)
            limits.check(call.app, call, operation)
            permissions.check(call, operation)
            return cast(App, call.app)
        application: App | None = call.hub.holder(self.name, token) if token is not None else None
        if application is None:
            call.app = hints.named_by_host(call.hub, call)
            if token is not None:
                hint = "no application here has this token; GET /_chatmock/env tells one that has"
                call.headers.setdefault(hints.HEADER, hint)
            raise errors.bad_api_token(reason=f"Api-Token is {'missing' if token is None else 'invalid'}.")
        if headers.get("Host", "")[:4].lower() == "api-":
            self._check_host(call, application)
        call.caller = token
        call.app = application
        if application.features.ip_whitelist and not application.features.admits(call.request.peer):
            raise errors.not_accessible(reason="The address of the caller is not on the whitelist.")
        limits.check(application, call, operation)
        return application

    def _check_host(self, call: Call, holder: App) -> None:
        """Refuse (400920) a request whose host names another application than its Api-Token."""
        named = hints.host_id(call)
        if named and named.lower() != holder.app_id.lower():
            call.app = hints.named_by_host(call.hub, call) or holder
            hints.about_host(call, named, holder.app_id)
            raise errors.not_accessible(reason="The Api-Token belongs to another application.")

    def _about_nothing(self, call: Call, token: str | None) -> None:
        """Hint at what is there where nothing is; refuse (501000) what the vendor has and chatmock has not."""
        request = call.request
        if not hints.is_not_served(request.method, request.path):
            hints.about_address(call)
            return
        holder = call.hub.holder(self.name, token) if token is not None else None
        call.app = holder or hints.named_by_host(call.hub, call)
        hints.about_missing(call)
        raise errors.not_implemented()

    def credential(self, options: Mapping[str, Any]) -> dict[str, str]:
        return {"Api-Token": options["api_token"]}

    def configuration(self, application: App) -> dict[str, Any]:
        return {**application.sessions.settings.shown(), "webhook": application.webhook.shown()}

    def configure(self, application: App, values: dict[str, Any]) -> None:
        webhook = values.get("webhook")
        if webhook is not None:
            webhook = settings.accept_settings(application, webhook)
        changed = {name: value for name, value in values.items() if name != "webhook"}
        application.sessions.settings = application.sessions.settings.with_changes(changed)
        if webhook is not None:
            settings.use(application, webhook)

    # --- webhooks ---

    def webhooks(self, application: App) -> dict[str, bool]:
        known = subscribing.categories_of(application)
        wanted = application.webhook.wanted(known)
        return {category: category in wanted for category in known}

    def sample_webhook(self, application: App, name: str, url: str) -> Delivery:
        return posting.sample(application, name, url)

    def not_served(self) -> dict[str, str]:
        rows = {f"`{row.replace(' /', f' {self.api.prefix}/', 1)}`": why for row, why in hints.reasons().items()}
        frames = {f"the frame `{frame}`": why for frame, why in hints.FRAMES.items()}
        return rows | hints.PARTS | frames | hints.ELSEWHERE

    def ways(self) -> tuple[Way, ...]:
        return tuple(_WAYS.ways())

    # --- sockets ---

    def claims_socket(self, request: Request) -> bool:
        """Claim a socket at the root that names an application, or has the sub-protocol or a header of the client SDKs."""
        return request.path.strip("/") == "" and credentials.has_mark(request)

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        login.connect(hub, request, connection)

    def received(self, hub: Hub, connection: Connection, data: str | bytes) -> None:
        if isinstance(data, str):  # binary messages are ignored
            talk.carry_out_lines(hub, connection, data)

    def closed(self, hub: Hub, connection: Connection) -> None:
        login.leave(connection)

    def speaks(self, connection: Connection) -> Any:
        return connection.state.user

    def unknown_command(self, call: Call) -> Refusal:
        return errors.invalid_value(field="command")

    # --- faults ---

    def fault_points(self) -> dict[str, Point]:
        frames = {
            f"frame {command}": Point("frame", schemas[name].properties or None, by_users=True)
            for command, name in SCHEMAS.items()
        }
        names = (*map(posting.delivery_name, CATEGORIES), callbacks.DELIVERY)
        handshake, deliveries = Point("handshake", by_users=True), dict.fromkeys(names, Point("delivery"))
        return {**super().fault_points(), login.CONNECT: handshake, **frames, **deliveries}

    def journal_names(self) -> set[str]:
        return {*super().journal_names(), login.DISCONNECT}

    def fault(self, fault: Fault, application: App | None) -> Refusal:
        return faults.refusal(fault, application)

    def headers_of(self, status: int, application: App | None) -> dict[str, str]:
        return faults.headers_of(status, application)

    def code_in(self, code: int | str, options: Mapping[str, Any]) -> int | str:
        return faults.code_in(code, options["era"])

    def asker(self, call: Call) -> str:
        return call.caller.user_id if isinstance(call.caller, User) else ""

    # --- refusals ---

    def invalid(self, found: Invalid) -> Refusal:
        return errors.schema_refusal(found)

    def message(self, refusal: Refusal, application: App | None) -> str:
        return errors.refusal_message(refusal, application.era if application is not None else DEFAULT_ERA)

    def refused(self, refusal: Refusal, message: str, application: App | None) -> tuple[int, dict[str, Any]]:
        return refusal.error.status, {"message": message, "code": refusal.error.code, "error": True}

    def refusal_in(self, status: int, answer: Any) -> Refused | None:
        if isinstance(answer, dict) and answer.get("error") is True:
            return Refused(answer.get("code", 0), str(answer.get("message", "")))
        return None

    def unknown_path(self, call: Call) -> Refusal:
        return errors.unknown_url()

    def bad_body(self, reason: str) -> Refusal:
        return _BODY_PROBLEMS.get(reason, errors.bad_body)()

    def broken(self, reason: str) -> Refusal:
        return errors.unexpected(reason=f"chatmock itself failed: {reason}")

    def causes(self) -> tuple[Cause, ...]:
        return tuple(_CAUSES.CAUSES)

    def error_codes(self) -> set[int | str]:
        return {error.code for error in vars(errors).values() if isinstance(error, Error)}

    def acts(self) -> dict[str, Act]:
        return acts.ACTS

    def create(self, app_id: Any, **options: Any) -> App:
        return App(self, app_id, **options)

    def told_by(self, hub: Tenants, request: Request) -> dict[str, Any]:
        return naming.told_by(hub, request)

    def learn(self, application: App, options: Mapping[str, Any]) -> None:
        application.revoke(application.api_token)
        application.api_token = options["api_token"]
        application.grant(application.api_token)

    def new_options(self, hub: Tenants, number: int) -> dict[str, Any]:
        return {"app_id": f"chatmock-{number}", "api_token": hub.ids.hex(40)}

    def admit(self, application: App) -> None:
        for part in _TELLING:
            application.bus.follow(part.LISTENERS, application)
        subscribing.listen(application)
        for part in _ACTING:
            application.bus.follow(part.LISTENERS, application)

    def load(self, application: App, document: dict[str, Any], where: Place) -> None:
        _DOCUMENT.load(application, document, where)

    def dump(self, application: App) -> dict[str, Any]:
        return dict(_DOCUMENT.dump(application))
