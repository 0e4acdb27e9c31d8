"""Conversations as people read them, of any platform; and speaking in one as anybody."""

from __future__ import annotations

from chatmock.control.actors import perform
from chatmock.control.api import Given, api, invalid_value, unknown_name
from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.later import Later
from chatmock.core.overview import Conversation, show

_SAYS = "says"


@api.get("/conversations", accepts="conversation.query", returns="conversation.page")
def list_conversations(application: Application, given: Given) -> Given:
    """List the conversations of an application; where a platform has them in that order, by the last message."""
    overview = application.provider.overview
    return {
        "total": overview.conversations_count(application),
        "conversations": show(overview.conversations(application, given["skip"], given["limit"])),
    }


@api.get("/conversations/{conversation_id}", accepts="said.query", returns="said.page")
def view_conversation(application: Application, conversation_id: str, given: Given) -> Given:
    """View a conversation and its last messages, or those before one: with marks, reactions, threads and files.

    In a conversation of more than 100 people no message says who has read it.
    """
    conversation, limit = _found(application, conversation_id), given["limit"]
    try:
        found = application.provider.overview.messages(application, conversation_id, given.get("before", ""), limit + 1)
    except KeyError:
        raise unknown_name(thing="message", name=given["before"], near="; leave before out") from None
    return {"conversation": show(conversation), "messages": show(found[-limit:]), "more": len(found) > limit}


@api.post("/conversations/{conversation_id}/acts", accepts="conversation.act", returns="answer")
def act_in_conversation(hub: Hub, application: Application, conversation_id: str, given: Given) -> Given | Later:
    """Have somebody do something in a conversation: says, reads, reacts, types, joins or leaves; as the actors do it."""
    _found(application, conversation_id)
    overview, user, verb = application.provider.overview, given.pop("user"), given.pop("verb")
    fields = {**given, **overview.place(application, conversation_id, user)}
    if verb == _SAYS:
        if not fields.pop("text", ""):
            raise invalid_value(field="text", reason="is missing or empty; say it")
        fields[overview.text_field] = given["text"]
    return perform(hub, application, user, verb, fields)


def _found(application: Application, conversation_id: str) -> Conversation:
    found = application.provider.overview.conversation(application, conversation_id)
    if found is None:
        raise unknown_name(thing="conversation", name=conversation_id, near="; GET /_chatmock/conversations lists them")
    return found
