"""Commands of the web SDK that chatmock does not carry out: known, and refused (501000)."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api

DECLINED = {
    "im_open_translate.ws_batch_trans_text": "Translations are another service.",
    "im_open_speech.ws_sentence_recognition": "Texts of recordings are another service.",
    "im_msg_audit_mgr.get_local_words": "The words of a moderation are the vendor's; its SDK goes on without.",
    "follow.follow_add": "Following belongs to official accounts, another product.",
    "follow.follow_delete": "Following belongs to official accounts, another product.",
    "follow.follow_get_info": "Following belongs to official accounts, another product.",
    "follow.follow_get": "Following belongs to official accounts, another product.",
    "follow.follow_check": "Following belongs to official accounts, another product.",
    "im_cos_sign_svr.cos": "It gives credentials of the vendor's own storage; `im_cos_msg.pre_sig` does without.",
    "im_cos_msg.simple_sig": "It is for uploads to the vendor's own storage; `im_cos_msg.pre_sig` does without.",
    "im_cos_msg.get_imageinfo": "The vendor's own storage measures pictures.",
    "im_cos_msg.get_final_ip": "It gives addresses of the vendor's own storage.",
    "im_cos_msg.video_cover": "The vendor's own storage makes pictures of films.",
    "offline_push_report.uniapp_sdk_report": "The vendor's push plugin reports to the vendor by it.",
}
"""Each with the reason."""


def refuse_declined(call: Call) -> None:
    """Refuse: chatmock does not do this. The hint stands in the journal: frames have no headers."""
    command = call.request.path
    call.headers["X-Chatmock-Hint"] = (
        f"{command} is a command of the platform that chatmock does not have: {DECLINED[command]} "
        "docs/not-served.md lists those, and a fault can answer in its place"
    )
    raise errors.not_served()


for _name in DECLINED:
    api.command(_name)(refuse_declined)
