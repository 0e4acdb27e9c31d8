"""What many applications never use: each part is made when it is first asked for, so that a reset does not make it."""

from __future__ import annotations

from functools import cached_property

from chatmock.core.application import Application
from chatmock.providers.sendbird.model.agenda import Agenda
from chatmock.providers.sendbird.model.announcement import Announcements
from chatmock.providers.sendbird.model.features import Features
from chatmock.providers.sendbird.model.feed import Feeds
from chatmock.providers.sendbird.model.job import Jobs
from chatmock.providers.sendbird.model.poll import Polls
from chatmock.providers.sendbird.model.scheduled_message import ScheduledMessages
from chatmock.providers.sendbird.model.statistics import Statistics
from chatmock.providers.sendbird.model.type_rules import AllTypeRules


class MadeLate(Application):
    """An application whose rare parts cost nothing until then."""

    @cached_property
    def type_rules(self) -> AllTypeRules:
        return AllTypeRules()

    @cached_property
    def features(self) -> Features:
        return Features()

    @cached_property
    def feeds(self) -> Feeds:
        return Feeds()

    @cached_property
    def polls(self) -> Polls:
        return Polls()

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self.clock, self.bus)

    @cached_property
    def announcements(self) -> Announcements:
        return Announcements(self.agenda)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self.agenda)

    @cached_property
    def scheduled_messages(self) -> ScheduledMessages:
        return ScheduledMessages(self.agenda)

    @cached_property
    def statistics(self) -> Statistics:
        return Statistics(self.clock)
