"""Analyse a voice and resynthesise it with another prosody."""
