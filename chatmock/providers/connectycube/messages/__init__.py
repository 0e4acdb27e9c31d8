"""Messages: history, marks, reactions and search."""
