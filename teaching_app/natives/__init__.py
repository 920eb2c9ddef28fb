"""Natives who record phrases by invitation, so that profiles are of real people."""
