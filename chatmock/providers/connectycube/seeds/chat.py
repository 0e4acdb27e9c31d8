"""What the chat keeps of people: privacy lists, contacts, and what waits for who is away."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.connectycube.chat.parser import BadXml
from chatmock.providers.connectycube.chat.reading import element_of
from chatmock.providers.connectycube.chat.stanza import Stanza
from chatmock.providers.connectycube.model import App, Contact, PrivacyList, PrivacyLists, Rule, User
from chatmock.providers.connectycube.seeds.loading import Loading


def load_chat(loading: Loading, document: Values) -> None:
    """Fill in what the chat keeps of each user."""
    for index, values in enumerate(document.get("chat", ())):
        spot = ("chat", index)
        user = loading.user((*spot, "user"), values["user"])
        loading.once((*spot, "user"), "row of the chat", user.id)
        _load_user(loading, user, values, spot)


def _load_user(loading: Loading, user: User, values: Values, spot: Spot) -> None:
    chat, given = loading.app.chat, values.get("privacy_lists", {})
    lists = PrivacyLists({name: PrivacyList(map(_rule, rules)) for name, rules in given.items()})
    lists.default = values.get("default_list", "")
    if lists.default and lists.default not in lists.lists:
        raise loading.wrong((*spot, "default_list"), f"there is no list {lists.default!r}; write it, or name another")
    if lists.lists:
        chat.privacy[user.id] = lists
    for number, one in enumerate(values.get("contacts", ())):
        own = {name: value for name, value in one.items() if name != "user"}
        other = loading.user_id((*spot, "contacts", number, "user"), one["user"])
        chat.contacts_of(user).rows[other] = Contact(other, **own)
    for number, one in enumerate(values.get("waiting", ())):
        chat.keep(user.id, _stanza(loading, one, (*spot, "waiting", number)))


def _rule(values: Values) -> Rule:
    return Rule(**{"action": "deny", "order": 1, **values, "kinds": frozenset(values.get("kinds", ()))})


def _stanza(loading: Loading, values: Values, spot: Spot) -> Stanza:
    try:
        one = element_of(values["stanza"])
    except BadXml as found:
        raise loading.wrong((*spot, "stanza"), f"{found.reason}; write one whole message") from None
    local = f"{loading.user_id((*spot, 'sender'), values['sender'])}-{loading.app.app_id}"
    return Stanza(one, local, values.get("resource", ""), sent_at=loading.past((*spot, "sent"), values["sent"]))


def dump_chat(app: App) -> list[Values]:
    """What the chat keeps, for each user of whom it keeps anything."""
    rows = [_dump_user(app, user) for user in app.users]
    return [row for row in rows if len(row) > 1]


def _dump_user(app: App, user: User) -> Values:
    chat = app.chat
    lists = chat.privacy.get(user.id, PrivacyLists())
    contacts = chat.contacts[user.id].rows.values() if user.id in chat.contacts else ()
    values: Values = {
        "user": user.id,
        "privacy_lists": {name: [_dump_rule(rule) for rule in one.rules] for name, one in lists.lists.items()},
        "default_list": lists.default,
        "contacts": [{"user": one.user_id, **plain_values(one, "user_id")} for one in contacts],
        "waiting": [_dump_stanza(stanza) for stanza in (*chat.waiting.get(user.id, ()), *chat.missed_by(user.id))],
    }
    return {name: value for name, value in values.items() if value not in ([], {}, "")}


def _dump_rule(rule: Rule) -> Values:
    values = {"action": rule.action, "order": rule.order, "type": rule.type, "value": rule.value}
    kinds = {"kinds": sorted(rule.kinds)} if rule.kinds else {}
    return {**{name: value for name, value in values.items() if value != ""}, **kinds}


def _dump_stanza(stanza: Stanza) -> Values:
    values = {"stanza": stanza.text, "sender": stanza.user_id, "sent": stanza.sent_at, "resource": stanza.resource}
    return {name: value for name, value in values.items() if value != ""}
