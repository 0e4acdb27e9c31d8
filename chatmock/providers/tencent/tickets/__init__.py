"""UserSigs: made, read and checked; and who calls the REST API."""
