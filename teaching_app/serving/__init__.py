"""How the processes are served on one machine."""
