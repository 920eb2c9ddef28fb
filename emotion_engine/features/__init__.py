"""Measures of the voice over time: F0, intensity, spectral balance, per nucleus."""
