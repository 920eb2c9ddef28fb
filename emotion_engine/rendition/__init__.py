"""Render a take in the learner's own voice with the prosody of others."""
