"""Seed documents: what an application is filled from, and what it is written to."""
