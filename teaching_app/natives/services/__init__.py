"""Services: what changes the rows of natives."""
