"""The synthetic model voice, for phrases that no native has recorded yet."""
