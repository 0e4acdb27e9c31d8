"""How users, dialogs and messages are shown."""
