"""Reports of users, messages and channels to the moderators (today)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from chatmock.core.operation import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.errors import invalid_value, not_found
from chatmock.providers.sendbird.finders import acting_user, asking_user, find_user
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Message, Report, User, rare_of
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.group_channels import channel_for
from chatmock.providers.sendbird.views.messages import brief

_CHANNEL = "/report/{channel_type}/{channel_url}"
CATEGORIES = ("suspicious", "harassing", "inappropriate", "spam")


@schemas.presents("report")
def present_report(report: Report) -> dict[str, Any]:
    """Present a report with its subject."""
    about = {"report_type": report.report_type, "created_at": report.created_at, **(report.shown or {})}
    return {**about, "report_category": report.report_category, "report_description": report.report_description}


@api.get("/report_category", returns="report_category.page", by="anybody")
def list_report_categories() -> dict[str, Any]:
    """List why something can be reported; other words are taken too."""
    return {"categories": [{"name": name, "display_name": name.title(), "custom": False} for name in CATEGORIES]}


@api.post(_CHANNEL, accepts="report.create", returns="report", by="anybody")
def report_channel(app: App, call: Call, channel: Channel, given: Given) -> Report:
    """Report a channel."""
    return _take(app, call, "channel", given, channel=channel)


@api.post(_CHANNEL + "/messages/{message_id}", accepts="report.message", returns="report", by="member")
def report_message(app: App, call: Call, channel: Channel, message: Message, given: Given) -> Report:
    """Report a message. Errors: 400111 for an ``offending_user_id`` who did not send it."""
    sender = message.user
    named = given.get("offending_user_id")
    if named and (sender is None or sender.user_id != named):
        raise invalid_value(field="offending_user_id")
    return _take(app, call, "message", given, channel=channel, message=message, offender=sender)


@api.post("/report/users/{offending_user_id}", accepts="report.user", returns="report", by="anybody")
def report_user(app: App, call: Call, offending_user: User, given: Given) -> Report:
    """Report a user, perhaps with the channel where it happened."""
    channel = app.channel(given["channel_url"]) if "channel_url" in given else None
    if "channel_url" in given and channel is None:
        raise not_found(thing="Channel")
    return _take(app, call, "user", given, channel=channel, offender=offending_user)


def _take(
    app: App,
    call: Call,
    kind: str,
    given: Given,
    *,
    channel: Channel | None,
    message: Message | None = None,
    offender: User | None = None,
) -> Report:
    by = _reporter(app, call, given)
    shown: dict[str, Any] = {
        "reporting_user": by and brief(by),
        "offending_user": offender and brief(offender),
        "reported_message": message and _copy(schemas["message"].present(message)),
        "channel": channel and _channel(app, channel),
    }
    report = Report(
        app.ids.serial(),
        app.clock.stamp(),
        kind,
        given.get("custom_report_category_name") or given["report_category"],
        given["report_description"],
        channel.channel_url if channel is not None else "",
        message.message_id if message is not None else 0,
        offender.user_id if offender is not None else "",
        shown,
    )
    app.reports.add(report)
    app.emit("report.made", report=report, channel=channel, message=message, user=by, offender=offender)
    return report


def _reporter(app: App, call: Call, given: Given) -> User | None:
    if asking_user(call) is not None:
        return acting_user(call, given, "reporting_user_id")
    return find_user(app, given["reporting_user_id"]) if given.get("reporting_user_id") else None


def _channel(app: App, channel: Channel) -> Any:
    if isinstance(channel, GroupChannel):
        return _copy(schemas["group_channel"].present(channel_for(app, channel)))
    return _copy(schemas["open_channel"].present(channel))


def _copy(shown: Any) -> Any:
    """A copy that does not change with what is shown."""
    return orjson.loads(orjson.dumps(shown))


# --- listing them ---


@api.get("/report", accepts="report.list", returns="report.page")
def list_reports(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List all reports, the newest first."""
    return _list(app, call, given, lambda report: True)


@api.get(_CHANNEL, accepts="report.list", returns="report.page")
def list_reports_of_channel(app: App, call: Call, channel: Channel, given: Given) -> dict[str, Any]:
    """List the reports of a channel, of its messages and of what happened there."""
    return _list(app, call, given, lambda report: report.channel_url == channel.channel_url)


@api.get(_CHANNEL + "/messages/{message_id}", accepts="report.list", returns="report.page")
def list_reports_of_message(app: App, call: Call, channel: Channel, message: Message, given: Given) -> dict[str, Any]:
    """List the reports of a message."""
    return _list(app, call, given, lambda report: report.message_id == message.message_id)


@api.get("/report/users/{offending_user_id}", accepts="report.list", returns="report.page")
def list_reports_of_user(app: App, call: Call, offending_user: User, given: Given) -> dict[str, Any]:
    """List the reports of a user, and of the user's messages."""
    return _list(app, call, given, lambda report: report.offending_user_id == offending_user.user_id)


def _list(app: App, call: Call, given: Given, keep: Callable[[Report], bool]) -> dict[str, Any]:
    start, end = given.get("start_ts", 0), given.get("end_ts", 2**63)
    return page(call, "report_logs", app.reports, lambda r: start <= r.created_at <= end and keep(r), newest_first=True)


# --- what the word filter changed ---


@api.get(_CHANNEL + "/profanity_messages", accepts="page.list", returns="profanity_message.page")
def list_moderated_messages(app: App, call: Call, channel: Channel) -> dict[str, Any]:
    """List the messages of a channel that the word filter changed, the newest first."""
    order: Order[Message] = Order(lambda message: message.created_at, lambda message: message.message_id)
    since = app.visible_since(channel)
    for message in channel.messages:
        if rare_of(message).unfiltered and message.created_at > since:
            order.add(message)
    found = page(call, "profanity_messages", order, newest_first=True)
    return {**found, "profanity_messages": list(map(_moderated, found["profanity_messages"]))}


@api.get(_CHANNEL + "/profanity_messages/{message_id}", returns="profanity_message")
def view_moderated_message(message: Message) -> dict[str, Any]:
    """View a message that the word filter changed, with its words as they were sent."""
    if not rare_of(message).unfiltered:
        raise not_found(thing="Moderated message")
    return _moderated(message)


def _moderated(message: Message) -> dict[str, Any]:
    return {
        "message_id": message.message_id,
        "channel_url": message.channel_url,
        "channel_type": message.channel_type,
        "created_at": message.created_at,
        "user": message.user and brief(message.user),
        "message": rare_of(message).unfiltered,
        "filtered_message": message.message,
    }
