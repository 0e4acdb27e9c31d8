"""What a client fetches of its application: the console's settings, what was bought; and what it reports."""

from __future__ import annotations

import orjson

from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Given

_LONG = 86_400
"""Seconds until a client asks again."""


@api.command(
    "im_sdk_config_mgr.fetch_config",
    accepts="frame.im_sdk_config_mgr.fetch_config",
    returns="im_sdk_config_mgr.fetch_config.answer",
)
def fetch_config(app: App) -> Given:
    """Give the configuration of the SDK: what is set of it; the rest the SDK has by itself."""
    return {
        "int32_error_code": 0,
        "str_error_message": "",
        "str_json_config": orjson.dumps(dict(app.settings.sdk_config)).decode(),
        "uint32_expired_time": _LONG,
        "uint32_sdkappid": app.app_id,
        "uint64_version": 1,
    }


@api.command(
    "im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2",
    accepts="frame.im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2",
    returns="im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2.answer",
)
def fetch_purchases(app: App) -> Given:
    """Give what was bought."""
    return {
        "int32_error_code": 0,
        "str_error_message": "",
        "str_purchase_bits": app.settings.purchase_bits,
        "uint32_expired_time": _LONG,
    }


@api.command("imopenstat.tim_web_report_v2", accepts="frame.imopenstat.tim_web_report_v2", returns="frame.done")
def report(app: App) -> None:
    """Take a report of a client about itself: the journal has it, and nothing else comes of it."""
