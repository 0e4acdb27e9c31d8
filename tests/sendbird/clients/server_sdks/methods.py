"""The methods that the SDKs have at the versions that are pinned, and why some are not called, or their answers not taken."""

from pathlib import Path

from chatmock.providers.sendbird.hints import is_not_served
from tests.sendbird.clients.server_sdks.sdks import Method

HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def _read(line: str) -> Method:
    sdk, name, operation = line.split(" ", 2)
    api, _, method = name.partition(".")
    return Method(sdk, api, method, operation)


METHODS = [_read(line) for line in _lines("methods.txt")]


def _is_served(operation: str) -> bool:
    method, _, path = operation.partition(" ")
    return not is_not_served(method, f"/v3{path.replace('{channel_type}', 'group_channels')}")


NOT_CALLED = dict.fromkeys(
    (method.operation for method in METHODS if not _is_served(method.operation)), "not served yet"
)
"""Operations whose methods no test calls, and why."""
NOT_TAKEN = {
    **dict.fromkeys(
        ("js UserApi.addRegistrationOrDeviceToken", "js UserApi.removeRegistrationOrDeviceTokenByToken"),
        "refused: its model wants a list for `token`, that of the SDK for Python a text",
    ),
    **dict.fromkeys(
        ("js ApplicationApi.addApnsPushConfiguration", "ts ApplicationApi.addApnsPushConfiguration"),
        "an error: the certificate is a file of a form, and this SDK sends JSON alone",
    ),
}
"""Methods that fail at every answer there could be; what they do is seen all the same."""
EMPTY = "it is empty"
"""Of an answer in which nothing stands."""
_NO_KEYS = "its model has no key that the answer has"
_MANGLED = "it makes a text of the inner object"
NOTHING_OF_IT = {
    **dict.fromkeys(
        (
            "js ApplicationApi.removePushConfigurationById",
            "js ApplicationApi.updateApnsPushConfigurationById",
            "js ApplicationApi.updateFcmPushConfigurationById",
            "js ApplicationApi.updateHmsPushConfigurationById",
            "js BotApi.sendBotsMessage",
        ),
        _MANGLED,
    ),
    **dict.fromkeys(
        (
            "js GroupChannelApi.gcJoinChannel",
            "ts GroupChannelApi.gcJoinChannel",
        ),
        "it is declared without an answer",
    ),
    **dict.fromkeys(
        (
            "js MessageApi.listReactionsOfMessage",
            "js MetadataApi.viewChannelMetacounter",
            "js MetadataApi.viewChannelMetacounterByKey",
            "js MetadataApi.viewUserMetadata",
            "js UserApi.createChannelMetacounter",
            "js UserApi.createUserMetadata",
            "js UserApi.updateChannelMetacounter",
            "js UserApi.updateUserMetadata",
            "ts MessageApi.listReactionsOfMessage",
            "ts MetadataApi.createUserMetadata",
            "ts MetadataApi.updateUserMetadata",
            "ts MetadataApi.viewUserMetadata",
        ),
        _NO_KEYS,
    ),
    **dict.fromkeys(
        (
            "js UserApi.removeRegistrationOrDeviceTokenFromOwnerByToken",
            "ts UserApi.removeRegistrationOrDeviceTokenFromOwnerByToken",
        ),
        "its model is an object, the answer a list",
    ),
    **dict.fromkeys(
        (
            "python UserApi.remove_a_registration_or_device_token_from_an_owner",
            "python UserApi.view_who_owns_a_registration_or_device_token",
        ),
        "it makes a text of the list",
    ),
}
"""Methods whose SDK takes the answer and hands on nothing of it, and why."""
PARTS_LOST = {
    **{
        key: {"operators"}
        for key in (
            "js GroupChannelApi.gcAcceptInvitation",
            "js GroupChannelApi.gcInviteAsMembers",
            "js GroupChannelApi.gcUpdateChannelByUrl",
            "js GroupChannelApi.gcViewChannelByUrl",
            "js ModerationApi.gcFreezeChannel",
            "js ModerationApi.gcMuteUser",
        )
    },
    "js GroupChannelApi.gcListChannels": {"channels.operators"},
    "js MessageApi.removeReactionFromAMessage": {"user_id"},
    "js ModerationApi.blockUser": {"users"},
    "js ReportApi.viewModeratedMessageById": {"user"},
    "ts UserApi.removeRegistrationOrDeviceTokenByToken": {"token"},
}
"""Names under which an SDK spoils the value that an answer has: it makes a text, a number or a list of it that says nothing."""
