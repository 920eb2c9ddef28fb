"""What changes schools; keyword arguments only."""
