"""Push configurations: credentials for Google, certificates for Apple."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_found, required
from chatmock.providers.sendbird.model import App, Given, PushConfiguration

PUSH_TYPES = {"gcm": "GCM", "apns": "APNS"}
"""By the name in the path, as answers show them."""
_CERTIFICATES = {"apns_cert_development": "development", "apns_cert_production": "production"}


def answer(*configurations: PushConfiguration) -> dict[str, Any]:
    return {"push_configurations": list(configurations)}


@api.get("/applications/push/{push_type}", returns="push_configuration.page")
def list_push_configurations(app: App, push_type: str) -> dict[str, Any]:
    """List the push configurations of one type (gcm or apns), the first added first."""
    wanted = push_type_named(push_type)
    return answer(*(found for found in app.push_configurations.values() if found.push_type == wanted))


def push_type_named(push_type: str) -> str:
    if push_type not in PUSH_TYPES:
        raise invalid_value(field="push_type")
    return PUSH_TYPES[push_type]


@api.post("/applications/push/gcm", accepts="push_configuration.gcm", returns="push_configuration.page")
def add_gcm_push_configuration(app: App, given: Given) -> dict[str, Any]:
    """Add a push configuration for Google; answers the new one only."""
    return answer(_add(app, "GCM", gcm_sender_id=given["gcm_sender_id"], gcm_api_key=given["gcm_api_key"]))


@api.post("/applications/push/apns", accepts="push_configuration.apns", returns="push_configuration.page")
def add_apns_push_configuration(app: App, given: Given) -> dict[str, Any]:
    """Add push configurations for Apple, from a form: one for each certificate in it.

    Errors: 400105 without a certificate.
    """
    certificates = {kind: given[name].content for name, kind in _CERTIFICATES.items() if name in given}
    if not certificates:
        raise required(field="apns_cert_development")
    badge = given["has_unread_count_badge"]
    return answer(
        *(
            _add(app, "APNS", environment=kind, certificate=content, has_unread_count_badge=badge)
            for kind, content in certificates.items()
        )
    )


def _add(app: App, push_type: str, **details: Any) -> PushConfiguration:
    made = PushConfiguration(app.ids.hex(32), push_type, app.clock.now(), **details)
    app.secrets.add(made.gcm_api_key)
    app.push_configurations[made.id] = made
    return made


@api.delete("/applications/push/{push_type}/{push_configuration_id}", returns="push_configuration.page")
def delete_push_configuration(app: App, push_type: str, push_configuration_id: str) -> dict[str, Any]:
    """Delete a push configuration; answers the deleted one."""
    wanted = push_type_named(push_type)
    found = app.push_configurations.get(push_configuration_id)
    if found is None or found.push_type != wanted:
        raise not_found(thing="Push configuration")
    del app.push_configurations[found.id]
    return answer(found)
