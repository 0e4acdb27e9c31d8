"""Friends, their lists, requests, and who is blocked."""
