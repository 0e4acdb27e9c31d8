"""Requests that show what can be asked and what is refused."""
