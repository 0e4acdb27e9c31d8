"""The errors of Tencent Chat. It says its codes, and its sentences differ from day to day: these are chatmock's own.

Meanings: the vendor's page of error codes (docs, 2024). Every refusal comes with the status 200.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.core.errors import Error, Invalid, Refusal
from chatmock.core.errors import error as _error


def error(code: int, sentence: str) -> Error:
    return _error(code, sentence, status=200)


# The access layer
bad_form = error(60002, "The HTTP request is not right: {reason}")
bad_json = error(60003, "The body is no JSON: {reason}")
no_signature = error(60004, "identifier or usersig is missing in the URL")
bad_app_id = error(60006, "sdkappid in the URL is no SDKAppID")
too_often = error(60007, "The command is called too often")
no_resource = error(60009, "There is no such command: check the address")
needs_admin = error(60010, "The REST API needs the UserSig of an administrator")
app_too_often = error(60011, "The application calls too often")
no_app_id = error(60012, "sdkappid is missing in the URL")
app_disabled = error(60016, "The application is disabled")
overloaded = error(60022, "The server is overloaded")
bad_query = error(60025, "{name} in the URL is not right")

# The web socket
not_logged_in = error(6014, "Nobody is logged in on this socket")
kicked = error(1002, "The login has ended: kick {kick_type}")

# Tickets
ticket_expired = error(70001, "The UserSig has expired")
ticket_empty = error(70002, "The UserSig is empty")
ticket_unreadable = error(70003, "The UserSig cannot be read")
ticket_incomplete = error(70005, "The UserSig lacks a field, or has one of a wrong type")
ticket_wrong = error(70009, "The UserSig was made with another key")
ticket_of_other_user = error(70013, "The UserSig is another UserID's")
ticket_of_other_app = error(70014, "The UserSig is another SDKAppID's")
no_public_key = error(70016, "There is no key to check the UserSig with")
no_such_app = error(70020, "There is no application with this SDKAppID")
locked = error(70050, "Too many UserSigs were wrong: try again after a minute")
blocked = error(70051, "The account is blocked")
ticket_void = error(70052, "The UserSig is not good any more: the account was kicked")

# Accounts
no_account = error(70107, "There is no account {user_id}")
login_restricted = error(70114, "The login is restricted")
account_timeout = error(70169, "The server took too long")
bad_batch = error(70206, "Too many accounts at once, or none")
too_many_accounts = error(70398, "The plan allows no more than 100 accounts")
bad_account_value = error(70402, "{field} is missing or not right")
accounts_need_admin = error(70403, "This needs an administrator")
account_broken = error(70500, "The server failed: {reason}")
cannot_be_deleted = error(71000, "Accounts of this plan cannot be deleted")
status_used_up = error(72000, "The trial's active users are used up")
status_off = error(72001, "The status of users is switched off")

# Messages of the REST API
bad_message_json = error(90001, "The body is no JSON, or {field} is not right")
bad_message_body = error(90002, "MsgBody is not right: {reason}")
bad_recipient = error(90003, "To_Account is missing or not right")
bad_random = error(90005, "MsgRandom is missing or not right")
bad_timestamp = error(90006, "MsgTimeStamp is missing or not right")
body_is_no_list = error(90007, "MsgBody is no list")
bad_sender = error(90008, "From_Account is not right, or there is no such account")
messages_need_admin = error(90009, "This needs an administrator")
bad_element = error(90010, "An element of MsgBody is not right")
too_many_recipients = error(90011, "More than 500 accounts at once")
recipient_not_imported = error(90012, "There is no account {user_id}: it was neither imported nor logged in")
kept_too_long = error(90026, "MsgLifeTime is longer than seven days")
bad_sync = error(90031, "SyncOtherMachine is not right")
bad_life_time = error(90044, "MsgLifeTime is not right")
no_message_account = error(90048, "There is no account {user_id}")
bad_key = error(90054, "MsgKey is not right")
internal = error(91000, "The server failed: {reason}")
too_big = error(93000, "The message is longer than 12 KB")

# Messages between two
no_c2c_account = error(20003, "There is no account {user_id}: it was neither imported nor logged in")
blocked_by_other = error(20007, "The account is on the block list of {user_id}")
not_friends = error(20009, "The two are no friends")
not_on_their_list = error(20010, "The account is no friend of {user_id}")
not_on_own_list = error(20011, "{user_id} is no friend of the account")
too_late = error(20016, "The message is too old to be recalled")
c2c_refused = error(20006, "The application's server refuses the message")
c2c_muted = error(20012, "The account is silenced")
not_deleted = error(20018, "There is no such message to delete")
nothing_to_recall = error(20022, "There is no such message")
recalled_already = error(20023, "The message was recalled already")

extension_conflict = error(23001, "The extension was written meanwhile")
too_many_extensions = error(23003, "A message has 300 extensions at the most")
no_extensions = error(23002, "The message takes no extensions")
edit_conflict = error(20028, "The message was modified meanwhile")

# Profiles
bad_profile_value = error(40001, "{field} is missing or not right")
no_profile_account = error(40003, "There is no account {user_id}")
unknown_field = error(40009, "There is no field {tag}")
value_too_long = error(40601, "The value of {tag} is longer than 500 bytes")
value_not_allowed = error(40605, "The value of {tag} is none of those that are allowed")
value_of_wrong_type = error(40610, "The value of {tag} has a wrong type")

# Friends, conversations, operations
bad_friend_value = error(30001, "{field} is missing or not right")
no_friend_account = error(30003, "There is no account {user_id}")
on_own_block_list = error(30515, "{user_id} is on the block list of who asks")
asks_nobody = error(30516, "{user_id} takes no friends")
on_their_block_list = error(30525, "{user_id} has blocked who asks")
waits_for_consent = error(30539, "{user_id} has to agree first")
no_friend_request = error(30614, "There is no such request")
no_friend = error(31704, "{user_id} is no friend")
bad_conversation_value = error(50002, "{field} is missing or not right")
no_conversation = error(50001, "There is no such conversation")
no_conversation_group = error(51009, "There is no such conversation group")
too_many_conversation_groups = error(51010, "There are 20 conversation groups already")
conversation_group_name = error(51011, "The name of a conversation group has 1 to 32 bytes")
too_many_pins = error(51012, "50 conversations are pinned already")
bad_operation_value = error(130001, "{field} is missing or not right")
bad_history_value = error(1001, "{field} is missing or not right")

# Groups
no_group_command = error(10003, "There is no such command")
bad_group_value = error(10004, "{field} is missing or not right")
too_many_members = error(10005, "Too many accounts at once")
no_right = error(10007, "This is not allowed: {reason}")
owner_stays = error(10009, "The owner cannot leave the group")
group_gone = error(10010, "There is no group {group_id}")
bad_group_json = error(10011, "The body is no JSON: {reason}")
is_member = error(10013, "The account is a member already")
group_full = error(10014, "The group is full")
bad_group_id = error(10015, "The id of the group is not right")
group_refused = error(10016, "The application's server refuses it")
muted = error(10017, "The account, or the whole group, is silenced")
no_group_account = error(10019, "There is no account {user_id}")
group_id_taken = error(10021, "The id of the group is taken")
group_too_fast = error(10023, "Messages come too fast for the group")
group_id_own = error(10025, "You own a group with this id already")
answered_already = error(10024, "There is no such request, or it was answered")
no_group_message = error(10030, "There is no such message")
group_recall_too_late = error(10031, "The message is too old to be recalled")
recall_not_own = error(10033, "Only the owner and admins recall messages of others")
recalled_group_message = error(10032, "The message cannot be recalled")
too_many_live_groups = error(10036, "There are too many live groups")
too_many_groups = error(10037, "The account is in too many groups")
attribute_key_too_long = error(10045, "The key of an attribute is longer than 32 bytes")
attribute_too_long = error(10046, "The value of an attribute is longer than 4000 bytes")
too_many_attributes = error(10047, "A group has no more than 16 attributes")
attributes_too_long = error(10048, "The values of all attributes are longer than 16000 bytes")
attributes_too_often = error(10049, "The attributes of the group are written too often")
no_attribute = error(10050, "There is no attribute {key}")
no_receipts = error(10062, "Nobody asked for receipts of the message")
attributes_conflict = error(10056, "The attributes were written since you have read them: read them again")
no_communities = error(11000, "Communities are switched off")
no_topic = error(110003, "There is no topic {topic_id}")
no_extension_key = error(23004, "There is no such key, or no such message")
too_many_counters = error(10063, "A group has 20 counters at the most")
too_many_pinned = error(10070, "Ten messages are pinned already")
pinned_already = error(10071, "The message is pinned already")
group_message_too_big = error(80002, "The message is longer than 12 KB")
webhook_failed = error(80003, "{command} had {reason}")

# Files
no_file = _error(114000, "There is no such file", status=404)
file_address_expired = _error(114001, "The file has come already, or the address has expired", status=403)

not_served = error(501000, "chatmock knows this command but does not serve it yet.")

ERRORS: dict[int | str, Error] = {found.code: found for found in list(globals().values()) if isinstance(found, Error)}
"""All of them by their codes."""

SAMPLES = {
    "field": "a field",
    "reason": "Injected by chatmock.",
    "name": "a name",
    "user_id": "alice",
    "group_id": "lunch",
    "key": "a key",
    "topic_id": "@TGS#_a@TOPIC#_b",
    "command": "C2C.CallbackBeforeSendMsg",
    "tag": "a tag",
    "kick_type": 1,
}
"""What stands in the braces of a sentence that a fault says."""

_BODY_PROBLEMS = {
    "encoding": "The body cannot be read.",
    "form": "A form is no JSON.",
    "object": "The body is no object.",
    "size": "The body is too large.",
    "handshake": "This is no handshake of a socket.",
}


def own_error(code: int, sentence: str) -> Refusal:
    """Refuse with a code and a sentence of the application's server; braces in it are no fields."""
    return error(code, sentence.replace("{", "{{").replace("}", "}}"))()


