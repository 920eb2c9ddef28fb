"""Training of models that rate phones, words and takes as experts do."""
