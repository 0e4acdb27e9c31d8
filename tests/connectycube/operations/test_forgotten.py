"""Nothing is kept of a user who is gone."""


class Watcher:
    """What watches a user, as a client of the chat does."""

    def __init__(self):
        self.watched = {}


def test_the_chat_forgets_a_user_who_is_gone(api, ann, bob):
    chat = api.app.chat
    chat.watch(Watcher(), ann.id)
    chat.watch(Watcher(), bob.id)
    chat.keep(ann.id, "a stanza")
    chat.contacts_of(api.app.users.rows[ann.id])
    chat.privacy_of(api.app.users.rows[ann.id])
    assert ann.send("DELETE", f"/users/{ann.id}").refusal is None
    assert (list(chat.watchers), chat.waiting, chat.contacts, chat.privacy) == ([bob.id], {}, {}, {})
