"""Seed documents: filling an application from one, and dumping it into one."""
