"""Sessions: who a client is, what it may do, and how it is greeted."""
