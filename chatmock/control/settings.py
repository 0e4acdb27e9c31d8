"""Settings of an application that the platform has on its dashboard only."""

from __future__ import annotations

from chatmock.control.api import Given, api, invalid_value
from chatmock.core.application import Application


@api.get("/settings", accepts="tenant", returns="settings")
def view_settings(application: Application) -> Given:
    """What can be set, and what it is now."""
    return {"settings": application.provider.configuration(application)}


@api.put("/settings", accepts="settings.update", returns="settings")
def update_settings(application: Application, given: Given) -> Given:
    """Set something; what is not named stays."""
    try:
        application.provider.configure(application, given["settings"])
    except ValueError as reason:
        raise invalid_value(field="settings", reason=reason) from None
    return view_settings(application)
