"""Dialogs: conversations, and who is in them."""
