"""Where an application's webhooks go, and of what: the webhook page of the vendor's console."""

from __future__ import annotations

from typing import Any

import msgspec

BEFORE_WEBHOOKS = (
    "Sns.CallbackPrevFriendAdd",
    "Sns.CallbackPrevFriendResponse",
    "C2C.CallbackBeforeSendMsg",
    "Group.CallbackBeforeCreateGroup",
    "Group.CallbackBeforeApplyJoinGroup",
    "Group.CallbackBeforeInviteJoinGroup",
    "Group.CallbackBeforeSendMsg",
    "Group.CallbackBeforeCreateTopic",
)
"""Webhooks whose answer decides whether something happens."""
AFTER_WEBHOOKS = (
    "Alert.RequestOverLimit",
    "State.StateChange",
    "Profile.CallbackPortraitSet",
    "Sns.CallbackFriendAdd",
    "Sns.CallbackFriendDelete",
    "Sns.CallbackBlackListAdd",
    "Sns.CallbackBlackListDelete",
    "C2C.CallbackAfterSendMsg",
    "C2C.CallbackAfterMsgReport",
    "C2C.CallbackAfterMsgWithDraw",
    "Group.CallbackAfterCreateGroup",
    "Group.CallbackAfterNewMemberJoin",
    "Group.CallbackAfterMemberExit",
    "Group.CallbackAfterSendMsg",
    "Group.CallbackAfterGroupFull",
    "Group.CallbackAfterGroupDestroyed",
    "Group.CallbackAfterGroupInfoChanged",
    "Group.CallbackAfterRecallMsg",
    "Group.CallbackOnMemberStateChange",
    "Group.CallbackSendMsgException",
    "Group.CallbackAfterCreateTopic",
    "Group.CallbackAfterTopicDestroyed",
    "Group.CallbackAfterTopicInfoChanged",
    "Group.CallbackAfterMemberFieldChanged",
    "Group.CallbackAfterGroupAttrChanged",
    "Group.CallbackAfterReadReceipt",
    "Group.CallbackAfterChangeGroupOwner",
    "Group.CallbackOnDailyGroupQuotaAlarm",
    "Chatbot.OnC2CSignalMessage",
    "Bot.OnC2CMessage",
    "Bot.OnGroupMessage",
)
"""Webhooks that tell what has happened; their answer changes nothing."""
WEBHOOKS = (*BEFORE_WEBHOOKS, *AFTER_WEBHOOKS)
"""Every webhook by its CallbackCommand."""


class Webhook(msgspec.Struct, frozen=True):
    """The settings of webhooks."""

    url: str = ""
    """Where they are posted; empty for nowhere."""
    token: str = ""
    """What signs them; empty for no ``Sign``."""
    events: tuple[str, ...] | None = None
    """The CallbackCommands that are switched on; None for all."""
    refuses_on_failure: bool = False
    """Whether something is refused (80003) where the answer to a before-webhook is late or not right; else it goes through."""
    repeats: bool = False
    """Whether an after-webhook is tried again where its receiver does not answer 200."""

    def wants(self, command: str) -> bool:
        """Whether a webhook is sent."""
        return self.url != "" and (self.events is None or command in self.events)

    def shown(self) -> dict[str, Any]:
        """As JSON values."""
        return {**msgspec.structs.asdict(self), "events": list(WEBHOOKS if self.events is None else self.events)}
