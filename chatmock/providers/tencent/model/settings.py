"""What the vendor's console sets about an application, and where its behaviour is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

Fields = Mapping[str, Mapping[str, str]]
"""Fields of the application, by name: ``type`` string or number, and what ``admin`` and ``user`` may do with it: ``rw``, ``r``, ``w``
or nothing."""


class Settings(msgspec.Struct, frozen=True):
    """Each switch has the default that most applications have."""

    admins: tuple[str, ...] = ()
    """UserIDs that may call the REST API beside the administrator."""
    documented_rates: bool = False
    """Whether commands are refused (60007) that come more often than the documentation allows."""
    most_accounts: int | None = None
    """How many accounts there may be (70398 beyond): 100 on the trial plan; None without a bound."""
    daily_groups: int | None = None
    """How many groups a day are in the plan: one webhook tells when most of them are made. None for no such plan."""
    group_messages_a_second: int | None = None
    """How many messages a group takes in a second (10023 beyond): 40 are documented; None without a bound."""
    attribute_writes_a_second: int | None = None
    """How often the attributes of a group may be written in a second (10049 beyond): 5 are documented; None without a bound."""
    group_fields: tuple[str, ...] | None = None
    """The application's own fields of groups that the console knows (10004 for others); None for any."""
    member_fields: tuple[str, ...] | None = None
    """The same of members of groups."""
    groups_of_one: int | None = None
    """How many groups an account may be in (10037 beyond), live groups apart; None without a bound."""
    live_groups: int | None = None
    """How many live groups there may be (10036 beyond); None without a bound."""
    communities: bool = True
    """Whether there may be communities (11000 where not)."""
    receipts_up_to: int = 200
    """How many members a group may have whose messages ask for receipts; messages of larger ones have none."""
    deletes_accounts: bool = True
    """Whether accounts can be deleted, as on the trial plan; else 71000."""
    blocked_accounts: tuple[str, ...] = ()
    """UserIDs that may not log in (70051)."""
    wrong_tickets_a_minute: int | None = None
    """After how many wrong UserSigs an account is locked for a minute (70050); None: never."""
    creates_unknown_accounts: bool = True
    """Whether the first login makes the account; else 70107."""
    platforms_at_once: str = "all"
    """Which platforms can be used at once: ``all``, ``mobile_and_desktop`` (one of each, and web), ``mobile_or_desktop``
    (one of both, and web), ``one``."""
    web_instances: int = 1
    """How many web logins an account has at once, 10 at the most; the oldest one goes."""
    other_instances: int = 1
    """The same for each other platform, 3 at the most."""
    sdk_config: Mapping[str, str] = msgspec.field(default_factory=dict)
    """What the web SDK fetches of its configuration: texts by name, as ``cmd_frequency_limit``."""
    purchase_bits: str = "1" * 64
    """What was bought, as the web SDK is told: 0 and 1, the lowest bit last."""
    invitees_agree: bool = False
    """Whether an account that a member brings into a group has to agree first."""
    recall_seconds: int = 120
    """How long a user may recall a message (20016, 10031 beyond); an administrator always may."""
    checks_friends: bool = False
    """Whether messages between two need that they are friends (20009, 20010, 20011)."""

    profile_fields: Fields | None = None
    """The application's own fields of profiles, without Tag_Profile_Custom_; None for any."""
    friend_fields: Fields | None = None
    """The application's own fields of friends, without Tag_SNS_Custom_; None for any."""
    most_friends: int | None = None
    """How many friends an account has (30010, 30014 beyond): 3000 on most plans; None without a bound."""
    most_friend_lists: int | None = None
    """How many friend lists an account has (30011 beyond)."""
    most_friend_requests: int | None = None
    """How many requests to an account are open at once (30012 beyond)."""
    most_blocked: int | None = None
    """How many accounts one blocks (30013 beyond)."""
    most_marked: int | None = None
    """How many conversations of an account have a mark or are in a group (51008 beyond): 1000 on the platform."""
    pushes_a_day: int | None = None
    """How many pushes to all a day are let through (90047 beyond): 100 on the platform."""
    push_interval: int = 0
    """Milliseconds that have to lie between two pushes to all (90024): 1000 on the platform."""
    most_robots: int = 20
    """How many robots there may be."""
    app_name: str = "chatmock"
    company: str = "chatmock"
    """What operations data call the application, and whose it is."""

    def with_changes(self, values: Mapping[str, Any]) -> Settings:
        """The same with other values; raises ValueError with a sentence for people."""
        known = {each.name: each for each in msgspec.structs.fields(self)}
        for name in values:
            if name not in known:
                raise ValueError(f"tencent has no setting {name!r}; there are: {', '.join(sorted(known))}")
        tuples = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        return msgspec.structs.replace(self, **{**values, **tuples})

    def shown(self) -> dict[str, Any]:
        """As JSON values."""
        values = {each.name: getattr(self, each.name) for each in msgspec.structs.fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
