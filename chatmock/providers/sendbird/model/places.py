"""Where users are: the one door for joining and leaving, entering and operating, bans and mutes."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.table import Order
from chatmock.providers.sendbird.model.changelog import ChangeLog
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.open_channel import Participant
from chatmock.providers.sendbird.model.sanction import Ban, Mute, Sanction, Sanctions, by_channel
from chatmock.providers.sendbird.model.user import User

# made once, for each user has two orders
_created, _last_activity = attrgetter("channel.created"), attrgetter("channel.last_activity")
_changed, _serial = attrgetter("changed"), attrgetter("channel.serial")


class Place:
    """Where one user is: the channels by address, and what happened to them."""

    __slots__ = (
        "bans",
        "by_change",
        "by_creation",
        "by_last_message",
        "gone",
        "invitations",
        "memberships",
        "mutes",
        "operates",
        "participations",
    )

    def __init__(self) -> None:
        self.memberships: dict[str, Member] = {}
        """The group channels the user has joined."""
        self.invitations: dict[str, Member] = {}
        """The group channels the user is only invited to."""
        self.by_creation: Order[Member] = Order(_created, _serial)
        """Memberships and invitations by the making of their channels."""
        self.by_last_message: Order[Member] = Order(_last_activity, _serial, placed=self._placed)
        """Memberships and invitations by the last messages of their channels."""
        self.by_change: Order[Member] = Order(_changed, _serial, placed=self._logged)
        """Memberships and invitations by the last changes of their channels, new messages apart."""
        self.gone = ChangeLog()
        """The group channels that are gone, or that the user has left."""
        self.participations: dict[str, Participant] = {}
        """The open channels the user is in."""
        self.operates: dict[str, Channel] = {}
        """The channels the user is an operator of."""
        self.bans: Sanctions[Ban] = by_channel()
        self.mutes: Sanctions[Mute] = by_channel()

    def __repr__(self) -> str:
        return f"<Place with {len(self.memberships)} memberships>"

    def _placed(self, member: Member) -> None:
        member.channel.in_place[member] = self.by_last_message

    def _logged(self, member: Member) -> None:
        member.channel.in_log[member] = self.by_change

    def standing(self, channel_url: str) -> Member | None:
        """What a group channel is to the user, who has joined or is invited."""
        return self.memberships.get(channel_url) or self.invitations.get(channel_url)


class Places:
    """The places of an application's users. Every change of what relates a user to a channel is made here."""

    def __init__(self, clock: Clock, emit: Callable[..., None]) -> None:
        self._clock = clock
        self._emit = emit
        self._places: dict[User, Place] = {}
        self.by_last_message: Order[GroupChannel] = Order(lambda channel: channel.last_activity)
        """All group channels by their last message."""
        self.distinct: dict[frozenset[str], GroupChannel] = {}
        """Distinct channels by the ids of their people."""

    def __repr__(self) -> str:
        return f"<Places of {len(self._places)} users>"

    def of(self, user: User) -> Place:
        """The place of a user of the application, not of a deleted one."""
        return self._places[user]

    def add(self, user: User) -> None:
        """Give a new user a place."""
        self._places[user] = Place()

    def forget(self, user: User) -> None:
        """Take the place of a deleted user away, who has neither memberships nor sanctions left."""
        place = self._places.pop(user)
        for participant in list(place.participations.values()):
            self._take_out(participant)
        for channel in place.operates.values():
            del channel.operators_by_id[user.user_id]
            channel.revision += 1
            self._emit("operators.changed", channel=channel)

    # --- group channels ---

    def join(self, channel: GroupChannel, user: User, at: int, **details: Any) -> Member:
        """Make a user a member."""
        return self._come(Member(user, channel, at, **details))

    def invite(self, channel: GroupChannel, user: User, at: int, **details: Any) -> Member:
        """Invite a user, who is a member once the invitation is accepted."""
        return self._come(Member(user, channel, at, invited=True, **details))

    def accept(self, member: Member, at: int) -> None:
        """Make an invited user a member. The people are the same, so a distinct channel stays one."""
        place = self.of(member.user)
        self._displace(member, place)
        member.invited, member.invited_at, member.joined = False, member.joined, at
        self._place(member, place)
        self.note(member, at)

    def leave(self, member: Member, at: int | None = None, *, stays_operator: bool = False) -> None:
        """End a membership or an invitation."""
        channel, user = member.channel, member.user
        place = self.of(user)
        was_distinct = self.end_distinct(channel)
        self._displace(member, place)
        place.by_creation.remove(member)
        place.by_last_message.remove(member)
        place.by_change.remove(member)
        channel.in_place.pop(member, None)
        channel.in_log.pop(member, None)
        at = self._clock.stamp() if at is None else at
        place.gone.note(channel.channel_url, channel.serial, at, deleted=True)
        if not stays_operator and channel.operators_by_id.pop(user.user_id, None) is not None:
            place.operates.pop(channel.channel_url, None)
            self._emit("operators.changed", channel=channel)
        if was_distinct:
            self._emit("distinct.ended", channel=channel)

    def note_last_message(self, channel: GroupChannel) -> None:
        """Tell every list by last messages that the channel has another last message."""
        self.by_last_message.touch(channel)
        if channel.in_place:
            for member, order in channel.in_place.items():
                order.touch(member)
            channel.in_place.clear()

    def note(self, member: Member, at: int) -> None:
        """Note with one member that something of the channel has changed."""
        member.noted = at
        if (order := member.channel.in_log.pop(member, None)) is not None:
            order.touch(member)

    def note_with_all(self, channel: GroupChannel, at: int) -> None:
        """Note with everybody in a channel that it has changed."""
        channel.changed = at
        for member, order in channel.in_log.items():
            order.touch(member)
        channel.in_log.clear()

    def hide(self, member: Member, *, auto_unhide: bool) -> None:
        """Hide a channel from a member's own list, until the next message or for longer."""
        member.hidden, member.auto_unhide = True, auto_unhide
        self._await_message(member)

    def show(self, member: Member) -> None:
        """Show a hidden channel in a member's own list again."""
        member.hidden = False
        self._await_message(member)

    @staticmethod
    def _await_message(member: Member) -> None:
        """File a member who hides the channel until the next message, and nobody else."""
        if member.hidden and member.auto_unhide and not member.invited:
            member.channel.hidden_until_next[member] = None
        else:
            member.channel.hidden_until_next.pop(member, None)

    def make_distinct(self, channel: GroupChannel) -> None:
        """Make a channel the one of its people, in place of any other."""
        key = channel.people
        other = self.distinct.get(key)
        channel.is_distinct = True
        self.distinct[key] = channel
        if other is not None:
            other.is_distinct = False
            self._emit("distinct.ended", channel=other)

    def end_distinct(self, channel: GroupChannel) -> bool:
        """End a channel's distinctness, as inviting and leaving do (docs of 2017); returns whether it was distinct."""
        if was_distinct := channel.is_distinct:
            del self.distinct[channel.people]
            channel.is_distinct = False
        return was_distinct

    def _come(self, member: Member) -> Member:
        channel, place = member.channel, self.of(member.user)
        was_distinct = self.end_distinct(channel)
        member.noted = member.joined
        self._place(member, place)
        place.by_creation.add(member)
        place.by_last_message.add(member)
        place.by_change.add(member)
        place.gone.forget(channel.channel_url)
        if was_distinct:
            self._emit("distinct.ended", channel=channel)
        return member

    def _place(self, member: Member, place: Place) -> None:
        """File a member, or one who is invited, with the channel and with the user."""
        channel, user = member.channel, member.user
        channel.revision += 1
        channel.members_by_join.add(member)
        if member.invited:
            channel.invited[user.user_id] = member
            place.invitations[channel.channel_url] = member
            return
        channel.members_by_id[user.user_id] = member
        place.memberships[channel.channel_url] = member
        if user.bot is not None:
            channel.bots[user.user_id] = user.bot
        if user.devices:
            channel.with_devices[user.user_id] = member
        if member.hidden:
            self._await_message(member)

    def _displace(self, member: Member, place: Place) -> None:
        """Take a member off the files of the channel and of the user."""
        channel, user = member.channel, member.user
        channel.revision += 1
        channel.members_by_join.remove(member)
        if member.invited:
            del channel.invited[user.user_id]
            del place.invitations[channel.channel_url]
            return
        del channel.members_by_id[user.user_id]
        del place.memberships[channel.channel_url]
        channel.bots.pop(user.user_id, None)
        channel.with_devices.pop(user.user_id, None)
        channel.hidden_until_next.pop(member, None)

    # --- open channels ---

    def enter(self, participant: Participant) -> Participant:
        user, channel = participant.user, participant.channel
        channel.participants_by_id[user.user_id] = participant
        self.of(user).participations[channel.channel_url] = participant
        return channel.participants_by_entry.add(participant)

    def exit(self, participant: Participant) -> None:
        del self.of(participant.user).participations[participant.channel.channel_url]
        self._take_out(participant)

    def _take_out(self, participant: Participant) -> None:
        channel = participant.channel
        del channel.participants_by_id[participant.user.user_id]
        channel.participants_by_entry.remove(participant)

    # --- both kinds of channels ---

    def operate(self, channel: Channel, operators: dict[str, User]) -> None:
        """Make these users the operators of a channel, by id, and nobody else."""
        for user in channel.operators_by_id.values():
            self.of(user).operates.pop(channel.channel_url, None)
        channel.operators_by_id = operators
        channel.revision += 1
        for user in operators.values():
            self.of(user).operates[channel.channel_url] = channel

    def impose(self, channel: Channel, sanction: Sanction) -> None:
        """File a ban or a mute with its channel and its user, in place of one of the same kind before."""
        getattr(channel, sanction.kept_in).add(sanction)
        getattr(self.of(sanction.user), sanction.kept_in).add(sanction)

    def lift(self, channel: Channel, sanction: Sanction) -> None:
        """Take a ban or a mute off the files of its channel and its user."""
        getattr(channel, sanction.kept_in).remove(sanction)
        getattr(self.of(sanction.user), sanction.kept_in).remove(sanction)
