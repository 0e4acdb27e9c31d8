"""Users: signing up, finding and changing people."""
