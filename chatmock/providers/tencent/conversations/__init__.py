"""Conversation lists: what stands on them, pins, marks and groups."""
