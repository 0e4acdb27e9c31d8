"""Friends of an application's users: who finds whom by discovery keys, and what changed in each list of friends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.ids import Ids
from chatmock.providers.sendbird.model.user import Circle, Friend, User


class Friends:
    """The friends of all users. A friendship has one direction: it is in the list of the user who made it (ruled)."""

    def __init__(self, clock: Clock, ids: Ids, emit: Callable[..., None]) -> None:
        self._clock = clock
        self._ids = ids
        self._emit = emit
        self._holders: dict[str, dict[str, User]] = {}
        """Users by the discovery keys they have, then by id."""
        self._seekers: dict[str, dict[str, User]] = {}
        """Users by the discovery keys they uploaded, then by id."""

    # --- keys ---

    def show(self, user: User) -> None:
        """Have a user be found by the user's discovery keys from now on, without finding anybody yet."""
        for key in user.discovery_keys:
            self._holders.setdefault(key, {})[user.user_id] = user

    def set_keys(self, user: User, keys: list[str]) -> None:
        """Give a user other discovery keys. Who has uploaded one before discovers the user now."""
        self._take(self._holders, user.discovery_keys, user)
        user.discovery_keys = keys
        self.show(user)
        self._appear(user)

    def allow(self, user: User, allowed: bool) -> None:
        """Choose whether a user is discovered. Friendships that are there stay."""
        user.allow_friend_discovery = allowed
        user.revision += 1
        self._appear(user)

    def _appear(self, user: User) -> None:
        for key in user.discovery_keys:
            for seeker in list(self._seekers.get(key, {}).values()):
                self._discover(seeker, [user], self._clock.stamp())

    @staticmethod
    def _take(index: dict[str, dict[str, User]], keys: Iterable[str], user: User) -> None:
        for key in keys:
            if (users := index.get(key)) is not None:
                users.pop(user.user_id, None)
                if not users:
                    del index[key]

    # --- friends ---

    def add(self, user: User, target: User, at: int) -> Friend:
        """Make a user a friend by id."""
        friend = user.friend(target.user_id)
        if friend is None:
            friend = self.file(Friend(user, target, self._ids.serial(), at, is_added=True))
        friend.is_added = True
        return friend

    def file(self, friend: Friend) -> Friend:
        """File a new friend with both users."""
        circle_of(friend.target).kept_by[friend.user.user_id] = friend
        circle_of(friend.user).friends.add(friend)
        self._note(friend, friend.at)
        return friend

    def remove(self, friend: Friend) -> None:
        """Take a friend out of the list."""
        circle_of(friend.target).kept_by.pop(friend.user.user_id)
        circle_of(friend.user).friends.remove(friend)
        self._note(friend, self._clock.stamp(), deleted=True)

    def note_profile(self, user: User) -> None:
        """Note in the lists a user is in that the profile has changed."""
        if user.circle is not None and user.circle.kept_by:
            at = self._clock.stamp()
            for friend in user.circle.kept_by.values():
                self._note(friend, at)

    @staticmethod
    def _note(friend: Friend, at: int, *, deleted: bool = False) -> None:
        circle_of(friend.user).changes.note(friend.target.user_id, friend.serial, at, deleted=deleted)

    # --- discoveries ---

    def upload(self, user: User, names: Mapping[str, str | None]) -> None:
        """Keep names by discovery keys, and discover the users who have these keys."""
        self.keep(user, names)
        found = {holder.user_id: holder for key in names for holder in self._holders.get(key, {}).values()}
        self._discover(user, [holder for holder in found.values() if holder is not user], self._clock.stamp())

    def keep(self, user: User, names: Mapping[str, str | None]) -> None:
        """Keep names by discovery keys, without finding anybody yet."""
        if names:
            circle_of(user).discoveries.update(names)
        for key in names:
            self._seekers.setdefault(key, {})[user.user_id] = user

    def _discover(self, user: User, targets: list[User], at: int) -> None:
        """Make users friends by the uploaded keys that they have; say which of them are new."""
        new: list[Friend] = []
        for target in targets:
            friend = user.friend(target.user_id)
            if friend is None:
                if target is user or not target.allow_friend_discovery:
                    continue
                friend = Friend(user, target, self._ids.serial(), at)
                self._name(friend)
                new.append(self.file(friend))
            elif self._name(friend):
                self._note(friend, at)
        if new:
            self._emit("friends.discovered", user=user, friends=new)

    @staticmethod
    def _name(friend: Friend) -> bool:
        """Name a friend by the first of the own discovery keys that was uploaded: whether that changed anything."""
        names = circle_of(friend.user).discoveries
        key = next((key for key in friend.target.discovery_keys if key in names), None)
        before = friend.friend_discovery_key, friend.given_name
        friend.friend_discovery_key, friend.given_name = key, names[key] if key is not None else None
        return before != (friend.friend_discovery_key, friend.given_name)

    def forget_discoveries(self, user: User, keys: list[str]) -> None:
        """Forget uploaded names. A friend who was known by one of these keys alone is a friend no more (ruled)."""
        circle = circle_of(user)
        gone = [key for key in dict.fromkeys(keys) if key in circle.discoveries]
        for key in gone:
            del circle.discoveries[key]
        self._take(self._seekers, gone, user)
        lost = set(gone)
        for friend in [friend for friend in circle.friends if friend.friend_discovery_key in lost]:
            self._name(friend)
            if friend.friend_discovery_key is None and not friend.is_added:
                self.remove(friend)
            else:
                self._note(friend, self._clock.stamp())

    # --- the end ---

    def forget(self, user: User) -> None:
        """Take a deleted user out of all lists of friends, with the user's own list."""
        self._take(self._holders, user.discovery_keys, user)
        if (circle := user.circle) is None:
            return
        self._take(self._seekers, circle.discoveries, user)
        for friend in [*circle.friends, *circle.kept_by.values()]:
            self.remove(friend)


def circle_to_read(user: User) -> Circle:
    """The circle of a user; an empty one, which nobody keeps, where there is none."""
    return user.circle if user.circle is not None else Circle()


def circle_of(user: User) -> Circle:
    """The circle of a user, made where there is none."""
    if user.circle is None:
        user.circle = Circle()
    return user.circle


def friend_keys(friend: Friend | None) -> dict[str, Any]:
    """The keys by which an answer shows a friend to the one whose friend it is; none of them for a stranger."""
    if friend is None:
        return {}
    return {"friend_name": friend.friend_name, "friend_discovery_key": friend.friend_discovery_key}
