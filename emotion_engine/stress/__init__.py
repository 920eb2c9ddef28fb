"""Which syllables, and which words, stand out."""
