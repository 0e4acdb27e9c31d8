"""Push notifications: devices, choices of users, and the journal's entries."""
