"""Commands of natives."""
