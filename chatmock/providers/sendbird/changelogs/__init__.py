"""Change logs: noting changes, and listing them."""
