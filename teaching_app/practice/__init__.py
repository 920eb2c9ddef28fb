"""Learners, phrases, takes and feedback: everything a learner does here."""
