"""Webhooks: an application's own server is told of what happens."""
