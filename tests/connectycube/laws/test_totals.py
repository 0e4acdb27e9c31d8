"""All that is unread, over all dialogs: the count that is kept equals a count of every message, whenever somebody looks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.connectycube.conftest import new_api
from tests.lengths import examples

WHO = st.integers(0, 2)
STEPS = st.tuples(
    st.sampled_from(
        ["say", "say", "read", "read all", "hide", "remove", "clear", "leave", "invite", "hide dialog", "gone"]
    ),
    WHO,
    st.integers(0, 3),
    st.integers(0, 9),
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(STEPS, min_size=15, max_size=60), st.sampled_from([1, 2, 5]))
def test_what_is_kept_equals_a_recount(steps, pause):
    """Everybody looks after each so many steps."""
    api = new_api()
    people = [api.user(name) for name in ("ann", "bob", "cy")]
    app, users = api.app, [api.app.users.rows[one.id] for one in people]
    made = [people[0].group(*people[1:]), people[1].group(people[2]), people[0].private(people[1]), people[2].public()]
    dialogs = [app.dialogs.get(dialog_id) for dialog_id in made]
    gone: set[int] = set()
    for number, (what, who, where, which) in enumerate(steps):
        if number % pause == 0:
            _look(app, people, users, gone)
        user, dialog = users[who], dialogs[where]
        if who in gone or app.dialogs.get(dialog.id) is None:
            continue
        said = list(dialog.history)
        message = said[which % len(said)] if said else None
        inside = dialog.has(user)
        match what:
            case "say" if inside:
                app.messages.say(dialog, user, "hi")
            case "read" if inside and message is not None:
                app.messages.read(message, user)
            case "read all" if inside:
                app.messages.read_all(dialog, user)
            case "hide" if inside and message is not None:
                app.messages.hide(message, user)
            case "remove" if message is not None:
                app.messages.remove(message, user)
            case "clear" if inside:
                app.dialogs.clear(dialog, user, user if which % 2 else None)
            case "leave" if inside and not dialog.is_private:
                app.dialogs.leave(dialog, user, None)
            case "invite" if not inside and not dialog.is_private:
                app.dialogs.join(dialog, user, user)
            case "hide dialog" if inside:
                app.dialogs.hide(dialog, user)
            case "gone" if which == 0 and who == 2:
                people[2].delete("/users/" + str(user.id))
                gone.add(2)
    _look(app, people, users, gone)


def _look(app, people, users, gone):
    for who, user in enumerate(users):
        if who not in gone:
            assert people[who].unread() == _recount(app, user)


def _recount(app, user):
    return sum(
        not message.is_read_by(user.id) and dialog.history.is_visible(message, user.id)
        for dialog in app.dialogs
        if dialog.has(user) and dialog.type in (2, 3)
        for message in dialog.history
    )
