"""Operators of all channels of a custom type, those to come among them (today; docs)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.custom_types.applying import add_operators, all_channels
from chatmock.providers.sendbird.finders import found_users
from chatmock.providers.sendbird.model import App, Given, User
from chatmock.providers.sendbird.paging import page

_PATH = "/applications/settings_by_channel_custom_type/{custom_type}/operators"


@api.get(_PATH, accepts="page.list", returns="operator.page")
def list_operators_by_custom_type(app: App, call: Call, custom_type: str) -> dict[str, Any]:
    """List the operators of channels of a custom type, the oldest user first."""
    order: Order[User] = Order(lambda user: user.created)
    for user in app.type_rules.get(custom_type).operators.values():
        order.add(user)
    return page(call, "operators", order)


@api.post(_PATH, accepts="operator.add", returns="empty")
def add_operators_by_custom_type(app: App, custom_type: str, given: Given) -> None:
    """Make users operators of all channels of a custom type, all or none."""
    _operate(app, custom_type, found_users(app, given["operator_ids"]))


@api.delete(_PATH, accepts="operator.remove", returns="empty")
def remove_operators_by_custom_type(app: App, custom_type: str, given: Given) -> None:
    """Make users no operators of channels of a custom type any more, in those there are, too."""
    operators = app.type_rules.get(custom_type).operators
    gone = set(operators) if given["delete_all"] else operators.keys() & found_users(app, given["operator_ids"]).keys()
    for user_id in gone:
        del operators[user_id]
    for channel in all_channels(app, custom_type) if gone else ():
        if not gone.isdisjoint(channel.operators_by_id):
            left = {user_id: user for user_id, user in channel.operators_by_id.items() if user_id not in gone}
            app.places.operate(channel, left)
            app.emit("operators.changed", channel=channel)


@api.post("/users/{user_id}/operating_channel_custom_types", accepts="custom_type.list", returns="empty")
def operate_custom_types(app: App, user: User, given: Given) -> None:
    """Make a user an operator of all channels of custom types."""
    for custom_type in dict.fromkeys(given["channel_custom_types"]):
        _operate(app, custom_type, {user.user_id: user})


def _operate(app: App, custom_type: str, users: dict[str, User]) -> None:
    rules = app.type_rules.own(custom_type)
    for user in users.values():
        app.type_rules.operate(rules, user)
    for channel in all_channels(app, custom_type):
        add_operators(app, channel, users)
