"""Users, and what belongs to one."""
