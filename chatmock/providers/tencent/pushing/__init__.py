"""Pushing to all: attributes and tags of accounts, and pushes to those that match."""
