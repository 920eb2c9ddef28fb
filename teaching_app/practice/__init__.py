"""Learners, phrases, takes and feedback: all that a learner does here."""
