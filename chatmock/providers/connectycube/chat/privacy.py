"""Privacy lists (XEP-0016): the iq that reads and changes them, and whom they keep away."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.names import PRIVACY
from chatmock.providers.connectycube.model import App, Client, PrivacyList, PrivacyLists, Rule, User

KINDS = ("message", "presence-in", "presence-out", "iq")
_TYPES = ("", "jid", "group", "subscription")
_SUBSCRIPTIONS = ("both", "to", "from", "none")
_MOST_LISTS, _MOST_RULES = 1_000, 5_000
_LARGEST_ORDER = 2**32


@api.command("iq privacy")
def change_privacy_lists(app: App, connection: Connection, stanza: Element) -> Element | None:
    """Read the privacy lists of the user, make and delete them, and choose which holds."""
    client: Client = connection.state.client
    query = stanza.child("query", PRIVACY)
    if query is None:
        raise conditions.bad_request(reason="There is no query in it.")
    asked = list(query.children)
    if stanza.get("type") == "get":
        return _list_answer(app, client, asked)
    if len(asked) != 1:
        raise conditions.bad_request(reason="One thing is changed at a time.")
    one, name = asked[0], asked[0].get("name")
    if one.name == "list":
        _set_list(app, client, name, one)
    elif one.name in ("default", "active"):
        if name and name not in app.chat.privacy_of(client.user).lists:
            raise conditions.not_found(thing="List")
        if one.name == "default":
            app.chat.privacy_of(client.user).default = name
        else:
            client.active_list = name
    else:
        raise conditions.bad_request(reason=f"There is no {one.name[:100]} in it.")
    return None


def _list_answer(app: App, client: Client, asked: list[Element]) -> Element:
    lists = app.chat.privacy.get(client.user.id) or PrivacyLists()
    if not asked:
        content = [element("default", PRIVACY, name=lists.default)] if lists.default else []
        content += [element("active", PRIVACY, name=client.active_list)] if client.active_list else []
        content += [element("list", PRIVACY, name=name) for name in lists.lists]
        return element("query", PRIVACY, *content)
    if len(asked) != 1 or asked[0].name != "list":
        raise conditions.bad_request(reason="One list is asked for at a time.")
    name = asked[0].get("name")
    if name not in lists.lists:
        raise conditions.not_found(thing="List")
    return element("query", PRIVACY, element("list", PRIVACY, *map(_item, lists.lists[name].rules), name=name))


def _item(rule: Rule) -> Element:
    kinds = [element(kind, PRIVACY) for kind in KINDS if kind in rule.kinds]
    return element("item", PRIVACY, *kinds, type=rule.type, value=rule.value, action=rule.action, order=str(rule.order))


def _set_list(app: App, client: Client, name: str, one: Element) -> None:
    if not name:
        raise conditions.bad_request(reason="A list has a name.")
    rules = [_rule(item) for item in one.children]
    lists = app.chat.privacy_of(client.user)
    others = (other for other in app.chat.of(client.user.id) if other is not client)
    is_in_use = name == lists.default or any(name == other.active_list for other in others)
    if (name in lists.lists and is_in_use) or len(rules) > _MOST_RULES:
        raise conditions.conflict(reason="The list is in use, or too long.")
    if rules:
        if name not in lists.lists and len(lists.lists) >= _MOST_LISTS:
            raise conditions.conflict(reason="There are too many lists.")
        lists.lists[name] = PrivacyList(rules)
    elif lists.lists.pop(name, None) is None:
        raise conditions.not_found(thing="List")
    elif client.active_list == name:
        client.active_list = None


def _rule(item: Element) -> Rule:
    kind, value, action, order = item.get("type"), item.get("value"), item.get("action"), item.get("order", "0")
    kinds = frozenset(inner.name for inner in item.children)
    if (
        item.name != "item"
        or kind not in _TYPES
        or action not in ("allow", "deny")
        or not (order.isascii() and order.isdecimal() and len(order) < 11 and int(order) < _LARGEST_ORDER)
        or not kinds <= set(KINDS)
        or (kind == "subscription" and value not in _SUBSCRIPTIONS)
        or bool(kind) != bool(value)
    ):
        raise conditions.bad_request(reason="An item of a list has a type, a value, an action and an order.")
    return Rule(action, int(order), kind, value, kinds)


# --- whom they keep away ---


def keeps_away(
    app: App, owner: User, other: User, kind: str, *, room: bool = False, client: Client | None = None
) -> bool:
    """Whether a user's list keeps stanzas of a kind away that come from another, or go there; ``room``: by a room.

    It is the list of one ``client``, or the default one.
    """
    lists = app.chat.privacy.get(owner.id)
    if lists is None:
        return False
    name = lists.default if client is None or client.active_list is None else client.active_list
    found = lists.lists.get(name)
    return found is not None and found.denies(kind, (room, other.id), lambda rule: _holds(app, owner, other, rule))


def is_mutual(app: App, owner: User, other: User, client: Client) -> bool:
    """Whether the list of who sends keeps everything between the two away: a rule that names no kind (XEP-0016, 2.13)."""
    return keeps_away(app, owner, other, "out", client=client)


def _holds(app: App, owner: User, other: User, rule: Rule) -> bool:
    """Whether a rule that names no address holds for another user."""
    if not rule.type:
        return True
    contacts = app.chat.contacts.get(owner.id)
    contact = contacts.rows.get(other.id) if contacts is not None else None
    if rule.type == "subscription":
        return (contact.subscription if contact is not None else "none") == rule.value
    return contact is not None and rule.value in contact.groups
