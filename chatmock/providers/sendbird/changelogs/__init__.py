"""Change logs: what is noted, and how it is listed."""
