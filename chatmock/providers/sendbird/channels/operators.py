"""Operators of channels: users with more rights there (today; in 2016 creation and update named them)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.finders import asking_user, found_users
from chatmock.providers.sendbird.model import App, Channel, Given, User
from chatmock.providers.sendbird.paging import page

_PATH = "/{channel_type}/{channel_url}/operators"


@api.get(_PATH, accepts="page.list", returns="operator.page", by="member")
def list_operators(call: Call, channel: Channel) -> dict[str, Any]:
    """List the operators of a channel, the oldest user first."""
    order: Order[User] = Order(lambda user: user.created)
    for user in channel.operators:
        order.add(user)
    return page(call, "operators", order)


@api.post(_PATH, accepts="operator.add", returns="empty", by="operator")
def add_operators(app: App, call: Call, channel: Channel, given: Given) -> None:
    """Make users operators of a channel, all or none; operators among them are skipped."""
    _set(app, call, channel, channel.operators_by_id | found_users(app, given["operator_ids"]))


@api.delete(_PATH, accepts="operator.remove", returns="empty", by="operator")
def remove_operators(app: App, call: Call, channel: Channel, given: Given) -> None:
    """Remove some operators, or all; users who are not operators are skipped."""
    gone = set(channel.operators_by_id if given["delete_all"] else found_users(app, given["operator_ids"]))
    _set(app, call, channel, {id_: user for id_, user in channel.operators_by_id.items() if id_ not in gone})


def _set(app: App, call: Call, channel: Channel, operators: dict[str, User]) -> None:
    before = channel.operators_by_id
    if operators.keys() != before.keys():
        app.places.operate(channel, operators)
        app.emit("operators.changed", channel=channel, before=before, by=asking_user(call))
