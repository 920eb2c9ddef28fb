"""Turns figures into sentences and drawings."""
