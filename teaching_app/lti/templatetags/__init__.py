"""Template tags of sign-on."""
