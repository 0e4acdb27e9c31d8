"""What an application of Tencent Chat keeps."""

from chatmock.providers.tencent.model.account import IMAGE, NICK, Account, Instance, Session
from chatmock.providers.tencent.model.accounts import ROBOT, Accounts
from chatmock.providers.tencent.model.app import App, Given
from chatmock.providers.tencent.model.audiences import EVERYBODY
from chatmock.providers.tencent.model.c2c import C2C
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.events import EVENTS
from chatmock.providers.tencent.model.file import File
from chatmock.providers.tencent.model.friendship import Friend, FriendRequest, Friends
from chatmock.providers.tencent.model.group import (
    ADMIN,
    FOR_EVER,
    MEMBER,
    NOT_MEMBER,
    OWNER,
    SORTS,
    WITH_TOPICS,
    Group,
    Member,
)
from chatmock.providers.tencent.model.group_history import GroupHistory
from chatmock.providers.tencent.model.group_types import OTHER_NAMES, TYPES, GroupType
from chatmock.providers.tencent.model.groups import Groups
from chatmock.providers.tencent.model.join_request import APPLIES, INVITED, NEEDS_CONSENT, JoinRequest, request_key
from chatmock.providers.tencent.model.live import Live, LiveLog, Poller
from chatmock.providers.tencent.model.message import RECALLED_C2C, RECALLED_GROUP, Body, Message, key_of
from chatmock.providers.tencent.model.pair import Pair, Side
from chatmock.providers.tencent.model.pushing import Pushed, Pushing
from chatmock.providers.tencent.model.recents import C2C as OF_TWO
from chatmock.providers.tencent.model.recents import GROUP as OF_GROUP
from chatmock.providers.tencent.model.recents import Recent, Recents
from chatmock.providers.tencent.model.settings import Fields, Settings
from chatmock.providers.tencent.model.statistics import BEIJING, Day, Statistics, beijing_day
from chatmock.providers.tencent.model.ticket import Ticket
from chatmock.providers.tencent.model.tips import SYSTEM
from chatmock.providers.tencent.model.topic import Topic, TopicSide
from chatmock.providers.tencent.model.topics import PREFIX as TOPIC_PREFIX
from chatmock.providers.tencent.model.webhook import AFTER_WEBHOOKS, BEFORE_WEBHOOKS, WEBHOOKS, Webhook

__all__ = [
    "ADMIN",
    "AFTER_WEBHOOKS",
    "APPLIES",
    "BEFORE_WEBHOOKS",
    "BEIJING",
    "C2C",
    "EVENTS",
    "EVERYBODY",
    "FOR_EVER",
    "IMAGE",
    "INVITED",
    "MEMBER",
    "NEEDS_CONSENT",
    "NICK",
    "NOT_MEMBER",
    "OF_GROUP",
    "OF_TWO",
    "OTHER_NAMES",
    "OWNER",
    "RECALLED_C2C",
    "RECALLED_GROUP",
    "ROBOT",
    "SORTS",
    "SYSTEM",
    "TOPIC_PREFIX",
    "TYPES",
    "WEBHOOKS",
    "WITH_TOPICS",
    "Account",
    "Accounts",
    "App",
    "Body",
    "Caller",
    "Day",
    "Fields",
    "File",
    "Friend",
    "FriendRequest",
    "Friends",
    "Given",
    "Group",
    "GroupHistory",
    "GroupType",
    "Groups",
    "Instance",
    "JoinRequest",
    "Live",
    "LiveLog",
    "Member",
    "Message",
    "Pair",
    "Poller",
    "Pushed",
    "Pushing",
    "Recent",
    "Recents",
    "Session",
    "Settings",
    "Side",
    "Statistics",
    "Ticket",
    "Topic",
    "TopicSide",
    "Webhook",
    "beijing_day",
    "key_of",
    "request_key",
]
