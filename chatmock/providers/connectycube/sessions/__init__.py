"""Sessions: who asks, and how one logs in."""
