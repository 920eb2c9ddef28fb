"""Receivers of practice's signals."""
