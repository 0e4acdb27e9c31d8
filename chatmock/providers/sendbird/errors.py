"""The errors Sendbird documents, in the words of today and of 2016.

Codes and meanings: the document of December 2016. Sentences: recordings of 2016 where there are any (``nickname must be
required.``, ``User not found.``), live answers of later years for today's words; the pattern of those for the rest.
"""

from __future__ import annotations

from chatmock.core.errors import Error, Invalid, Refusal, error

not_string = error(400100, "{field} must be a string.", today='"{field}" must be a string.')
not_number = error(400101, "{field} must be a number.", today='"{field}" must be a number.')
not_list = error(400102, "{field} must be a list.", today='"{field}" must be a list.')
not_json = error(400103, "{field} must be a JSON.", today='"{field}" must be a JSON.')
not_boolean = error(400104, "{field} must be a boolean.", today='"{field}" must be a boolean.')
required = error(400105, "{field} must be required.", today='"{field}" must be required.')
not_positive = error(400106, "{field} must be a positive number.", today='"{field}" must be a positive number.')
not_negative = error(400107, "{field} must be a negative number.", today='"{field}" must be a negative number.')
not_authorized = error(400108, "Not authorized. {reason}")
token_expired = error(400109, "The token is expired.")
wrong_length = error(400110, "Length of {field} is not valid.", today='Length of "{field}" is not valid.')
invalid_value = error(400111, 'Invalid value: "{field}".')
not_different = error(
    400112, "{field} must be different from {other}.", today='"{field}" must be different from "{other}".'
)
unusable_word = error(400151, "{field} contains unusable word.", today='"{field}" contains unusable word.')
not_found = error(400201, "{thing} not found.", today='"{thing}" not found.')
not_banned = error(400201, "Target user is not on banned user list.")
not_muted = error(400201, "Target user is not on muted user list.")
taken = error(400202, "{field} violates unique constraint.", today='"{field}" violates unique constraint.')
user_deactivated = error(400300, "User is deactivated.")
user_deleted = error(400301, "User is deleted or does not exist.")
bad_access_token = error(400302, "Access token is not valid.")
bad_app_id = error(400304, "Application id is not valid.")
user_id_too_long = error(400305, "User id is too long.")
key_expired = error(400309, "Session key is expired.")
token_revoked = error(400310, "Session token is revoked.")
bad_api_token = error(400401, "Not valid Api-Token. {reason}")
param_missing = error(400402, "Required param is missing.")
bad_body = error(400403, "Not valid JSON body.")
body_too_large = error(400403, "Not valid request body. It is larger than this server takes.")
bad_handshake = error(400403, "Not a WebSocket handshake.")
bad_form = error(400403, "Not valid multipart body.")
unknown_url = error(400404, "The request url is invalid url.")
push_token_not_created = error(400601, "The push token create fail. {reason}")
push_token_not_removed = error(400602, "The push token remove fail. {reason}")
over_quota = error(400800, "Your free plan has reached its quota.")
rate_limited = error(400910, "The request has been rate-limited.")
rate_limited_today = error(500910, "Too many requests.", status=429)
not_accessible = error(400920, "Not accessible. {reason}")
unexpected = error(500901, "{reason}", status=500)
unavailable = error(503, "API is unavailable temporarily. Please try again.", status=503)
not_served = error(501000, 'chatmock does not serve "{field}" with this value: {reason} Leave it out.', status=501)
not_implemented = error(501000, "chatmock knows this operation but does not implement it yet.", status=501)

# what only sockets say, part of it by an injected fault only; codes: the client SDKs' tables
login_required = error(900010, "Login is required.")
not_inside = error(900020, "You are not a member of the channel.")
sender_deactivated = error(900021, "User is deactivated.")
not_the_sender = error(900022, "You are not the sender of the message.")
sending_not_allowed = error(900023, "You are not allowed to send messages.")
muted_everywhere = error(900040, "You are muted in the application.")
muted = error(900041, "You are muted in the channel.")
frozen = error(900050, "The channel is frozen.")
blocked_word = error(900060, "The message contains an unwanted word.")
blocked_url = error(900061, "The message contains an address that is not allowed.")
blocked_domain = error(900065, "The message contains a domain that is not allowed.")
blocked_file = error(900066, "The file is not allowed.")
channel_deleted = error(900070, "The channel is deleted.")
receiver_blocked = error(900080, "The receiver has blocked you.")
receiver_deactivated = error(900081, "The receiver is deactivated.")
wrong_channel_type = error(900090, "The channel is of another type.")
banned = error(900100, "You are banned from the channel.")
too_many_messages = error(900200, "You have sent too many messages.")
no_message = error(900300, "Message not found.")
room_full = error(900400, "The channel is full.")
no_channel = error(900500, "Channel not found.")

# what no answer says: the SDK's own word for a connection that the server puts off, by an injected fault only
busy = error(800221, "The server is busy. Connect later.")

_BY_TYPE = {
    "string": not_string,
    "integer": not_number,
    "number": not_number,
    "array": not_list,
    "object": not_json,
    "boolean": not_boolean,
}


def refusal_message(refusal: Refusal, era: str) -> str:
    """The sentence of a refusal in the words of an era."""
    return refusal.message(sentence(refusal.error, era))


def sentence(error: Error, era: str) -> str:
    """The sentence of an error, with its fields in braces, in the words of an era."""
    return str(error.facts.get(era, error.sentence))


def schema_refusal(found: Invalid) -> Refusal:
    """Refuse a value that breaks its schema, with the error of its kind (docs).

    Of a field without effect a value that would change something is refused as not served.
    """
    match found.keyword:
        case "required":
            return required(field=found.field)
        case "type":
            return _BY_TYPE[found.expected](field=found.field)
        case "minLength" | "maxLength":
            return wrong_length(field=found.field)
        case "minimum" if found.expected == 0:
            return not_positive(field=found.field)
        case "const" if found.rule is not None and "x-no-effect" in found.rule:
            return not_served(field=found.field, reason=found.rule["x-no-effect"])
        case "pattern" if found.field == "channel_url":
            return invalid_value(field="channel_url. It takes only alphabets, numbers, hyphen and underscore.")
    return invalid_value(field=found.field)
