"""How the tables of schools came to be."""
