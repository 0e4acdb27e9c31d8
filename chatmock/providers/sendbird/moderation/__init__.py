"""Moderation: bans, mutes, freezing, reports, unwanted words."""
