"""Settings of channels: of an application, and of its custom types."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_found, not_implemented, taken
from chatmock.providers.sendbird.model import App, ChannelTypeSettings, Given, Settings
from chatmock.providers.sendbird.paging import page


@api.get("/applications/settings_global", returns="settings")
def view_global_settings(app: App) -> Settings:
    """View the settings of channels whose custom type has none of its own."""
    return app.settings


@api.put("/applications/settings_global", accepts="settings.update", returns="settings")
def update_global_settings(app: App, given: Given) -> Settings:
    """Update the global settings; what is not given stays."""
    change(app, app.settings, given)
    return app.settings


def change(app: App, settings: Settings, given: Given) -> None:
    """Set what is given, and emit the change."""
    settings.message_retention_hours = given.get("message_retention_hours", settings.message_retention_hours)
    settings.display_past_message = given.get("display_past_message", settings.display_past_message)
    words = given.get("profanity_filter", {})
    settings.keywords = words.get("keywords", settings.keywords)
    settings.filter_type = int(words.get("type", settings.filter_type))
    app.emit("settings.changed", settings=settings)


@api.finder
def find_custom_type_settings(app: App, custom_type: str) -> ChannelTypeSettings:
    settings = app.channel_type_settings.get(custom_type)
    if settings is None:
        raise not_found(thing="Channel custom type")
    return settings


_PATH = "/applications/settings_by_channel_custom_type"


@api.post(_PATH, accepts="channel_type_settings.create", returns="channel_type_settings")
def create_custom_type_settings(app: App, given: Given) -> ChannelTypeSettings:
    """Give channels of a custom type settings of their own, whole: what is not given is the default, not the global one.

    Errors: 400202 for a custom type that has settings.
    """
    if given["custom_type"] in app.channel_type_settings:
        raise taken(field="custom_type")
    settings = ChannelTypeSettings(custom_type=given["custom_type"], serial=app.ids.serial(), created=app.clock.stamp())
    app.channel_type_settings.add(settings)
    change(app, settings, given)
    return settings


@api.get(_PATH, accepts="page.list", returns="channel_type_settings.page")
def list_custom_type_settings(app: App, call: Call) -> dict[str, Any]:
    """List the settings of custom types, the first created first."""
    return page(call, "channel_custom_type_settings", app.channel_type_settings.order)


@api.get(_PATH + "/{custom_type}", returns="channel_type_settings")
def view_custom_type_settings(settings: ChannelTypeSettings) -> ChannelTypeSettings:
    """View the settings of a custom type."""
    return settings


@api.put(_PATH + "/{custom_type}", accepts="settings.update", returns="channel_type_settings")
def update_custom_type_settings(app: App, settings: ChannelTypeSettings, given: Given) -> ChannelTypeSettings:
    """Update the settings of a custom type; what is not given stays."""
    change(app, settings, given)
    return settings


@api.put("/applications/settings_global/{custom_type}", accepts="filters.update", returns="filters")
def set_filters_by_custom_type(app: App, custom_type: str, given: Given) -> ChannelTypeSettings:
    """Set the filters of a custom type, whose settings are made where there are none.

    An address of the SDKs' own (client). Errors: 501000 for what would need other filters than chatmock has: regular
    expressions, pictures, sanctions after so many words, and the global words beside those of the type.
    """
    words, domains = given.get("profanity_filter", {}), given.get("domain_filter", {})
    if (
        any(given.get(name, {}).get(key) for name, key in _OTHERS)
        or words.get("regex_filters")
        or any(one.get("should_check_global") for one in (words, domains))
    ):
        raise not_implemented()
    settings = app.channel_type_settings.get(custom_type)
    if settings is None:
        settings = ChannelTypeSettings(custom_type=custom_type, serial=app.ids.serial(), created=app.clock.stamp())
        app.channel_type_settings.add(settings)
    settings.domains = [one.lower().strip(".") for one in domains.get("domains", settings.domains)]
    settings.domain_filter_type = domains.get("type", settings.domain_filter_type)
    if isinstance(keywords := words.get("keywords"), list):
        words = {**words, "keywords": ",".join(keywords)}
    change(app, settings, {"profanity_filter": words})
    return settings


_OTHERS = (("profanity_triggered_moderation", "action"), ("image_moderation", "type"))
"""What chatmock does not do, unless it is to do nothing."""


@api.delete(_PATH + "/{custom_type}", returns="empty")
def delete_custom_type_settings(app: App, settings: ChannelTypeSettings) -> None:
    """Delete the settings of a custom type: its channels follow the global ones again."""
    app.channel_type_settings.remove(settings)
    app.emit("settings.changed", settings=app.settings)
