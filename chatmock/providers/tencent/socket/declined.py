"""Commands of the web SDK that chatmock does not carry out: known, and refused (501000)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api

DECLINED = {
    "im_open_translate.ws_batch_trans_text": "the texts of a translation are another service's",
    "im_open_speech.ws_sentence_recognition": "so are those of speech",
    "im_msg_audit_mgr.get_local_words": "the words of a moderation are the vendor's; its SDK goes on without",
    "follow.follow_add": "following belongs to official accounts",
    "follow.follow_delete": "following belongs to official accounts",
    "follow.follow_get_info": "following belongs to official accounts",
    "follow.follow_get": "following belongs to official accounts",
    "follow.follow_check": "following belongs to official accounts",
    "im_cos_sign_svr.cos": "credentials of a cloud storage; pre_sig does without",
    "im_cos_msg.simple_sig": "an upload to the vendor's own storage; pre_sig does without",
    "im_cos_msg.get_imageinfo": "sizes of pictures are made by the vendor's storage",
    "im_cos_msg.get_final_ip": "the addresses of the vendor's storage",
    "im_cos_msg.video_cover": "pictures of films are made by the vendor's storage",
    "offline_push_report.uniapp_sdk_report": "a report of the vendor's push plugin",
}
"""Each with the reason."""


def refuse_declined() -> None:
    """Refuse: chatmock does not do this."""
    raise errors.not_served()


for _name in DECLINED:
    api.command(_name)(refuse_declined)
