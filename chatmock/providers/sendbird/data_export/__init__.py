"""Exports of messages, channels and users into files."""
