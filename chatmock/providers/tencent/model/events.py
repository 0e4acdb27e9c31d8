"""What can happen in an application, with the facts that each event brings; ``by`` is the Caller who did it."""

from __future__ import annotations

EVENTS: dict[str, str] = {
    # accounts
    "account.created": "account, by",
    "account.deleted": "account, by",
    "account.silenced": "account, by",
    "account.kicked": "account, instances, by",
    "account.logged_in": "account, instance, kicked, by",
    "account.logged_out": "account, instance, reason, by",
    "profile.changed": "account, items, by",
    # friends
    "friend.added": "user_id, friend, by",
    "friend.removed": "user_id, other, by",
    "friend.changed": "user_id, friend, changes, by",
    "friend.asked": "request, by",
    "friend.request_ended": "request, by",
    "friend.requests_seen": "user_id, time, by",
    "block.added": "user_id, other, by",
    "block.removed": "user_id, other, by",
    # messages between two
    "c2c.sent": "message, pair, by, to_sender, quiet",
    "c2c.imported": "message, pair, by, read",
    "c2c.recalled": "message, pair, by",
    "c2c.modified": "message, pair, by",
    "c2c.read": "pair, user_id, time, by",
    "c2c.hidden": "pair, user_id, messages, by",
    "c2c.muted": "pair, user_id, by",
    # conversations
    "conversation.pinned": "recent, pinned, by",
    "conversation.marked": "recent, by",
    "conversation.deleted": "recent, by",
    "conversation_group.created": "user_id, name, recents, by",
    "conversation_group.deleted": "user_id, name, number, by",
    "conversation_group.renamed": "user_id, name, new, by",
    "conversation_group.changed": "user_id, name, changes, by",
    # groups
    "group.created": "group, by",
    "group.destroyed": "group, members, by",
    "group.changed": "group, changes, by",
    "group.given": "group, before, by",
    "member.joined": "group, members, how, silent, by",
    "member.left": "group, members, how, reason, silent, by",
    "member.changed": "group, member, changes, by",
    "group.sent": "message, group, by, quiet",
    "group.recalled": "group, messages, by",
    "group.modified": "message, group, by",
    "group.unsent": "given, kind, reason, by",
    "group.read": "group, member, by",
    "receipts.given": "group, receipts, by",
    # topics and attributes
    "topic.created": "group, topic_id, name, custom, by",
    "topic.changed": "group, topic_id, changes, by",
    "topic.destroyed": "group, topic_ids, by",
    "topic.silenced": "group, topic_id, user_ids, until, by",
    "topic.read": "group, topic_id, user_id, by",
    "attributes.changed": "group, how, values, by",
    "counters.changed": "group, values, by",
    "counters.deleted": "group, keys, by",
    # of the server: group.tipped is a message with a tip, group.notified a notice without a number
    "group.tipped": "message, group, by",
    "group.imported": "group, messages, by",
    "group.notified": "group, content, user_ids, topic_id, by",
    "broadcast.sent": "message, by",
    "member.banned": "group, user_ids, until, reason, by",
    "member.unbanned": "group, user_ids, by",
    "message.extended": "message, operation, keys, by",
    # the application
    "rate.near": "service, command, requests, limit, by",
}
"""Every event by its name, with the names of its facts."""
