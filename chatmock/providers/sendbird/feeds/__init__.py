"""Notifications: feed channels, their templates, what is sent, read and logged."""
