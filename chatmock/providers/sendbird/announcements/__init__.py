"""Announcements to many group channels, and who opens them."""
