"""Sendbird as the core knows it: whose a request is, how a refusal looks, who listens; gathers its rooms."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar, cast

from chatmock.core.actors import Act
from chatmock.core.api import Api, Operation, gather
from chatmock.core.application import Application, Hub
from chatmock.core.connection import Connection
from chatmock.core.dispatch import Call, Request
from chatmock.core.errors import Error, Invalid, Refusal
from chatmock.core.faults import Fault
from chatmock.core.provider import Provider
from chatmock.core.sample import Ask, Cause
from chatmock.providers.sendbird import errors, limits, webhooks
from chatmock.providers.sendbird.actors import acts
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.applications import applications
from chatmock.providers.sendbird.bots import callbacks
from chatmock.providers.sendbird.changelogs import noting
from chatmock.providers.sendbird.model import CATEGORIES, App, Webhook
from chatmock.providers.sendbird.push import notifications
from chatmock.providers.sendbird.realtime import events, login, talk
from chatmock.providers.sendbird.realtime.post import SCHEMAS
from chatmock.providers.sendbird.samples import causes, probes
from chatmock.providers.sendbird.seeds.document import dump, load
from chatmock.providers.sendbird.sessions import callers, permissions

gather("chatmock.providers.sendbird")

_BODY_PROBLEMS = {"size": errors.body_too_large, "form": errors.bad_form}


class Sendbird(Provider):
    name: ClassVar[str] = "sendbird"
    api: ClassVar[Api] = api
    security: ClassVar[dict[str, dict[str, Any]]] = {
        "": {"type": "apiKey", "in": "header", "name": "Api-Token", "description": "An application's token."},
        "client": {"type": "apiKey", "in": "header", "name": "App-Id", "description": "A client logs in by itself."},
        "basic": {"type": "http", "scheme": "basic", "description": "An account's e-mail address and password."},
    }
    allow_origin: ClassVar[bool] = True

    def __init__(self) -> None:
        self._by_token: dict[str, App] = {}

    def claims(self, path: str) -> bool:
        return path.startswith(("/v3/", "//v3/")) or path == "/v3"

    def auth(self, request: Request) -> str:
        """HTTP Basic, unless an Api-Token is there too and the request is no creation (which refuses both)."""
        headers = request.headers
        basic = headers.get("Authorization", "")[:6].lower() == "basic "
        return "basic" if basic and (request.method == "POST" or "Api-Token" not in headers) else ""

    def authenticate(self, call: Call, operation: Operation | None) -> Application | None:
        headers = call.request.headers
        if operation is not None and operation.auth == "open":
            return call.hub.find(self.name, call.path[0])
        if operation is not None and operation.auth == "basic":
            call.caller = applications.account(headers)
            return None
        if operation is not None and operation.auth == "client":
            return callers.application_of(call.hub, call.request)
        token = headers.get("Api-Token")
        if token is None and callers.KEY in headers:
            call.caller = callers.caller_by_key(call)
            limits.check(call.app, call, operation)
            permissions.check(call, operation)
            return cast(App, call.app)
        if token is None:
            raise errors.bad_api_token(reason="Api-Token is missing.")
        application = self._by_token.get(token) or self._by_secondary(token)
        if application is None:
            raise errors.bad_api_token(reason="Api-Token is invalid.")
        host = headers.get("Host", "")
        if host.startswith("api-") and host[4:].partition(".")[0].lower() != application.app_id.lower():
            raise errors.not_accessible(reason="The Api-Token belongs to another application.")
        call.caller = token
        call.app = application
        limits.check(application, call, operation)
        return application

    def _by_secondary(self, token: str) -> App | None:
        return next((app for app in self._by_token.values() if token in app.api_tokens), None)

    def configuration(self, application: Application) -> dict[str, Any]:
        assert isinstance(application, App)
        return {**asdict(application.sessions.settings), "webhook": asdict(application.webhook)}

    def configure(self, application: Application, values: dict[str, Any]) -> None:
        assert isinstance(application, App)
        webhook = values.get("webhook")
        if webhook is not None:
            webhook = api.schemas["webhook.update"].accept({"enabled": True, "url": application.webhook.url, **webhook})
        changed = {name: value for name, value in values.items() if name != "webhook"}
        application.sessions.settings = application.sessions.settings.changed(changed)
        if webhook is not None:
            application.webhook = Webhook(**{**asdict(application.webhook), **webhook})

    # --- sockets ---

    def claims_socket(self, request: Request) -> bool:
        return request.path.strip("/") == ""

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        login.connect(hub, request, connection)

    def received(self, hub: Hub, connection: Connection, text: str) -> None:
        talk.received(hub, connection, text)

    def closed(self, hub: Hub, connection: Connection) -> None:
        login.leave(connection)

    def speaks(self, connection: Connection) -> Any:
        return connection.state.user

    def unknown_command(self, call: Call) -> Refusal:
        return errors.invalid_value(field="command")

    def fault_points(self) -> list[str]:
        frames = (f"frame {command}" for command in SCHEMAS)
        webhooks_sent = (f"webhook {category}" for category in CATEGORIES)
        return [*super().fault_points(), login.CONNECT, *frames, *webhooks_sent, callbacks.DELIVERY]

    # --- refusals ---

    def invalid(self, found: Invalid) -> Refusal:
        return errors.invalid(found)

    def refused(self, refusal: Refusal, application: Application | None) -> tuple[int, dict[str, Any]]:
        era = application.era if application is not None else "2016"
        return refusal.error.status, {"message": refusal.message(era), "code": refusal.error.code, "error": True}

    def unknown_path(self, call: Call) -> Refusal:
        if nearest := api.nearest_paths(call.request.method, call.request.path):
            call.headers["X-Chatmock-Hint"] = f"nearest: {', '.join(nearest)}"
        return errors.unknown_url()

    def bad_body(self, reason: str) -> Refusal:
        return _BODY_PROBLEMS.get(reason, errors.bad_body)()

    def broken(self, reason: str) -> Refusal:
        return errors.unexpected(reason=f"chatmock itself failed: {reason}")

    def fault(self, fault: Fault) -> Refusal:
        code = fault.code or {503: 503, 429: 500910}.get(fault.status or 0, 500901)
        known = next(
            (error for error in vars(errors).values() if isinstance(error, Error) and error.code == code), None
        )
        sentence = fault.message or (known.sentence if known is not None else "Injected by chatmock.")
        return Error(code, sentence, known.status if known is not None else 400)(
            field="value", thing="Object", reason="", other="other"
        )

    def causes(self) -> tuple[Cause, ...]:
        return causes.CAUSES

    def probes(self, *, write: bool) -> tuple[Ask, ...]:
        return probes.WRITING if write else probes.READING

    def error_codes(self) -> set[int]:
        return {error.code for error in vars(errors).values() if isinstance(error, Error)}

    def acts(self) -> dict[str, Act]:
        return acts.ACTS

    def env(self, application: Application, url: str) -> dict[str, str]:
        return {
            "CHATMOCK_URL": url,
            "CHATMOCK_APP_ID": application.app_id,
            "CHATMOCK_API_TOKEN": application.api_token,
            "SENDBIRD_APP_ID": application.app_id,
            "SENDBIRD_API_TOKEN": application.api_token,
            "SENDBIRD_API_HOST": url,
            "SENDBIRD_API_URL": f"{url}/v3",
            "SENDBIRD_WS_HOST": url.replace("http", "ws", 1),
        }

    def pointers(self, application: Application, url: str) -> list[str]:
        return [
            f"Platform API         {url}/v3  with the header  Api-Token: {application.api_token}",
            f"Python SDK           sendbird_platform_sdk.Configuration(host={url!r})",
            f"JavaScript SDK v4    SendbirdChat.init({{ appId: {application.app_id!r}, customApiHost: {url!r}, "
            f"customWebSocketHost: {url.replace('http', 'ws', 1)!r} }})",
        ]

    def create(self, app_id: str, **options: Any) -> App:
        return App(self, app_id, **options)

    def admit(self, application: Application) -> None:
        assert isinstance(application, App)
        self._by_token[application.api_token] = application
        events.listen(application)
        noting.listen(application)
        notifications.listen(application)
        webhooks.listen(application)
        callbacks.listen(application)

    def forget(self, application: Application) -> None:
        self._by_token = {token: app for token, app in self._by_token.items() if app is not application}

    def load(self, application: Application, document: dict[str, Any], where: Any) -> None:
        assert isinstance(application, App)
        load(application, document, where)

    def dump(self, application: Application) -> dict[str, Any]:
        assert isinstance(application, App)
        return dump(application)