def bad_body(reason: str) -> Refusal:
    """Refuse a body that is not what it should be, before anybody reads it."""
    return bad_form(reason=_BODY_PROBLEMS.get(reason, "The body is no JSON."))


def unreadable(family: int | str, reason: str) -> Refusal:
    """Refuse a body that is no JSON object, with the code of a command's family."""
    found = {90001: bad_message_json, 10004: bad_group_json}.get(int(family), bad_json)
    return found(field="it", reason=reason)


def schema_refusal(found: Invalid) -> Refusal:
    """Refuse a value that breaks its schema, with the code that the schema has for it."""
    rule: Mapping[str, Any] = found.whole.get("properties", {}).get(found.top, {})
    codes = rule.get("x-codes", {})
    inside = codes.get("inside") if found.field != found.top else None
    code = inside or codes.get(found.keyword) or rule.get("x-code") or found.whole.get("x-code", 60003)
    known = ERRORS.get(code, bad_json)
    return known(field=found.field or "the body", reason=f"{found.field or 'the body'} ({found.keyword})", user_id="")


def shape(code: int | str, message: str) -> dict[str, Any]:
    """The body of a refusal. Those about friends, profiles and conversations say it for people, too."""
    told = {"ActionStatus": "FAIL", "ErrorCode": code, "ErrorInfo": message}
    return {**told, "ErrorDisplay": message} if isinstance(code, int) and 30000 <= code < 60000 else told
