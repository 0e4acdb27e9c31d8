"""Settings of channels: of an application, and of its custom types."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.applications.filters import filter_changes, refuse_unknown
from chatmock.providers.sendbird.errors import not_found, taken
from chatmock.providers.sendbird.model import App, ChannelTypeSettings, Given, Settings
from chatmock.providers.sendbird.paging import page


@api.get("/applications/settings_global", returns="settings")
def view_global_settings(app: App) -> Settings:
    """View the settings of channels whose custom type has none of its own."""
    return app.settings


@api.put("/applications/settings_global", accepts="settings.update", returns="settings")
def update_global_settings(app: App, call: Call, given: Given) -> Settings:
    """Update the global settings; what is not given stays."""
    change(app, call, app.settings, given)
    return app.settings


_PLAIN = (
    "message_retention_hours",
    "display_past_message",
    "allow_links",
    "max_message_length",
    "user_messages_per_channel",
    "user_messages_per_channel_duration",
)
"""Fields that are kept as they come."""


def change(app: App, call: Call, settings: Settings, given: Given) -> None:
    """Set what is given, and emit the change."""
    refuse_unknown(call, given)
    changes = {name: given[name] for name in _PLAIN if name in given} | filter_changes(call, given)
    for name, value in changes.items():
        setattr(settings, name, value)
    app.emit("settings.changed", settings=settings)


@api.finder
def find_custom_type_settings(app: App, custom_type: str) -> ChannelTypeSettings:
    settings = app.channel_type_settings.get(custom_type)
    if settings is None:
        raise not_found(thing="Channel custom type")
    return settings


_PATH = "/applications/settings_by_channel_custom_type"


@api.post(_PATH, accepts="channel_type_settings.create", returns="channel_type_settings")
def create_custom_type_settings(app: App, call: Call, given: Given) -> ChannelTypeSettings:
    """Give channels of a custom type settings of their own, whole: what is not given is the default, not the global one.

    Errors: 400202 for a custom type that has settings.
    """
    if given["custom_type"] in app.channel_type_settings:
        raise taken(field="custom_type")
    return _make(app, call, given["custom_type"], given)


def _make(app: App, call: Call, custom_type: str, given: Given) -> ChannelTypeSettings:
    settings = ChannelTypeSettings(
        custom_type=custom_type, serial=0, created=0, max_message_length=app.default_max_length
    )
    change(app, call, settings, given)
    settings.serial, settings.created = app.ids.serial(), app.clock.stamp()
    return app.channel_type_settings.add(settings)


@api.get(_PATH, accepts="page.list", returns="channel_type_settings.page")
def list_custom_type_settings(app: App, call: Call) -> dict[str, Any]:
    """List the settings of custom types, the first created first."""
    return page(call, "channel_custom_type_settings", app.channel_type_settings.order)


@api.get(_PATH + "/{custom_type}", returns="channel_type_settings")
def view_custom_type_settings(settings: ChannelTypeSettings) -> ChannelTypeSettings:
    """View the settings of a custom type."""
    return settings


@api.put(_PATH + "/{custom_type}", accepts="channel_type_settings.update", returns="channel_type_settings")
def update_custom_type_settings(
    app: App, call: Call, settings: ChannelTypeSettings, given: Given
) -> ChannelTypeSettings:
    """Update the settings of a custom type; what is not given stays."""
    change(app, call, settings, given)
    return settings


@api.put(
    "/applications/settings_global/{custom_type}",
    accepts="channel_type_settings.update",
    returns="channel_type_settings",
)
def set_filters_by_custom_type(app: App, call: Call, custom_type: str, given: Given) -> ChannelTypeSettings:
    """Set the filters of a custom type, whose settings are made where there are none.

    An address of the SDKs' own (client). Errors: as for updating the settings.
    """
    settings = app.channel_type_settings.get(custom_type)
    if settings is not None:
        change(app, call, settings, given)
        return settings
    return _make(app, call, custom_type, given)


@api.delete(_PATH + "/{custom_type}", returns="empty")
def delete_custom_type_settings(app: App, settings: ChannelTypeSettings) -> None:
    """Delete the settings of a custom type: its channels follow the global ones again."""
    app.channel_type_settings.remove(settings)
    app.emit("settings.changed", settings=app.settings)
