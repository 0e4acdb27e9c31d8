"""Sample requests: of each error, and of a contract check."""
