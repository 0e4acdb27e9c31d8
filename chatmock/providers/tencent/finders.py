"""Who and what the fields of a command name: found, or refused in the words of the command's family."""

from __future__ import annotations

from msgspec import structs

from chatmock.core.errors import Error
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import MEMBER, Account, App, Caller, Group, GroupHistory, Member, Topic

LONGEST_USER_ID = 32
LONGEST_GROUP_ID = 48
"""Bytes."""


def is_user_id(user_id: str) -> bool:
    """Whether it may be a UserID: up to 32 printable characters of ASCII."""
    return 0 < len(user_id) <= LONGEST_USER_ID and user_id.isascii() and user_id.isprintable()


def is_group_id(group_id: str) -> bool:
    """Whether it may be the id of a group; those that the server makes are longer."""
    most = LONGEST_GROUP_ID if not group_id.startswith("@TGS#") else 2 * LONGEST_GROUP_ID
    return 0 < len(group_id) <= most and group_id.isascii() and group_id.isprintable()


def account_of(app: App, user_id: str, missing: Error = errors.no_account) -> Account:
    """The account of a UserID, or the error of the command's family."""
    found = app.accounts.get(user_id)
    if found is None:
        raise missing(user_id=user_id)
    return found


def sender_of(app: App, caller: Caller, given: dict[str, object], missing: Error = errors.bad_sender) -> Account:
    """Who sends: From_Account where the administrator names one, else the caller."""
    named = given.get("From_Account") if caller.is_admin else None
    return account_of(app, str(named) if named else caller.user_id, missing)


def actor_of(app: App, caller: Caller, given: dict[str, object]) -> Caller:
    """Who acts in a group: From_Account where the administrator names one. Errors: no_group_account."""
    named = str(given.get("From_Account", "")) if caller.is_admin else ""
    if named and named not in app.accounts:
        raise errors.no_group_account(user_id=named)
    return structs.replace(caller, user_id=named) if named else caller


def owner_of(app: App, caller: Caller, given: dict[str, object], missing: Error) -> Account:
    """Whose lists are meant: From_Account for the administrator, else the caller."""
    return account_of(app, str(given["From_Account"]) if caller.is_admin else caller.user_id, missing)


def group_of(app: App, group_id: str) -> Group:
    """The group of a GroupId. Errors: bad_group_id, group_gone."""
    if not is_group_id(group_id):
        raise errors.bad_group_id()
    found = app.groups.get(group_id)
    if found is None:
        raise errors.group_gone(group_id=group_id)
    return found


def topic_of(group: Group, topic_id: str) -> Topic:
    """The topic of a TopicId in a community. Errors: bad_group_id."""
    found = group.topics.get(topic_id)
    if found is None:
        raise errors.bad_group_id()
    return found


def topic_named(group: Group, given: dict[str, object]) -> Topic | None:
    """The topic that a command names, if it names one. Errors: bad_group_id."""
    return topic_of(group, str(given["TopicId"])) if given.get("TopicId") else None


def history_named(group: Group, given: dict[str, object]) -> GroupHistory:
    """The messages of the topic that a command names, or else of the group. Errors: bad_group_id."""
    topic = topic_named(group, given)
    return group.history if topic is None else topic.history


def group_for(app: App, caller: Caller, given: dict[str, object], *, by_manager: bool = False) -> Group:
    """The group of GroupId, where the caller is a member, or manages it for ``by_manager``; the administrator always may.

    Errors: bad_group_id, group_gone, no_right.
    """
    group = group_of(app, str(given["GroupId"]))
    if not caller.is_admin:
        member = member_of(group, caller.user_id)
        if by_manager and member.role == MEMBER:
            raise errors.no_right(reason=f"{caller.user_id} manages nothing there")
    return group


def member_of(group: Group, user_id: str) -> Member:
    """A member. Errors: no_right."""
    found = group.members.get(user_id)
    if found is None:
        raise errors.no_right(reason=f"{user_id} is no member")
    return found
