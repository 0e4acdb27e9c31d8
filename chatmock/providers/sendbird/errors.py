"""The errors Sendbird documents, in the words of 2016 and of today.

Codes and meanings: the document of December 2016. Sentences: recordings of 2016 where there are any (``nickname must be
required.``, ``User not found.``), live answers of later years for today's words; the pattern of those for the rest.
"""

from __future__ import annotations

from chatmock.core.errors import Invalid, Refusal, error

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
bad_api_token = error(400401, "Not valid Api-Token. {reason}")
param_missing = error(400402, "Required param is missing.")
bad_body = error(400403, "Not valid JSON body.")
body_too_large = error(400403, "Not valid request body. It is larger than this server takes.")
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
not_implemented = error(501000, "chatmock knows this operation but does not implement it yet.", status=501)

_BY_TYPE = {
    "string": not_string,
    "integer": not_number,
    "number": not_number,
    "array": not_list,
    "object": not_json,
    "boolean": not_boolean,
}


def invalid(found: Invalid) -> Refusal:
    """The documented error of a value that breaks its schema."""
    match found.keyword:
        case "required":
            return required(field=found.field)
        case "type":
            return _BY_TYPE[found.expected](field=found.field)
        case "minLength" | "maxLength":
            return wrong_length(field=found.field)
        case "minimum" if found.expected == 0:
            return not_positive(field=found.field)
        case "pattern" if found.field == "channel_url":
            return invalid_value(field="channel_url. It takes only alphabets, numbers, hyphen and underscore.")
    return invalid_value(field=found.field)
