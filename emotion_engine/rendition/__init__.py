"""A take said again in the learner's own voice, with the prosody of others."""
