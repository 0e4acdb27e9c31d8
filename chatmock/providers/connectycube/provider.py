"""ConnectyCube as the core knows it: whose a request is, how a refusal looks, who listens; gathers its rooms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from chatmock.core.api import Api, gather
from chatmock.core.card import Card
from chatmock.core.connection import Connection
from chatmock.core.deferred import Deferred
from chatmock.core.errors import Invalid, Refusal, Refused
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.operation import Call, Operation, Tenants
from chatmock.core.overview import Overview
from chatmock.core.points import Point
from chatmock.core.provider import Act, Provider
from chatmock.core.sample import Cause
from chatmock.core.secrets import Secrets
from chatmock.core.seed_text import Place
from chatmock.core.sight import Naming
from chatmock.core.texts import Texts
from chatmock.core.transcript import Transcript
from chatmock.core.ways import Way
from chatmock.providers.connectycube import errors, faults
from chatmock.providers.connectycube.actors import acts
from chatmock.providers.connectycube.api import api, schemas
from chatmock.providers.connectycube.chat import binding, events, reading, talk
from chatmock.providers.connectycube.model import App, Session
from chatmock.providers.connectycube.overview import ConnectyCubeOverview
from chatmock.providers.connectycube.push import notifications
from chatmock.providers.connectycube.reading import body_of, fitted, query_of
from chatmock.providers.connectycube.sessions import callers, identity, whose
from chatmock.providers.connectycube.transcript import ConnectyCubeTranscript

gather("chatmock.providers.connectycube", but=("samples", "seeds", "ways"))
api.refuse_unknown_callers(callers.WORDS)

_WORDS = frozenset(("session", "login", "users", "chat", "blobs", "upload", "subscriptions", "events", "admin"))
"""The first parts of its paths."""
_CAUSES = Deferred("chatmock.providers.connectycube.samples.causes")
_DOCUMENT = Deferred("chatmock.providers.connectycube.seeds.document")
_WAYS = Deferred("chatmock.providers.connectycube.ways")


class ConnectyCube(Provider[App]):
    """ConnectyCube: the server API, and the state that its chat shares."""

    name: ClassVar[str] = "connectycube"
    api: ClassVar[Api] = api
    security: ClassVar[dict[str, dict[str, Any]]] = {
        "": {"type": "apiKey", "in": "header", "name": callers.TOKEN, "description": "A session's token."},
        "key": {"type": "apiKey", "in": "header", "name": callers.KEY, "description": "An application's key."},
        "admin": {
            "type": "apiKey",
            "in": "header",
            "name": callers.ADMIN,
            "description": "An application's secret, for its administration.",
        },
    }
    card: ClassVar[Card] = Card.read(schemas.folder)
    plan: ClassVar[Path | None] = Path(__file__).parent / "samples" / "plan"
    transcript: ClassVar[Transcript] = ConnectyCubeTranscript()
    secrets: ClassVar[Secrets] = Secrets(
        headers=(callers.TOKEN, callers.ADMIN),
        fields=("password", "old_password", "access_token", "client_identification_sequence", "signature"),
        ambiguous=("token", "secret", "web_auth", "web_p256dh"),
        query=("token",),
    )
    about_errors: ClassVar[str] = (
        'Every refusal is `{"errors": …}`: a list of sentences, or an object with a list for each field, `base` being '
        "none of them. ConnectyCube has no codes: the words here are chatmock's own, for faults and the journal.\n"
    )
    naming: ClassVar[Naming] = faults.NAMING
    overview: ClassVar[Overview[App]] = ConnectyCubeOverview()
    allow_origin: ClassVar[bool] = True
    exposes: ClassVar[tuple[str, ...]] = (callers.EXPIRES, "Date")

    def claims(self, request: Request) -> bool:
        """Claim the paths of its API, in any case, each with ``.json`` or without."""
        first = request.path.lstrip("/").partition("/")[0]
        return first in _WORDS or first.removesuffix(".json").lower() in _WORDS

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Call, operation: Operation | None) -> App | None:
        return whose.application_of(self, call, operation)

    def read(self, call: Call) -> Mapping[str, Any] | Texts | None:
        """JSON or a form with brackets, in the body or the query or both; values in the types the operation takes."""
        if call.read is not None:
            return call.read
        request = call.request
        if not request.body or request.method == "GET":
            if request.form is not None or ("[" not in request.query and "%5" not in request.query):
                return None
            return fitted(query_of(request.query), call.operation)
        values = body_of(request.body, request.headers.get("Content-Type", ""))
        if request.query:
            values = {**query_of(request.query), **values}
        return fitted(values, call.operation)

    def answer(self, operation: Operation, shown: Any) -> Any:
        """What has no result answers nothing at all."""
        return shown if operation.returns else b""

    def credential(self, options: Mapping[str, Any]) -> dict[str, str]:
        return {callers.KEY: options["auth_key"]}

    def configuration(self, application: App) -> dict[str, Any]:
        return application.settings.shown()

    def configure(self, application: App, values: dict[str, Any]) -> None:
        changed = application.settings.with_changes(values)
        if self.seed_schema is not None:  # which says the same of a seed's settings
            for _, sentence in self.seed_schema.faults({"application": {"settings": values}}):
                raise ValueError(sentence)
        application.configure(changed)

    # --- refusals ---

    def invalid(self, found: Invalid) -> Refusal:
        return errors.schema_refusal(found)

    def refused(self, refusal: Refusal, message: str, application: App | None) -> tuple[int, dict[str, Any]]:
        return refusal.error.status, errors.shape(refusal, message)

    def refusal_in(self, status: int, answer: Any) -> Refused | None:
        if not isinstance(answer, dict) or "errors" not in answer:
            return None
        return errors.error_in(status, answer["errors"])

    def unknown_path(self, call: Call) -> Refusal:
        return errors.not_found()

    def bad_body(self, reason: str) -> Refusal:
        if reason == "size":
            return errors.too_large()
        return errors.bad_body(reason=errors.BODY_PROBLEMS.get(reason, errors.BODY_PROBLEMS["json"]))

    def broken(self, reason: str) -> Refusal:
        return errors.unexpected(reason=f"chatmock itself failed: {reason}")

    def fault(self, fault: Fault, application: App | None) -> Refusal:
        return faults.refusal(fault)

    def asker(self, call: Call) -> str:
        return str(call.caller.user_id or "") if isinstance(call.caller, Session) else ""

    def causes(self) -> tuple[Cause, ...]:
        return tuple(_CAUSES.CAUSES)

    def error_codes(self) -> set[int | str]:
        return set(errors.ERRORS)

    # --- the chat ---

    def frame_reader(self) -> Callable[[bytes], Any]:
        return reading.values_of

    def claims_socket(self, request: Request) -> bool:
        """Claim a WebSocket whose subprotocol is XMPP's (RFC 7395), at any path."""
        wanted = request.headers.get("Sec-WebSocket-Protocol", "").split(",")
        return "xmpp" in (name.strip() for name in wanted)

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        talk.open_socket(hub, connection)

    def open_stream(self, hub: Hub, name: str, connection: Connection) -> None:
        talk.open_stream(hub, connection)

    def received(self, hub: Hub, connection: Connection, data: str | bytes) -> None:
        talk.receive(hub, connection, data)

    def closed(self, hub: Hub, connection: Connection) -> None:
        talk.end(hub, connection)

    def failed(self, hub: Hub, connection: Connection, reason: str) -> None:
        if connection.state is not None:
            connection.state.fail("internal-server-error", f"chatmock itself failed: {reason}")

    def fault_points(self) -> dict[str, Point]:
        frames = {f"frame {name}": Point("frame", by_users=True) for name in ("message", "presence", "iq")}
        return {**super().fault_points(), **frames, identity.DELIVERY: Point("delivery")}

    def journal_names(self) -> set[str]:
        return {*super().journal_names(), binding.CONNECT, binding.DISCONNECT}

    def ways(self) -> tuple[Way, ...]:
        return tuple(_WAYS.ways())

    # --- applications ---

    def acts(self) -> dict[str, Act]:
        return acts.ACTS

    def create(self, app_id: Any, **options: Any) -> App:
        return App(self, app_id, **options)

    def told_by(self, hub: Tenants, request: Request) -> dict[str, Any]:
        return whose.told_by(request)

    def new_options(self, hub: Tenants, number: int) -> dict[str, Any]:
        return {"app_id": 1000 + number, "auth_key": hub.ids.hex(15), "auth_secret": hub.ids.hex(15)}

    def admit(self, application: App) -> None:
        for part in (events, notifications):
            application.bus.follow(part.LISTENERS, application)

    def load(self, application: App, document: dict[str, Any], where: Place) -> None:
        _DOCUMENT.load(application, document, where)

    def dump(self, application: App) -> dict[str, Any]:
        return dict(_DOCUMENT.dump(application))
