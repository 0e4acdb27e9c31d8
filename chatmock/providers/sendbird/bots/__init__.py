"""Bots, and what they are told."""
