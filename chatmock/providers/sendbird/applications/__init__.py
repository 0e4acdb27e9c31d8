"""Applications, and what is set for the whole of one."""
