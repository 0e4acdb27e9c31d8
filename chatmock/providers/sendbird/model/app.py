"""The tenant: what a Sendbird application keeps, and where. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Literal

from chatmock.core.bus import Listener
from chatmock.core.clock import HOUR
from chatmock.core.provider import Provider
from chatmock.core.table import CaselessTable, Order, Table
from chatmock.providers.sendbird.model.api_token import ApiToken
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.emoji import EmojiCategory
from chatmock.providers.sendbird.model.events import EVENTS
from chatmock.providers.sendbird.model.file import File
from chatmock.providers.sendbird.model.friends import Friends
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.made_late import MadeLate
from chatmock.providers.sendbird.model.open_channel import OpenChannel
from chatmock.providers.sendbird.model.places import Places
from chatmock.providers.sendbird.model.push_configuration import PushConfiguration
from chatmock.providers.sendbird.model.report import Report
from chatmock.providers.sendbird.model.session import Sessions
from chatmock.providers.sendbird.model.settings import FOR_EVER, LONGEST_MESSAGE, ChannelTypeSettings, Settings
from chatmock.providers.sendbird.model.totals import Totals
from chatmock.providers.sendbird.model.user import Bot, Device, User
from chatmock.providers.sendbird.model.webhook import Webhook

Given = dict[str, Any]


Era = Literal["today", "2016"]
"""Which behaviour holds where today's API and the document of 2016 contradict each other."""
DEFAULT_ERA: Era = "today"
"""That of an application for which nothing else is said, and the words of a refusal that concerns no application."""


