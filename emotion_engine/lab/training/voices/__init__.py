"""Train a head that hears a take against the middle of its voice."""
