"""Webhooks: an application's own server is asked before something, and told after it."""
