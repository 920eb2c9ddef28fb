"""Accuracy, fluency and prosody as expert raters would hear them."""
