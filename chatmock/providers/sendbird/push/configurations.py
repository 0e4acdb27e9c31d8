"""Push configurations: credentials for Google and Huawei, certificates for Apple."""

from __future__ import annotations

from typing import Any

from chatmock.core.texts import Upload
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.errors import invalid_value, not_found, required
from chatmock.providers.sendbird.model import App, Given, PushConfiguration

PUSH_TYPES = {"gcm": "GCM", "fcm": "FCM", "hms": "HMS", "apns": "APNS"}
"""By the name in the path, as answers show them."""
_CERTIFICATES = {"apns_cert_development": "development", "apns_cert_production": "production"}
_SHOWN = {
    "GCM": (),
    "FCM": ("api_key", "push_sound"),
    "HMS": ("huawei_app_id", "huawei_app_secret", "push_sound"),
    "APNS": ("has_unread_count_badge", "content_available", "mutable_content", "push_sound", "apns_type"),
}
"""What answers show of each type beside the key: in 2016 nothing."""
_SECRET = ("gcm_api_key", "api_key", "huawei_app_secret", "certificate_password")


@schemas.presents("push_configuration")
def present_push_configuration(row: PushConfiguration) -> dict[str, Any]:
    shown = {"id": row.id, "push_type": row.push_type, "created_at": row.created_at}
    more = {name: getattr(row, name) for name in _SHOWN[row.push_type]}
    if row.push_type == "APNS":
        more["apns_cert_env_type"] = row.environment
    return shown | more


def answer(*configurations: PushConfiguration) -> dict[str, Any]:
    return {"push_configurations": list(configurations)}


@api.get("/applications/push/{push_type}", returns="push_configuration.page")
def list_push_configurations(app: App, push_type: str) -> dict[str, Any]:
    """List the push configurations of one type (gcm, fcm, hms or apns), the first added first."""
    wanted = push_type_named(push_type)
    return answer(*(found for found in app.push_configurations.values() if found.push_type == wanted))


def push_type_named(push_type: str) -> str:
    if push_type not in PUSH_TYPES:
        raise invalid_value(field="push_type")
    return PUSH_TYPES[push_type]


# --- adding ---


@api.post("/applications/push/gcm", accepts="push_configuration.gcm", returns="push_configuration.page")
def add_gcm_push_configuration(app: App, given: Given) -> dict[str, Any]:
    """Add a push configuration for Google; answers the new one only."""
    return answer(_add(app, "GCM", gcm_sender_id=given["gcm_sender_id"], gcm_api_key=given["gcm_api_key"]))


@api.post("/applications/push/fcm", accepts="push_configuration.fcm", returns="push_configuration.page")
def add_fcm_push_configuration(app: App, given: Given) -> dict[str, Any]:
    """Add a push configuration for Google's FCM (today); answers the new one only."""
    return answer(_add(app, "FCM", **given))


@api.post("/applications/push/hms", accepts="push_configuration.hms", returns="push_configuration.page")
def add_hms_push_configuration(app: App, given: Given) -> dict[str, Any]:
    """Add a push configuration for Huawei (today); answers the new one only."""
    return answer(_add(app, "HMS", **given))


@api.post("/applications/push/apns", accepts="push_configuration.apns", returns="push_configuration.page")
def add_apns_push_configuration(app: App, given: Given) -> dict[str, Any]:
    """Add push configurations for Apple, from a form: one for each certificate in it.

    Today there is one certificate, ``apns_cert``, whose environment is told beside it. Errors: 400105 without one.
    """
    certificates = {kind: given[name].content for name, kind in _CERTIFICATES.items() if name in given}
    details = _of_apple(given)
    if isinstance(upload := given.get("apns_cert"), Upload):
        certificates[details.pop("environment", "development")] = upload.content
    if not certificates:
        raise required(field="apns_cert_development")
    details.pop("environment", None)
    return answer(
        *(
            _add(app, "APNS", **{**details, "environment": kind, "certificate": content})
            for kind, content in certificates.items()
        )
    )


def _of_apple(given: Given) -> dict[str, Any]:
    """The fields of a configuration for Apple that a request gives."""
    names = {"apns_cert_env_type": "environment", "apns_cert_password": "certificate_password"}
    same = ("has_unread_count_badge", "content_available", "mutable_content", "push_sound", "apns_type")
    return {names.get(name, name): value for name, value in given.items() if name in same or name in names}


def _add(app: App, push_type: str, **details: Any) -> PushConfiguration:
    made = PushConfiguration(app.ids.hex(32), push_type, app.clock.now(), **details)
    _keep_secrets(app, made)
    app.push_configurations[made.id] = made
    return made


def _keep_secrets(app: App, row: PushConfiguration) -> None:
    for name in _SECRET:
        if secret := getattr(row, name):
            app.secrets.add(secret)


# --- one of them ---


def _find(app: App, push_type: str, provider_id: str) -> PushConfiguration:
    found = app.push_configurations.get(provider_id)
    if found is None or found.push_type != push_type:
        raise not_found(thing="Push configuration")
    return found


@api.get("/applications/push/{push_type}/{provider_id}", returns="push_configuration.page")
def view_push_configuration(app: App, push_type: str, provider_id: str) -> dict[str, Any]:
    """View a push configuration (today)."""
    return answer(_find(app, push_type_named(push_type), provider_id))


@api.put(
    "/applications/push/fcm/{provider_id}", accepts="push_configuration.fcm.update", returns="push_configuration.page"
)
def update_fcm_push_configuration(app: App, provider_id: str, given: Given) -> dict[str, Any]:
    """Change a push configuration for Google's FCM; what is not given stays."""
    return _update(app, _find(app, "FCM", provider_id), given)


@api.put(
    "/applications/push/hms/{provider_id}", accepts="push_configuration.hms.update", returns="push_configuration.page"
)
def update_hms_push_configuration(app: App, provider_id: str, given: Given) -> dict[str, Any]:
    """Change a push configuration for Huawei; what is not given stays."""
    return _update(app, _find(app, "HMS", provider_id), given)


@api.put(
    "/applications/push/apns/{provider_id}", accepts="push_configuration.apns.update", returns="push_configuration.page"
)
def update_apns_push_configuration(app: App, provider_id: str, given: Given) -> dict[str, Any]:
    """Change a push configuration for Apple; what is not given stays."""
    found = _find(app, "APNS", provider_id)
    if isinstance(upload := given.get("apns_cert"), Upload):
        found.certificate = upload.content
    return _update(app, found, _of_apple(given))


def _update(app: App, row: PushConfiguration, values: dict[str, Any]) -> dict[str, Any]:
    for name, value in values.items():
        setattr(row, name, value)
    _keep_secrets(app, row)
    return answer(row)


@api.delete("/applications/push/{push_type}/{push_configuration_id}", returns="push_configuration.page")
def delete_push_configuration(app: App, push_type: str, push_configuration_id: str) -> dict[str, Any]:
    """Delete a push configuration; answers the deleted one."""
    found = _find(app, push_type_named(push_type), push_configuration_id)
    del app.push_configurations[found.id]
    return answer(found)


@api.delete("/applications/push/apns/cert/{provider_id}", returns="push_configuration.page")
def delete_apns_certificate(app: App, provider_id: str) -> dict[str, Any]:
    """Delete a certificate for Apple with its configuration (today); answers those that are left."""
    del app.push_configurations[_find(app, "APNS", provider_id).id]
    return list_push_configurations(app, "apns")
