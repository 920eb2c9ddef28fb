"""Words, syllables and phones: what should be said, and when it was."""
