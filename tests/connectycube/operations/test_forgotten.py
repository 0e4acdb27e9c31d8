"""Nothing is kept of a user or a message that is gone, nothing is there before it comes, and what was done is not done again."""

from chatmock.providers.connectycube.model import people
from chatmock.providers.connectycube.model.contacts import Contacts


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


def test_a_user_who_is_gone_is_listed_no_more(ann, bob):
    assert [row["user"]["id"] for row in bob.get("/users")["items"]] == [ann.id, bob.id]
    ann.delete(f"/users/{ann.id}")
    assert [row["user"]["id"] for row in bob.get("/users")["items"]] == [bob.id]


def test_an_index_has_no_key_of_nobody(api, ann, bob):
    users = [api.app.users.rows[one.id] for one in (ann, bob)]
    index = {"a": {user.id: user for user in users}}
    people._take_out(index, "a", users[0])
    assert list(index["a"]) == [bob.id]
    for user in users:
        people._take_out(index, "a", user)
    assert index == {}


def test_a_message_that_is_gone_is_unread_no_more(ann, bob):
    lunch = ann.group(bob)
    said = ann.say(lunch)
    assert bob.unread() == 1
    ann.delete(f"/chat/Message/{said}", force=1)
    assert bob.unread() == 0


def test_a_message_is_read_and_delivered_once(api, ann, bob):
    said, messages = ann.say(ann.group(bob)), api.app.messages
    message, reader = messages.get(said), api.app.users.rows[bob.id]
    assert (message.is_delivered_to(ann.id), message.is_delivered_to(bob.id)) == (True, False)
    assert [messages.deliver(message, reader) for _ in range(2)] == [True, False]
    assert [messages.read(message, reader) for _ in range(2)] == [True, False]
    assert message.is_delivered_to(bob.id)


def test_a_new_contact_has_asked_nothing_and_was_asked_nothing():
    contact = Contacts().get(5)
    assert (contact.asks, contact.asked, contact.listed, contact.subscription) == (False, False, False, "none")
