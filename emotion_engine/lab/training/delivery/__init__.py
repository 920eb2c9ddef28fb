"""Learning to rate phones, words and takes as experts do."""
