"""Tencent Chat as the core knows it: whose a request is, how a refusal looks, who listens; gathers its rooms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from chatmock.core.api import Api, gather
from chatmock.core.card import Card
from chatmock.core.clock import SECOND
from chatmock.core.connection import Connection
from chatmock.core.deferred import Deferred
from chatmock.core.delivery import Delivery
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
from chatmock.core.transcript import Transcript
from chatmock.core.ways import Way
from chatmock.providers.tencent import errors, faults, reading, unserved
from chatmock.providers.tencent.actors import acts
from chatmock.providers.tencent.api import api, schemas
from chatmock.providers.tencent.files import files
from chatmock.providers.tencent.model import WEBHOOKS, App, Caller, Ticket
from chatmock.providers.tencent.overview import TencentOverview
from chatmock.providers.tencent.socket import declined, events, login, post, talk
from chatmock.providers.tencent.tickets import callers, usersig
from chatmock.providers.tencent.transcript import TencentTranscript
from chatmock.providers.tencent.webhooks import telling
from chatmock.providers.tencent.webhooks.posting import BODIES, delivery_name, sample
from chatmock.providers.tencent.webhooks.settings import use, with_changes

gather("chatmock.providers.tencent", but=("samples", "seeds", "ways"))
unserved.declare()

_OK = {"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}
_DISPLAYED = {**_OK, "ErrorDisplay": ""}
_HOUR = 3600
_DECADES = 50 * 365 * 24 * _HOUR
_NEITHER = {
    "mutual TLS of webhooks": "Its guides are for older applications: the console offers it no more. `Sign` with `RequestTime` "
    "has taken its place, and webhooks go by https without a certificate of their own.",
}
"""What else the vendor describes, with the reason why it is not served."""
_DISPLAYS = ("sns.", "profile.", "recentcontact.")
"""How the names of schemas begin whose answers have a text for people."""
_CAUSES = Deferred("chatmock.providers.tencent.samples.causes")
_DOCUMENT = Deferred("chatmock.providers.tencent.seeds.document")
_WAYS = Deferred("chatmock.providers.tencent.ways")


class Tencent(Provider[App]):
    """Tencent Chat: the REST API, and the state that its web socket shares."""

    name: ClassVar[str] = callers.NAME
    api: ClassVar[Api] = api
    security: ClassVar[dict[str, dict[str, Any]]] = {
        "": {"type": "apiKey", "in": "query", "name": "usersig", "description": "The administrator's UserSig."},
    }
    card: ClassVar[Card] = Card.read(schemas.folder)
    signed: ClassVar[str] = "sdkappid={sdkappid}&identifier={identifier}&usersig={usersig}&random=1&contenttype=json"
    plan: ClassVar[Path | None] = Path(__file__).parent / "samples" / "plan"
    transcript: ClassVar[Transcript] = TencentTranscript()
    secrets: ClassVar[Secrets] = Secrets(fields=("usersig", "a2", "A2Key", "UserSig"), query=("usersig", "Sign"))
    about_errors: ClassVar[str] = (
        'Every refusal but those of files has the status 200 and says `{"ActionStatus": "FAIL", "ErrorCode": …, "ErrorInfo": …}`. The platform '
        "promises its codes alone: the sentences are chatmock's own. In the addresses `{usersig}` is the administrator's.\n"
    )
    refuses_with_success: ClassVar[bool] = True
    naming: ClassVar[Naming] = faults.NAMING
    overview: ClassVar[Overview[App]] = TencentOverview()
    allow_origin: ClassVar[bool] = True
    longest_message: ClassVar[int] = 8 * 1024 * 1024
    """Its SDKs send again what ended their connection, for ever: what is too long has to be answered (client)."""

    def claims(self, request: Request) -> bool:
        """Claim what is below ``/v4``, and the files."""
        return request.path.startswith(("/v4/", files.PREFIX))

    def knows(self, request: Request) -> bool:
        return "sdkappid=" in request.query or super().knows(request)

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Call, operation: Operation | None) -> App | None:
        return callers.authenticate(call, operation)

    def read(self, call: Call) -> Mapping[str, Any] | None:
        if call.operation is not None and call.operation.auth == "open":
            return None if call.operation.accepts else {}  # else the body is a file
        if call.read is None and call.operation is not None:
            return reading.values_of(call)
        return call.read

    def answer(self, operation: Operation, shown: Any) -> Any:
        """Put what every answer has in front."""
        return {**(_DISPLAYED if operation.returns.startswith(_DISPLAYS) else _OK), **shown}

    def credential(self, options: Mapping[str, Any]) -> dict[str, str]:
        return {}

    def signature(self, options: Mapping[str, Any], now: int, *, lasting: bool = False) -> dict[str, Any]:
        """The administrator's UserSig, good for an hour or for decades; two hours ago, and that hour in Beijing, for histories."""
        seconds = now // SECOND
        ago = seconds - 2 * _HOUR
        ticket = Ticket(options["admin"], options["app_id"], seconds, _DECADES if lasting else _HOUR)
        signed = usersig.make(ticket, options["secret_key"])
        hour = datetime.fromtimestamp(ago + 8 * _HOUR, UTC).strftime("%Y%m%d%H")
        named = {"sdkappid": str(options["app_id"]), "identifier": options["admin"], "usersig": signed}
        return {**named, "hours_ago": ago, "hour": hour}

    def configuration(self, application: App) -> dict[str, Any]:
        return {**application.settings.shown(), "webhook": application.webhook.shown()}

    def configure(self, application: App, values: dict[str, Any]) -> None:
        plain = {name: value for name, value in values.items() if name != "webhook"}
        changed = application.settings.with_changes(plain)
        webhook = {"webhook": values["webhook"]} if "webhook" in values else {}
        schema, told = self.seed_schema, {"application": {"settings": plain, **webhook}}
        for spot, said in () if schema is None else schema.faults(told):
            place = spot[2:] if [*spot[1:2]] == ["settings"] else spot[1:]
            raise ValueError(f"{'.'.join(map(str, place))}: {said}")
        use(application, with_changes(application.webhook, webhook.get("webhook", {})))
        telling.listen(application)
        application.settings = changed

    def webhooks(self, application: App) -> dict[str, bool]:
        return {command: application.webhook.wants(command) for command in WEBHOOKS}

    def sample_webhook(self, application: App, name: str, url: str) -> Delivery:
        return sample(application, name, url)

    # --- refusals ---

    def invalid(self, found: Invalid) -> Refusal:
        return errors.schema_refusal(found)

    def refused(self, refusal: Refusal, message: str, application: App | None) -> tuple[int, dict[str, Any]]:
        return refusal.error.status, errors.shape(refusal.error.code, message)

    def refusal_in(self, status: int, answer: Any) -> Refused | None:
        if not isinstance(answer, dict) or not answer.get("ErrorCode"):
            return None
        return Refused(answer["ErrorCode"], str(answer.get("ErrorInfo", "")))

    def unknown_path(self, call: Call) -> Refusal:
        """Refuse a command that nobody has; those of groups have a code of their own for it."""
        service = call.request.path.removeprefix("/v4/").partition("/")[0]
        known = any(path.startswith(f"/{service}/") for path in api.documented_paths())
        return errors.no_group_command() if known and "group" in service else errors.no_resource()

    def bad_body(self, reason: str) -> Refusal:
        return errors.bad_body(reason)

    def broken(self, reason: str) -> Refusal:
        return errors.internal(reason=f"chatmock itself failed: {reason}")

    def fault(self, fault: Fault, application: App | None) -> Refusal:
        return faults.refusal(fault)

    def fault_points(self) -> dict[str, Point]:
        sent = {delivery_name(name): Point("delivery", schema.properties) for name, schema in BODIES.items()}
        frames = {f"frame {name}": Point("frame", by_users=True) for name in (post.MESSAGE, login.RELOGIN)}
        return {**super().fault_points(), **sent, **frames}

    def causes(self) -> tuple[Cause, ...]:
        return tuple(_CAUSES.CAUSES)

    def not_served(self) -> dict[str, str]:
        return {f"`{command}`": why for command, why in declined.DECLINED.items()} | _NEITHER

    def error_codes(self) -> set[int | str]:
        return set(errors.ERRORS)

    def ways(self) -> tuple[Way, ...]:
        return tuple(_WAYS.ways())

    # --- the web socket ---

    def claims_socket(self, request: Request) -> bool:
        """Claim a socket at the paths of the web SDK that names an SDKAppID."""
        return request.path in talk.PATHS and "sdkappid=" in request.query

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        talk.open_socket(hub, request, connection)

    def received(self, hub: Hub, connection: Connection, data: str | bytes) -> None:
        talk.receive(hub, connection, data)

    def closed(self, hub: Hub, connection: Connection) -> None:
        if connection.application is not None:
            login.close(connection.application, connection)

    def failed(self, hub: Hub, connection: Connection, reason: str) -> None:
        talk.fail(connection, self.broken(reason))

    def speaks(self, connection: Connection) -> Caller:
        return talk.caller_of(connection)

    def unknown_command(self, call: Call) -> Refusal:
        return errors.no_resource()

    def journal_names(self) -> set[str]:
        return {*super().journal_names(), login.CONNECT, login.DISCONNECT, talk.UNREADABLE}

    # --- applications ---

    def acts(self) -> dict[str, Act]:
        return acts.ACTS

    def create(self, app_id: Any, **options: Any) -> App:
        return App(self, app_id, **options)

    def told_by(self, hub: Tenants, request: Request) -> dict[str, Any]:
        return callers.told_by(request)

    def learn(self, application: App, options: Mapping[str, Any]) -> None:
        application.use_admin(options["admin"])

    def new_options(self, hub: Tenants, number: int) -> dict[str, Any]:
        return {"app_id": 1_400_100_000 + number, "secret_key": hub.ids.hex(64), "admin": "administrator"}

    def admit(self, application: App) -> None:
        telling.listen(application)
        events.listen(application)

    def load(self, application: App, document: dict[str, Any], where: Place) -> None:
        _DOCUMENT.load(application, document, where)
        telling.listen(application)

    def dump(self, application: App) -> dict[str, Any]:
        return dict(_DOCUMENT.dump(application))
