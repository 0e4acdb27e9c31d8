"""Bots, and their callbacks."""
