"""Speech corpora, splits by speaker, cached features, and the training of the heads."""
