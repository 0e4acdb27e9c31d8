"""Stand-ins for translations of messages: texts marked with their language (today)."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.messages.editing import mentions_of
from chatmock.providers.sendbird.messages.lists import viewing_member
from chatmock.providers.sendbird.model import App, Channel, Given, Message, own_rare, rare_of


def marked_texts(text: str, languages: list[str]) -> dict[str, str]:
    """Mark a text with each language, by the languages' codes."""
    return {language: f"[{language}] {text}" for language in languages}


@api.post(
    "/{channel_type}/{channel_url}/messages/{message_id}/translation",
    accepts="translation.create",
    returns="message",
    by="member",
)
def translate_message(app: App, call: Call, channel: Channel, message: Message, given: Given) -> Message:
    """Translate a text message: ``soup`` becomes ``[es] soup``, a stand-in by which tests can tell languages.

    Errors: 400111 for a file, which has no text.
    """
    viewing_member(channel, asking_user(call))
    if message.type == "FILE":
        raise invalid_value(field="message_id")
    texts = marked_texts(message.message, given["target_langs"])
    before = rare_of(message).translations
    after = {**before, **texts}
    call.headers["X-Chatmock-Hint"] = "chatmock does not translate: texts are marked with their language"
    if after != before:
        own_rare(message).translations = after
        app.emit("message.updated", channel=channel, message=message, old_values=mentions_of(message))
    return message
