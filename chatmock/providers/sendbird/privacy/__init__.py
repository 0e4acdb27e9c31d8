"""Requests of data protection: users' data handed out, or deleted."""