class App(MadeLate):
    """A Sendbird application."""

    events: ClassVar[Mapping[str, object] | None] = EVENTS
    icon_url: ClassVar[str] = ""

    def __init__(
        self,
        provider: Provider[Any],
        app_id: str,
        *,
        api_token: str,
        era: Era = DEFAULT_ERA,
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
        self.open_channels: CaselessTable[OpenChannel] = CaselessTable(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self.group_channels: CaselessTable[GroupChannel] = CaselessTable(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self.by_custom_type: dict[tuple[str, str], Order[Any]] = {}
        """Channels of one kind and custom type, by their making."""
        self.places = Places(self.clock, self.emit)
        self.friends = Friends(self.clock, self.ids, self.emit)
        self.emoji_categories: dict[int, EmojiCategory] = {}
        """Those of its own, by id."""
        self.settings = Settings(max_message_length=self.default_max_length)
        self.channel_type_settings: Table[ChannelTypeSettings] = Table(lambda s: s.custom_type, lambda s: s.created)
        self.webhook = Webhook()
        self.webhook_listeners: list[dict[str, Listener]] = []
        """Who listens for its webhooks, by event: nobody as long as there are none."""
        self.sessions = Sessions(app_id, self.clock, self.ids, self.users, self.secrets)
        self.totals = Totals(self.bus, self._memberships, self.unread_of, self._unread_stays)
        self.api_tokens: dict[str, ApiToken] = {}
        """Secondary tokens, the oldest first."""
        self.push_configurations: dict[str, PushConfiguration] = {}
        """By id, the oldest first."""
        self.push_templates: dict[str, dict[str, str]] = {}
        """What notifications say, by the name of a template and the type of a message, where it is not the usual."""
        self.with_devices: dict[str, User] = {}
        """The users who have devices, by id."""
        self.files: dict[str, File] = {}
        self.auto_accept = True
        """Whether invitations make members at once, unless a user says otherwise."""
        self.reports: Order[Report] = Order(lambda report: report.created_at)

    def crowds(self) -> Iterator[Callable[[], object]]:
        yield from super().crowds()
        yield from [channel.messages.drop_any for channel in (*self.channels(), *self.feeds.channels)]
        yield from [channel.notifications.popitem for channel in self.feeds.channels]

    def options(self) -> dict[str, Any]:
        own = {"api_token": self.api_token, "era": self.era, "name": self.name, "owner": self.owner}
        return {**super().options(), **own}

    def add_api_token(self, token: ApiToken) -> None:
        """Add a secondary token."""
        self.api_tokens[token.token] = token
        self.grant(token.token)

    def remove_api_token(self, token: ApiToken) -> None:
        del self.api_tokens[token.token]
        self.revoke(token.token)

    @property
    def default_max_length(self) -> int:
        """How long a message may be: 5000 characters today, without limit in 2016 (-1 is no limit)."""
        return -1 if self.era == "2016" else LONGEST_MESSAGE

    def channel(self, channel_url: str) -> Channel | None:
        """The channel at an address, of whichever kind; addresses are the same in any case."""
        groups, opens = self.group_channels, self.open_channels
        exact: Channel | None = groups.rows.get(channel_url) or opens.rows.get(channel_url)
        return exact or groups.get(channel_url) or opens.get(channel_url)

    def channels(self) -> Iterator[Channel]:
        yield from self.open_channels
        yield from self.group_channels

    def settings_for(self, channel: Channel) -> Settings:
        """The settings of the channel's custom type, or else the global ones."""
        if channel.custom_type and len(self.channel_type_settings):
            return self.channel_type_settings.get(channel.custom_type) or self.settings
        return self.settings

    def visible_since(self, channel: Channel, viewer: Member | None = None) -> int:
        """The time from which on messages are visible; older ones are past the channel's retention.

        For a member also those from before joining, unless the settings say ``display_past_message``.
        """
        settings = self.settings_for(channel) if channel.custom_type else self.settings
        hours = settings.message_retention_hours
        since = 0 if hours >= FOR_EVER else max(0, self.clock.now() - hours * HOUR)
        if viewer is not None:
            since = max(since, viewer.offset if settings.display_past_message else max(viewer.offset, viewer.joined))
        return since

    # --- what counts as unread ---

    def unread_of(self, member: Member) -> int:
        """Count what a member has unread; 0 if the member wants no count."""
        return member.channel.unread(member, self.visible_since(member.channel)) if member.counts_messages else 0

    def unread_by_channel(self, user: User) -> list[tuple[GroupChannel, int]]:
        """The user's group channels with something unread, and how much."""
        counts = ((member.channel, self.unread_of(member)) for member in self.places.of(user).memberships.values())
        return [(channel, count) for channel, count in counts if count]

    def _memberships(self, user: User) -> dict[str, Member]:
        return self.places.of(user).memberships

    def _unread_stays(self) -> bool:
        """Whether unread counts change by events only, since no messages go by retention."""
        hours = [
            self.settings.message_retention_hours,
            *(s.message_retention_hours for s in self.channel_type_settings),
        ]
        return min(hours) >= FOR_EVER

    # --- users ---

    def accepts_at_once(self, user: User) -> bool:
        """Whether an invitation makes the user a member at once."""
        return self.auto_accept if user.auto_accept is None else user.auto_accept

    def add_user(self, user: User) -> User:
        self.places.add(user)
        self.friends.show(user)
        self.secrets.add(user.access_token)
        self.feeds.welcome(user, self.ids.serial, self.clock.stamp)
        return self.users.add(user)

    def forget_user(self, user: User) -> None:
        """Take a user out of everything but the messages and the channels' member lists."""
        self.users.remove(user)
        if user.bot is not None:
            self.bots.remove(user.bot)
        self.with_devices.pop(user.user_id, None)
        for block in [*user.blocks, *user.blocked_by]:
            block.lift()
        self.friends.forget(user)
        self.type_rules.forget(user)
        self.feeds.forget(user)
        place = self.places.of(user)
        for sanction in [*place.bans, *place.mutes]:
            if (channel := self.channel(sanction.channel_url)) is not None:
                self.places.lift(channel, sanction)
        self.places.forget(user)

    def add_bot(self, bot: Bot) -> Bot:
        """Make a user a bot."""
        bot.user.bot = bot
        self.secrets.add(bot.bot_token)
        for member in self.places.of(bot.user).memberships.values():
            member.channel.bots[bot.user.user_id] = bot
        return self.bots.add(bot)

    def add_device(self, user: User, device: Device) -> None:
        user.devices[device.token_type, self.secrets.add(device.token)] = device
        self.with_devices[user.user_id] = user
        for member in self.places.of(user).memberships.values():
            member.channel.with_devices[user.user_id] = member

    def remove_device(self, user: User, device: Device) -> None:
        del user.devices[device.token_type, device.token]
        if not user.devices:
            del self.with_devices[user.user_id]
            for member in self.places.of(user).memberships.values():
                del member.channel.with_devices[user.user_id]

    # --- channels ---

    def add_channel(self, channel: Channel) -> None:
        """Take a new channel in, with the operators it has."""
        self.places.operate(channel, channel.operators_by_id)
        if isinstance(channel, GroupChannel):
            channel.last_activity = channel.last_activity or channel.created
            self.group_channels.add(channel)
            self.places.by_last_message.add(channel)
        elif isinstance(channel, OpenChannel):
            self.open_channels.add(channel)
        self.of_custom_type(channel).add(channel)
        self._follow_type_rules(channel)

    def _follow_type_rules(self, channel: Channel) -> None:
        """Have a channel find the sanctions of its custom type."""
        rules = self.type_rules.own(channel.custom_type) if channel.custom_type else None
        channel.bans.of_type = rules.bans if rules is not None else None
        channel.mutes.of_type = rules.mutes if rules is not None else None

    def remove_channel(self, channel: Channel) -> None:
        self.of_custom_type(channel).remove(channel)
        self.polls.forget(channel.channel_url)
        self.places.operate(channel, {})
        for sanction in [*channel.bans, *channel.mutes]:
            self.places.lift(channel, sanction)
        if isinstance(channel, GroupChannel):
            self.places.end_distinct(channel)
            at = self.clock.stamp()
            for member in list(channel.members_by_join):
                self.places.leave(member, at)
            self.group_channels.remove(channel)
            self.places.by_last_message.remove(channel)
        elif isinstance(channel, OpenChannel):
            for participant in list(channel.participants_by_id.values()):
                self.places.exit(participant)
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
        self._follow_type_rules(channel)
