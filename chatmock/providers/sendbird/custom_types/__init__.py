"""Bans, mutes and operators of all channels of one custom type."""
