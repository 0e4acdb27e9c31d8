"""What can happen in an application: each event with who has to note it and whose unread counts it changes."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Event(NamedTuple):
    """One thing that happens."""

    noted: Literal["", "everybody", "user", "message", "parent", "gone"] = ""
    """What change logs note of it.

    That of every member, or of the one user it names, notes the channel. That of the channel notes the message, or the
    parent of the thread; if it is the last message, the members' note the channel too. Of a deletion all of them note it.
    """
    counts: Literal["", "user", "everybody", "made", "sent", "anew"] = ""
    """Whose unread counts change in the channel it names.

    Those of the users it names, of everybody inside, of everybody in a channel just made, of everybody by one more
    message; or all are counted anew.
    """


EVENTS: dict[str, Event] = {
    # channels: new messages are noted nowhere, for they are in the order of last messages
    "channel.created": Event(counts="made"),
    "channel.changed": Event(noted="everybody"),
    "channel.deleted": Event(counts="user"),
    "channel.frozen": Event(noted="everybody"),
    "channel.unfrozen": Event(noted="everybody"),
    "channel.hidden": Event(noted="user", counts="user"),
    "channel.unhidden": Event(noted="user"),
    "channel.read": Event(noted="user", counts="user"),
    "channel.delivered": Event(),
    "distinct.ended": Event(noted="everybody"),
    "history.reset": Event(noted="user", counts="user"),
    "count_preference.changed": Event(noted="user", counts="user"),
    "metadata.changed": Event(noted="everybody"),
    "metacounter.changed": Event(),
    "operators.changed": Event(noted="everybody"),
    "typing.started": Event(),
    "typing.ended": Event(),
    # who is inside
    "member.joined": Event(noted="everybody", counts="user"),
    "member.invited": Event(noted="everybody"),
    "member.left": Event(noted="everybody", counts="user"),
    "member.declined": Event(noted="everybody"),
    "participant.entered": Event(),
    "participant.left": Event(),
    # sanctions: a ban puts the user out, which the members see; how long it lasts and its end are seen by nobody, for
    # nothing of bans is in a channel's answer and who was banned stays outside. Mutes are in the answer.
    "user.banned": Event(noted="everybody", counts="user"),
    "ban.updated": Event(),
    "user.unbanned": Event(),
    "user.muted": Event(noted="everybody"),
    "user.unmuted": Event(noted="everybody"),
    # messages
    "message.sent": Event(counts="sent"),
    "message.updated": Event(noted="message"),
    "message.reaction": Event(noted="message"),
    "message.deleted": Event(noted="gone", counts="everybody"),
    "message.pinned": Event(noted="everybody"),
    "message.unpinned": Event(noted="everybody"),
    "messages.migrated": Event(counts="anew"),
    "thread.updated": Event(noted="parent"),
    "poll.updated": Event(),
    "poll.voted": Event(),
    "scheduled_message.due": Event(),
    "announcement.due": Event(),
    "job.due": Event(),
    "announcement.channel_made": Event(),
    "announcement.message_sent": Event(),
    # notifications
    "notification.sent": Event(),
    "notifications.read": Event(),
    # users
    "user.updated": Event(),
    "user.deleted": Event(counts="anew"),
    "user.blocked": Event(),
    "user.unblocked": Event(),
    "friends.discovered": Event(),
    "session.revoked": Event(),
    "user.deactivated": Event(),
    "push_preference.changed": Event(),
    "channel_push_preference.changed": Event(),
    "device.added": Event(),
    "device.removed": Event(),
    # moderation: reports, the word filter, rate limits
    "report.made": Event(),
    "words.masked": Event(),
    "words.blocked": Event(),
    "user.moderated": Event(),
    "rate.exceeded": Event(),
    # the application
    "settings.changed": Event(counts="anew"),
}
"""Every event by its name."""
