"""Push notifications: what is put down for devices, and what users choose."""
