"""A Sendbird application as a seed document, valid by ``schemas/fixture.json``, and back; the order of both."""

from __future__ import annotations

from chatmock.core.filling import Values, set_clock
from chatmock.core.seeds import Place
from chatmock.providers.sendbird.model import App, User
from chatmock.providers.sendbird.seeds.announcements import dump_announcements, load_announcements
from chatmock.providers.sendbird.seeds.applications import (
    dump_application,
    dump_files,
    dump_settings,
    dump_statistics,
    load_application,
    load_files,
    load_statistics,
)
from chatmock.providers.sendbird.seeds.changes import load_user_changes
from chatmock.providers.sendbird.seeds.channels import dump_channels, load_channels
from chatmock.providers.sendbird.seeds.custom_types import dump_custom_types, load_custom_types
from chatmock.providers.sendbird.seeds.features import dump_features, load_features
from chatmock.providers.sendbird.seeds.feeds import dump_feeds, load_feeds
from chatmock.providers.sendbird.seeds.jobs import dump_jobs, load_jobs
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.names import addresses, check_names
from chatmock.providers.sendbird.seeds.polls import dump_polls, load_polls
from chatmock.providers.sendbird.seeds.reports import dump_reports, load_reports
from chatmock.providers.sendbird.seeds.scheduled_messages import dump_scheduled_messages, load_scheduled_messages
from chatmock.providers.sendbird.seeds.sessions import dump_sessions, load_sessions
from chatmock.providers.sendbird.seeds.users import dump_former, dump_user, load_users


def load(app: App, document: Values, place: Place) -> None:
    """Fill an empty application. Raises SeedError with the place of what is wrong."""
    set_clock(app, document.get("clock"), place)
    loading = Loading(app, place)
    check_names(loading, document)
    loading.urls = addresses(document)
    if "ids" in document:
        app.ids.restore(document["ids"])
    load_application(loading, document)
    load_features(loading, document)
    load_users(loading, document)
    load_feeds(loading, document)
    load_polls(loading, document.get("polls", ()))
    load_channels(loading, document)
    load_custom_types(loading, document.get("custom_types", ()))
    load_user_changes(loading, document.get("users", ()))
    load_scheduled_messages(loading, document.get("scheduled_messages", ()))
    load_announcements(loading, document.get("announcements", ()))
    load_jobs(loading, document.get("jobs", ()))
    load_reports(loading, document.get("reports", ()))
    load_sessions(loading, document.get("sessions", {}))
    load_files(loading, document.get("files", {}))
    load_statistics(app, document.get("statistics", {}))
    app.clock.after(loading.newest)


def dump(app: App) -> Values:
    """Dump the whole state. Loading it into an empty application gives an equal one."""
    former: dict[int, User] = {}
    document: Values = {
        "chatmock": 1,
        "provider": "sendbird",
        "application": dump_application(app),
        "clock": app.clock.saved(),
        "ids": app.ids.saved(),
        **dump_settings(app),
        **dump_features(app),
        "users": [dump_user(app, user) for user in app.users],
        **dump_channels(app, former),
        **dump_feeds(app, former),
        "custom_types": dump_custom_types(app),
        "scheduled_messages": dump_scheduled_messages(app, former),
        "announcements": dump_announcements(app),
        "jobs": dump_jobs(app),
        "files": dump_files(app),
        "statistics": dump_statistics(app),
        "sessions": dump_sessions(app),
        "reports": dump_reports(app),
        "polls": dump_polls(app),
        "former_users": [dump_former(user) for _, user in sorted(former.items())],
    }
    return {name: value for name, value in document.items() if value not in ([], {})}
