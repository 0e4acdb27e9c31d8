"""Requests that provoke errors, and those of a contract check."""
