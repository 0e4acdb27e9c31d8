"""What a Sendbird application keeps. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from chatmock.core.application import Application
from chatmock.core.clock import HOUR
from chatmock.core.provider import Provider
from chatmock.core.table import Order, Table
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.file import File
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.open_channel import OpenChannel, Participant
from chatmock.providers.sendbird.model.poll import Polls
from chatmock.providers.sendbird.model.report import Report
from chatmock.providers.sendbird.model.session import Sessions
from chatmock.providers.sendbird.model.settings import FOR_EVER, ChannelTypeSettings, Settings
from chatmock.providers.sendbird.model.user import Bot, Device, User
from chatmock.providers.sendbird.model.webhook import Webhook

if TYPE_CHECKING:
    from chatmock.providers.sendbird.model.api_token import ApiToken
    from chatmock.providers.sendbird.model.push_configuration import PushConfiguration
    from chatmock.providers.sendbird.model.totals import Totals


Given = dict[str, Any]


Era = Literal["2016", "today"]
"""Whose behaviour where the document of 2016 and today's API contradict each other."""


class App(Application):
    """A Sendbird application."""

    icon_url: ClassVar[str] = ""

    def __init__(
        self,
        provider: Provider[Any],
        app_id: str,
        *,
        api_token: str,
        era: Era = "2016",
        seed: str = "chatmock",
        name: str = "",
        owner: str = "",
    ) -> None:
        super().__init__(provider, app_id, seed=seed)
        self.era = era
        self.api_token = api_token
        """The master token."""
        self.grant(api_token)
        self.name = name or app_id
        self.owner = owner
        """The e-mail address of the account it belongs to; empty for none."""
        self.users: Table[User] = Table(lambda user: user.user_id, lambda user: user.created)
        self.bots: Table[Bot] = Table(lambda bot: bot.user.user_id, lambda bot: bot.user.created)
        self.open_channels: Table[OpenChannel] = Table(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self.group_channels: Table[GroupChannel] = Table(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self.group_channels_by_last_message: Order[GroupChannel] = Order(lambda channel: channel.last_activity)
        self.by_custom_type: dict[tuple[str, str], Order[Any]] = {}
        """Channels of one kind and custom type, by their making."""
        self.distinct: dict[frozenset[str], GroupChannel] = {}
        self.settings = Settings()
        self.channel_type_settings: Table[ChannelTypeSettings] = Table(lambda s: s.custom_type, lambda s: s.created)
        self.webhook = Webhook()
        self.sessions = Sessions()
        self.totals: Totals
        """Unread counts of those who are connected; made when the application is admitted."""
        self.api_tokens: dict[str, ApiToken] = {}
        """Secondary tokens, the oldest first."""
        self.push_configurations: dict[str, PushConfiguration] = {}
        """By id, the oldest first."""
        self.with_devices: dict[str, User] = {}
        """The users who have devices, by id."""
        self.files: dict[str, File] = {}
        self.auto_accept = True
        """Whether invitations make members at once, unless a user says otherwise."""
        self.polls = Polls()
        self.reports: Order[Report] = Order(lambda report: report.created_at)
        self.sent: dict[str, int] = {}
        """Messages by day (UTC)."""
        self.active: dict[str, set[str]] = {}
        """Ids of the users who were active, by day (UTC)."""

    def options(self) -> dict[str, Any]:
        own = {"api_token": self.api_token, "era": self.era, "name": self.name, "owner": self.owner}
        return {**super().options(), **own}

    def add_api_token(self, token: ApiToken) -> None:
        """A secondary token is good from now on."""
        self.api_tokens[token.token] = token
        self.grant(token.token)

    def remove_api_token(self, token: ApiToken) -> None:
        del self.api_tokens[token.token]
        self.revoke(token.token)

    @property
    def default_max_length(self) -> int:
        """How long a message may be: without limit in 2016, 5000 characters today (-1 is no limit)."""
        return -1 if self.era == "2016" else 5000

    def channel(self, channel_url: str) -> Channel | None:
        return self.group_channels.get(channel_url) or self.open_channels.get(channel_url)

    def channels(self) -> Iterator[Channel]:
        yield from self.open_channels
        yield from self.group_channels

    def settings_for(self, channel: Channel) -> Settings:
        """The settings of the channel's custom type, or else the global ones."""
        if channel.custom_type and len(self.channel_type_settings):
            return self.channel_type_settings.get(channel.custom_type) or self.settings
        return self.settings

    def since(self, channel: Channel, viewer: Member | None = None) -> int:
        """Messages up to this time are past the channel's retention: gone from lists, counts and views.

        For a member also those from before joining, unless the settings say ``display_past_message``.
        """
        settings = self.settings_for(channel) if channel.custom_type else self.settings
        hours = settings.message_retention_hours
        since = 0 if hours >= FOR_EVER else max(0, self.clock.now() - hours * HOUR)
        if viewer is not None:
            since = max(since, viewer.offset if settings.display_past_message else max(viewer.offset, viewer.joined))
        return since

    def count_sent(self, day: str, sender: User | None) -> None:
        """A message was sent on a day (YYYY-MM-DD): for the statistics."""
        self.sent[day] = self.sent.get(day, 0) + 1
        if sender is not None:
            self.active.setdefault(day, set()).add(sender.user_id)

    # --- one door for what more than one table has to know ---

    def moved(self, channel: GroupChannel) -> None:
        """The channel's last message is another one: every list in that order has to know."""
        self.group_channels_by_last_message.touch(channel)
        for member in channel.in_place:
            member.user.by_last_message.touch(member)
        channel.in_place.clear()

    def forget_user(self, user: User) -> None:
        """Take a user out of everything but the messages and the channels' member lists."""
        self.users.remove(user)
        if user.bot is not None:
            self.bots.remove(user.bot)
        self.with_devices.pop(user.user_id, None)
        for block in [*user.blocks, *user.blocked_by]:
            block.lift()
        for sanction in [*user.bans, *user.mutes]:
            sanction.lift()
        for participant in list(user.participations.values()):
            self.remove_participant(participant)
        for channel in user.operates.values():
            del channel.operators_by_id[user.user_id]
            channel.revision += 1
            self.emit("operators.changed", channel=channel)

    def add_bot(self, bot: Bot) -> Bot:
        """From now on the bot's user is one."""
        bot.user.bot = bot
        for member in bot.user.memberships.values():
            member.channel.bots[bot.user.user_id] = bot
        return self.bots.add(bot)

    def add_device(self, user: User, device: Device) -> None:
        user.devices[device.token_type, device.token] = device
        self.with_devices[user.user_id] = user

    def remove_device(self, user: User, device: Device) -> None:
        del user.devices[device.token_type, device.token]
        if not user.devices:
            del self.with_devices[user.user_id]

    def set_operators(self, channel: Channel, operators: dict[str, User]) -> None:
        for user in channel.operators_by_id.values():
            user.operates.pop(channel.channel_url, None)
        channel.operators_by_id = operators
        channel.revision += 1
        for user in operators.values():
            user.operates[channel.channel_url] = channel

    def add_channel(self, channel: Channel) -> None:
        """Take a new channel in, with the operators it has."""
        self.set_operators(channel, channel.operators_by_id)
        if isinstance(channel, GroupChannel):
            channel.last_activity = channel.last_activity or channel.created
            self.group_channels.add(channel)
            self.group_channels_by_last_message.add(channel)
        elif isinstance(channel, OpenChannel):
            self.open_channels.add(channel)
        self.of_custom_type(channel).add(channel)

    def remove_channel(self, channel: Channel) -> None:
        self.of_custom_type(channel).remove(channel)
        self.polls.forget(channel.channel_url)
        self.set_operators(channel, {})
        for sanction in [*channel.bans, *channel.mutes]:
            sanction.lift()
        if isinstance(channel, GroupChannel):
            self.end_distinct(channel)
            at = self.clock.stamp()
            for member in list(channel.members_by_join):
                self.remove_member(member, at)
            self.group_channels.remove(channel)
            self.group_channels_by_last_message.remove(channel)
        elif isinstance(channel, OpenChannel):
            for participant in list(channel.participants_by_id.values()):
                self.remove_participant(participant)
            self.open_channels.remove(channel)

    def of_custom_type(self, channel: Channel) -> Order[Any]:
        key = (channel.kind, channel.custom_type)
        if key not in self.by_custom_type:
            self.by_custom_type[key] = Order(lambda channel: channel.created)
        return self.by_custom_type[key]

    def set_custom_type(self, channel: Channel, custom_type: str) -> None:
        self.of_custom_type(channel).remove(channel)
        channel.custom_type = custom_type
        self.of_custom_type(channel).add(channel)

    def add_member(self, channel: GroupChannel, user: User, joined: int, **details: Any) -> Member:
        """A user has joined, or with ``invited`` is only invited."""
        member = Member(user, channel, joined, **details)
        had = self.end_distinct(channel)
        member.place()
        user.by_creation.add(member)
        user.by_last_message.add(member)
        user.channel_changes.note(channel.channel_url, channel.serial, joined)
        if had:
            self.emit("distinct.ended", channel=channel)
        return member

    def accept(self, member: Member, at: int) -> None:
        """Who was invited has joined. The people are the same, so a distinct channel stays one."""
        member.displace()
        member.invited, member.invited_at, member.joined = False, member.joined, at
        member.place()
        member.user.channel_changes.note(member.channel.channel_url, member.channel.serial, at)

    def remove_member(self, member: Member, at: int | None = None, *, stays_operator: bool = False) -> None:
        channel, user = member.channel, member.user
        had = self.end_distinct(channel)
        member.displace()
        user.by_creation.remove(member)
        user.by_last_message.remove(member)
        channel.in_place.discard(member)
        at = self.clock.stamp() if at is None else at
        user.channel_changes.note(channel.channel_url, channel.serial, at, deleted=True)
        if not stays_operator and channel.operators_by_id.pop(user.user_id, None) is not None:
            user.operates.pop(channel.channel_url, None)
            self.emit("operators.changed", channel=channel)
        if had:
            self.emit("distinct.ended", channel=channel)

    def add_participant(self, participant: Participant) -> Participant:
        user, channel = participant.user, participant.channel
        channel.participants_by_id[user.user_id] = participant
        user.participations[channel.channel_url] = participant
        return channel.participants_by_entry.add(participant)

    def remove_participant(self, participant: Participant) -> None:
        user, channel = participant.user, participant.channel
        del channel.participants_by_id[user.user_id]
        del user.participations[channel.channel_url]
        channel.participants_by_entry.remove(participant)

    def make_distinct(self, channel: GroupChannel) -> None:
        """From now on the channel is the one of its members, in place of any other."""
        key = channel.people
        other = self.distinct.get(key)
        channel.is_distinct = True
        self.distinct[key] = channel
        if other is not None:
            other.is_distinct = False
            self.emit("distinct.ended", channel=other)

    def end_distinct(self, channel: GroupChannel) -> bool:
        """Inviting and leaving end a channel's distinctness (the document of 2017); gives whether it had one."""
        if had := channel.is_distinct:
            del self.distinct[channel.people]
            channel.is_distinct = False
        return had
