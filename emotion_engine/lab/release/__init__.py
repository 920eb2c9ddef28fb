"""Measure a model by fold, train it on everybody, and write it with its card."""
