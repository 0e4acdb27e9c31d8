"""Open and group channels, and who is in them."""
