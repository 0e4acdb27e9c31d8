"""User information: profiles."""
