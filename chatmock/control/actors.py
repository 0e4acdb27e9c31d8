"""Actors: what people do, through the same operations as clients."""

from __future__ import annotations

from chatmock.control.api import Given, act_refused, api, near, unknown_name
from chatmock.core.actors import ActRefused, nearest_verbs
from chatmock.core.application import Application, Hub
from chatmock.core.dispatch import Call


@api.post("/actors/{user_id}/{verb}", accepts="actor.act", returns="answer")
def act(hub: Hub, call: Call, application: Application, user_id: str, verb: str) -> Given:
    """Have a user do something, such as ``says`` or ``reads``; answers what the operation behind it answered."""
    acts = application.provider.acts()
    if verb not in acts:
        raise unknown_name(thing="verb", name=verb, near=near(nearest_verbs(verb, acts)))
    given = {name: value for name, value in call.body.items() if name not in ("app", "provider")}
    try:
        return acts[verb](hub, application, user_id, given)
    except ActRefused as refusal:
        raise act_refused(reason=str(refusal)) from None
