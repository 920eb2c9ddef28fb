"""Services that change schools; keyword arguments only."""
