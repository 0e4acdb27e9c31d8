"""What a Sendbird application keeps."""

from chatmock.providers.sendbird.model.announcement import Announcement
from chatmock.providers.sendbird.model.api_token import ApiToken
from chatmock.providers.sendbird.model.app import DEFAULT_ERA, App, Given
from chatmock.providers.sendbird.model.changelog import Change, ChangeLog
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.emoji import Emoji, EmojiCategory
from chatmock.providers.sendbird.model.events import EVENTS, Event
from chatmock.providers.sendbird.model.expressions import Expression, can_match, expression
from chatmock.providers.sendbird.model.features import EVENT_MESSAGES, Features, is_network
from chatmock.providers.sendbird.model.feed import Feed, FeedChannel, Feeds, Template, token_of
from chatmock.providers.sendbird.model.file import File
from chatmock.providers.sendbird.model.friends import circle_of, circle_to_read, friend_keys
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.job import DONE, LASTS, WAITS, Job, due_after
from chatmock.providers.sendbird.model.message import Message, kept_from, own_rare, parent_of, rare_of
from chatmock.providers.sendbird.model.notification import READ, Notification
from chatmock.providers.sendbird.model.open_channel import OpenChannel, Participant
from chatmock.providers.sendbird.model.places import Place
from chatmock.providers.sendbird.model.poll import Poll, PollOption
from chatmock.providers.sendbird.model.push_configuration import PushConfiguration
from chatmock.providers.sendbird.model.rare import Rare, Reaction, only_known
from chatmock.providers.sendbird.model.report import Report
from chatmock.providers.sendbird.model.sanction import LONGEST, Ban, Mute, Sanction
from chatmock.providers.sendbird.model.scheduled_message import CANCELED, FAILED, PENDING, SENT, ScheduledMessage
from chatmock.providers.sendbird.model.session import NEVER, Session, SessionSettings, SessionToken
from chatmock.providers.sendbird.model.settings import ChannelTypeSettings, Settings
from chatmock.providers.sendbird.model.thread import Thread
from chatmock.providers.sendbird.model.type_rules import TypeRules
from chatmock.providers.sendbird.model.user import Block, Bot, Device, Friend, User
from chatmock.providers.sendbird.model.values import (
    Edit,
    check_keys,
    create_values,
    delete_value,
    delete_values,
    named_keys,
    pick_value,
    pick_values,
    update_values,
)
from chatmock.providers.sendbird.model.webhook import CATEGORIES, CATEGORIES_2016, EVERYTHING, Webhook

__all__ = [
    "CANCELED",
    "CATEGORIES",
    "CATEGORIES_2016",
    "DEFAULT_ERA",
    "DONE",
    "EVENTS",
    "EVENT_MESSAGES",
    "EVERYTHING",
    "FAILED",
    "LASTS",
    "LONGEST",
    "NEVER",
    "PENDING",
    "READ",
    "SENT",
    "WAITS",
    "Announcement",
    "ApiToken",
    "App",
    "Ban",
    "Block",
    "Bot",
    "Change",
    "ChangeLog",
    "Channel",
    "ChannelTypeSettings",
    "Device",
    "Edit",
    "Emoji",
    "EmojiCategory",
    "Event",
    "Expression",
    "Features",
    "Feed",
    "FeedChannel",
    "Feeds",
    "File",
    "Friend",
    "Given",
    "GroupChannel",
    "Job",
    "Member",
    "Message",
    "Mute",
    "Notification",
    "OpenChannel",
    "Participant",
    "Place",
    "Poll",
    "PollOption",
    "PushConfiguration",
    "Rare",
    "Reaction",
    "Report",
    "Sanction",
    "ScheduledMessage",
    "Session",
    "SessionSettings",
    "SessionToken",
    "Settings",
    "Template",
    "Thread",
    "TypeRules",
    "User",
    "Webhook",
    "can_match",
    "check_keys",
    "circle_of",
    "circle_to_read",
    "create_values",
    "delete_value",
    "delete_values",
    "due_after",
    "expression",
    "friend_keys",
    "is_network",
    "kept_from",
    "named_keys",
    "only_known",
    "own_rare",
    "parent_of",
    "pick_value",
    "pick_values",
    "rare_of",
    "token_of",
    "update_values",
]
