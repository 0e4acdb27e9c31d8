"""Search: filters over what is kept."""
