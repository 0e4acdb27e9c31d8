"""Friends: the list of a user, and their discovery by keys."""
