"""The pushes that users have asked for."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.providers.connectycube.model import App, PushEvent
from chatmock.providers.connectycube.seeds.loading import Loading


def load_pushes(loading: Loading, document: Values) -> None:
    for index, values in enumerate(document.get("pushes", ())):
        spot = ("pushes", index)
        number = loading.number(values, spot, "push")
        loading.app.add_push_event(
            PushEvent(
                **{
                    "event_type": "one_shot",
                    "environment": "development",
                    "name": None,
                    "push_type": None,
                    **{name: value for name, value in values.items() if name != "user"},
                    "id": number,
                    "user_id": loading.user_id((*spot, "user"), values["user"]),
                    "created": loading.given(values, spot, "created", lambda: loading.now),
                    "recipients": tuple(values.get("recipients", ())),
                }
            )
        )


def dump_pushes(app: App) -> list[Values]:
    events = sorted((event for own in app.push_events.values() for event in own.values()), key=lambda event: event.id)
    return [{"user": event.user_id, **plain_values(event, "user_id")} for event in events]
