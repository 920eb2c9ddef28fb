"""What the API reads of its own rows."""
