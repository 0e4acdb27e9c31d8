"""Messages of both kinds of channels, and what is done with them."""
