"""Requests for documents and contract checks."""
