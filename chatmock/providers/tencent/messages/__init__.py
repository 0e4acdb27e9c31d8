"""Messages between two, and those of groups."""
