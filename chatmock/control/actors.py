"""Actors: what people do, through the same operations as clients."""

from __future__ import annotations

from typing import Any

from chatmock.control.api import ADDRESSING, Given, act_refused, api, invalid_value, near, unknown_name
from chatmock.core.actors import ActRefused, MissingDetail, UnknownDetail, nearest_verbs
from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.later import Later
from chatmock.core.operation import Call
from chatmock.core.words import nearest


@api.post("/actors/{user_id}/{verb}", accepts="actor.act", returns="answer")
def act(hub: Hub, call: Call, application: Application, user_id: str, verb: str) -> Given | Later:
    """Have a user do something, such as ``says`` or ``reads``; answers what the operation behind it answered.

    Where that asks the application's own server first, the answer waits for it.
    """
    given = {name: value for name, value in call.body.items() if name not in ADDRESSING}
    return perform(hub, application, user_id, verb, given)


def perform(hub: Hub, application: Application, user_id: str, verb: str, given: Given) -> Given | Later:
    """What the operation behind an act answered; raises the refusals of this API."""
    acts = application.provider.acts()
    if verb not in acts:
        raise unknown_name(thing="verb", name=verb, near=near(nearest_verbs(verb, acts), acts))
    application.journal.begin_cause()
    try:
        done = acts[verb](hub, application, user_id, given)
    except ActRefused as refusal:
        raise act_refused(reason=str(refusal)) from None
    except UnknownDetail as unknown:
        hint = near(nearest(unknown.name, unknown.known, 2), unknown.known)
        raise unknown_name(thing=f"field of {verb}", name=unknown.name, near=hint) from None
    except MissingDetail as missing:
        raise invalid_value(field=verb, reason=missing) from None
    return Later(lambda: _looked(done), done.watch, done.timeout, done.late) if isinstance(done, Later) else done


def _looked(later: Later) -> Any:
    try:
        return later.look()
    except ActRefused as refusal:
        return act_refused(reason=str(refusal))
