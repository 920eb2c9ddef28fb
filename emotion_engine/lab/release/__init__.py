"""Measure a model by fold, train it on all speakers, and write it with its card."""
