"""The weight files: which they are, where they come from, how they get here."""
