"""Pushes to all accounts, or to those with some attributes or tags: each gets a message."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.core.journal import Entry
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import sender_of
from chatmock.providers.tencent.messages.sending import NO_WEBHOOKS, SEVEN_DAYS, check_message, message_from, next_seq
from chatmock.providers.tencent.model import App, Caller, Given, beijing_day
from chatmock.providers.tencent.pushing.tags import MOST_AT_ONCE, check_tags

_TAGS, _ATTRIBUTES = ("TagsAnd", "TagsOr"), ("AttrsAnd", "AttrsOr")


@api.post("/all_member_push/im_push")
def im_push(app: App, caller: Caller, given: Given) -> Given:
    """Send a message to every account that matches, but for the sender; without MsgLifeTime to those online only.

    Errors: bad_sender, those of a message, those of ``_check_condition``, push_too_early, pushes_used_up.
    """
    sender = sender_of(app, caller, given)
    given = {**given, "MsgLifeTime": given.get("MsgLifeTime", 0)}
    if given["MsgLifeTime"] > SEVEN_DAYS:
        raise errors.kept_too_long()
    elements = check_message(given)
    condition = given.get("Condition", {})
    _check_condition(app, condition)
    _check_limits(app)
    everybody = app.accounts.rows if given["MsgLifeTime"] else app.accounts.online
    people = _candidates(app, condition)
    among = everybody if people is None else (one for one in people if one in everybody)
    recipients = [one for one in _matching(app, condition, among) if one != sender.user_id]
    now = app.clock.seconds()
    task_id = f"{app.app_id}_{sender.tiny_id}_{given['MsgRandom']}_{now}"
    for user_id in recipients:
        seq = next_seq(app, sender.user_id, user_id, given["MsgRandom"], now)
        message = message_from(given, elements, sender.user_id, user_id, seq, now)
        app.c2c.send(message, caller, to_sender=False, quiet=NO_WEBHOOKS)
    app.pushing.push(task_id, sender.user_id, recipients, beijing_day(app.clock.now()), app.clock.now(), caller)
    facts = {"task": task_id, "sender": sender.user_id, "recipients": recipients, "body": given["MsgBody"]}
    app.journal.add(Entry("push", app.clock.now(), app.journal.next_number, facts=facts))
    return {"TaskId": task_id}


def _check_condition(app: App, condition: dict[str, Any]) -> None:
    """Refuse what no push can ask for.

    Errors: bad_message_json for attributes and tags together; too_many_tags, empty_tag, tag_too_long, repeated_tags;
    bad_attribute, repeated_attributes.
    """
    tags = [tag for name in _TAGS for tag in condition.get(name, ())]
    attributes = [name for kind in _ATTRIBUTES for name in condition.get(kind, ())]
    if tags and attributes:
        raise errors.bad_message_json(field="Condition")
    for name in _TAGS:
        check_tags(condition.get(name, []))
    if len(tags) > MOST_AT_ONCE:
        raise errors.too_many_tags()
    if len(set(tags)) != len(tags):
        raise errors.repeated_tags()
    for name in attributes:
        if name not in app.pushing.names.values():
            raise errors.bad_attribute(name=name)
    if len(set(attributes)) != len(attributes):
        raise errors.repeated_attributes()


def _check_limits(app: App) -> None:
    """Errors: push_too_early, pushes_used_up; both off until somebody sets them."""
    pushed, now = app.pushing.pushed, app.clock.now()
    if app.settings.push_interval and pushed.count and now < pushed.last + app.settings.push_interval:
        raise errors.push_too_early()
    most = app.settings.pushes_a_day
    if most is not None and (pushed.count if pushed.day == beijing_day(now) else 0) >= most:
        raise errors.pushes_used_up()


def _candidates(app: App, condition: dict[str, Any]) -> list[str] | None:
    """Those who have the rarest of all tags, or any of some, the first made first; None where no tag is named."""
    tagged, rows = app.pushing.tagged, app.accounts.rows
    every, some = condition.get("TagsAnd", ()), condition.get("TagsOr", ())
    if not every and not some:
        return None
    lists = [min((tagged.get(tag, {}) for tag in every), key=len)] if every else [tagged.get(tag, {}) for tag in some]
    return sorted({user_id: None for one in lists for user_id in one}, key=lambda user_id: rows[user_id].serial)


def _matching(app: App, condition: dict[str, Any], people: Iterable[str]) -> Iterable[str]:
    """The accounts that have all of what the one part says, and any of the other; each part may be missing."""
    pushing = app.pushing
    all_tags, any_tags = condition.get("TagsAnd", ()), condition.get("TagsOr", ())
    all_values, any_values = condition.get("AttrsAnd", {}).items(), condition.get("AttrsOr", {}).items()
    for user_id in people:
        tags, values = pushing.tags.get(user_id, {}), pushing.attributes.get(user_id, {}).items()
        if not all(tag in tags for tag in all_tags) or (any_tags and not any(tag in tags for tag in any_tags)):
            continue
        if not all(one in values for one in all_values) or (
            any_values and not any(one in values for one in any_values)
        ):
            continue
        yield user_id
