"""Seed documents, loaded and dumped."""
