"""The control API's operations are declared on this Api; its errors, and how an application is found."""

from __future__ import annotations

from typing import Any

from chatmock.core.api import Api
from chatmock.core.application import Application, Hub
from chatmock.core.dispatch import Call
from chatmock.core.errors import error
from chatmock.core.schema import Schemas
from chatmock.resources import data_dir

Given = dict[str, Any]

invalid_value = error(400, "{field}: {reason}.", word="invalid")
not_json = error(400, "The body has to be one JSON object, sent as application/json.", word="not_json")
not_loopback = error(403, "The control API answers hosts of the loopback only, not {host!r}.", word="not_loopback")
not_same_origin = error(
    403, "The control API answers no page of another origin, and {origin!r} is one.", word="not_same_origin"
)
no_ca = error(
    404, "No CA of chatmock's vouches for this server: it serves no https, or by files of yours.", word="no_ca"
)
unknown_application = error(404, "There is no application {app_id!r}; there are: {known}.", word="unknown_application")
unknown_name = error(404, "There is no {thing} {name!r}{near}.", word="unknown_name")
unknown_path = error(404, "The control API has no {path}{near}.", word="unknown_path")
too_late = error(408, "{reason}", word="timeout")
act_refused = error(422, "{reason}", word="refused")
failed = error(500, "chatmock itself failed: {reason}", word="failed")

api = Api(Schemas(data_dir("schemas") / "control"), prefix="/_chatmock")


@api.finder
def find_application(hub: Hub, call: Call) -> Application:
    """The application named by ``app``, or the only (else the first) one."""
    app_id = call.given.pop("app", None)
    provider = call.given.pop("provider", None)
    known = [application for application in hub if provider in (None, application.provider.name)]
    for application in known:
        if app_id in (None, application.app_id):
            return application
    raise unknown_application(app_id=app_id, known=", ".join(application.app_id for application in known) or "none")


def near(names: list[str]) -> str:
    """The end of a sentence about an unknown name."""
    return f"; did you mean {' or '.join(names)}?" if names else ""
