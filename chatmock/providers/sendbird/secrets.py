"""Which headers, fields and queries hold secrets."""

from chatmock.core.secrets import Secrets

SECRETS = Secrets(
    headers=(
        "Api-Token",
        "Session-Key",
        "Access-Token",
        "Sec-WebSocket-Protocol",
        "Sendbird-Ws-Auth",
        "Sendbird-Ws-Token",
    ),
    fields=(
        "access_token",
        "api_key",
        "api_token",
        "apns_cert_password",
        "apns_device_token",
        "bot_token",
        "ekey",
        "gcm_api_key",
        "gcm_reg_token",
        "huawei_app_secret",
        "huawei_device_token",
        "new_key",
        "session_key",
        "session_token",
    ),
    ambiguous=("auth", "device_token", "device_tokens", "key", "token"),
    query=("access_token", "auth", "ekey", "key", "session_key", "session_token"),
)
