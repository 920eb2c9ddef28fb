"""The API for other programs: a door over the services of the other applications."""
