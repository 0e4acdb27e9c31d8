"""The application itself: credentials, limits, settings, files, and the counts of its statistics."""

from __future__ import annotations

from base64 import b64encode

from chatmock.core.filling import Values, differing, dump_limits
from chatmock.core.seeds import Spot
from chatmock.core.words import shown
from chatmock.providers.sendbird.model import (
    ApiToken,
    App,
    ChannelTypeSettings,
    File,
    PushConfiguration,
    Settings,
    can_match,
    expression,
)
from chatmock.providers.sendbird.seeds.loading import Loading


def load_application(loading: Loading, document: Values) -> None:
    """Fill in the settings of the whole application."""
    app = loading.app
    _load_own(loading, document.get("application", {}))
    settings = document.get("settings", {})
    _check_expressions(loading, settings, ("settings",))
    app.settings = Settings(**{"max_message_length": app.default_max_length, **settings})
    for index, values in enumerate(document.get("channel_type_settings", ())):
        _load_type_settings(loading, values, ("channel_type_settings", index))
    app.push_templates = {name: dict(texts) for name, texts in document.get("push_templates", {}).items()}
    for index, values in enumerate(document.get("push_configurations", ())):
        spot = ("push_configurations", index)
        certificate = loading.bytes_of(values.get("certificate", ""), (*spot, "certificate"))
        created = loading.past((*spot, "created"), values["created"])
        with loading.once(app.push_configurations, (*spot, "id"), values["id"]):
            app.push_configurations[values["id"]] = PushConfiguration(
                **{**values, "certificate": certificate, "created": created}
            )


def _load_own(loading: Loading, values: Values) -> None:
    app = loading.app
    for name in ("name", "owner", "era", "auto_accept"):
        if values.get(name, "") != "":  # without a name it has its id for one
            setattr(app, name, values[name])
    for name, value in values.get("webhook", {}).items():
        setattr(app.webhook, name, value)
    loading.load_limits(values.get("limits", {}), ("application", "limits"))
    for index, token in enumerate(values.get("api_tokens", ())):
        spot = ("application", "api_tokens", index)
        created = loading.given(token, spot, "created", lambda: loading.now)
        if token["token"] in app.granted:
            raise loading.wrong(
                (*spot, "token"), "this API token stands twice, or is the application's own; write another one"
            )
        app.add_api_token(ApiToken(token["token"], created))


def _load_type_settings(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    _check_expressions(loading, values, spot)
    created = loading.given(values, spot, "created", app.clock.stamp)
    with loading.once(app.channel_type_settings, (*spot, "custom_type"), values["custom_type"]):
        app.channel_type_settings.add(
            ChannelTypeSettings(
                **{
                    "max_message_length": app.default_max_length,
                    **values,
                    "created": created,
                    "serial": loading.serial(values, spot, "setting"),
                }
            )
        )


def _check_expressions(loading: Loading, values: Values, spot: Spot) -> None:
    for index, regex in enumerate(values.get("expressions", ())):
        where = (*spot, "expressions", index)
        if not can_match():
            raise loading.wrong(where, "expressions need RE2: pip install 'chatmock-server[regex]'")
        if expression(regex) is None:
            raise loading.wrong(where, f"{shown(regex)} is no expression that RE2 takes")


def dump_application(app: App) -> Values:
    values: Values = {
        "name": app.name,
        "owner": app.owner,
        "era": app.era,
        "webhook": differing(app.webhook),
        "limits": dump_limits(app),
    }
    if not app.auto_accept:
        values["auto_accept"] = False
    values["api_tokens"] = [{"token": row.token, "created": row.created} for row in app.api_tokens.values()]
    return {name: value for name, value in values.items() if value not in ("", {}, [])}


def _dump_settings(app: App, row: Settings) -> Values:
    """What differs from the defaults; how long a message may be has one of each era."""
    length = row.max_message_length
    longest = {"max_message_length": length} if length != app.default_max_length else {}
    return {**differing(row, "max_message_length"), **longest}


def dump_settings(app: App) -> Values:
    return {
        "settings": _dump_settings(app, app.settings),
        "channel_type_settings": [
            {**_dump_settings(app, row), "custom_type": row.custom_type, "created": row.created, "serial": row.serial}
            for row in app.channel_type_settings
        ],
        "push_templates": {name: dict(texts) for name, texts in app.push_templates.items() if texts},
        "push_configurations": [
            {**differing(row), "certificate": b64encode(row.certificate).decode()}
            for row in app.push_configurations.values()
        ],
    }


# --- files ---


def load_files(loading: Loading, files: Values) -> None:
    for file_id, file in files.items():
        content = loading.bytes_of(file["content"], ("files", file_id, "content"))
        loading.app.files[file_id] = File(file["name"], file["content_type"], content)


def dump_files(app: App) -> Values:
    return {
        file_id: {"name": f.name, "content_type": f.content_type, "content": b64encode(f.content).decode()}
        for file_id, f in app.files.items()
    }


# --- statistics ---


def load_statistics(app: App, values: Values) -> None:
    app.statistics.sent |= values.get("sent", {})
    app.statistics.peaks |= values.get("peaks", {})
    app.statistics.active |= {day: set(ids) for day, ids in values.get("active", {}).items()}


def dump_statistics(app: App) -> Values:
    counts = app.statistics
    peaks = {"peaks": dict(counts.peaks)} if counts.peaks else {}
    return {**peaks, "sent": dict(counts.sent), "active": {day: sorted(ids) for day, ids in counts.active.items()}}
