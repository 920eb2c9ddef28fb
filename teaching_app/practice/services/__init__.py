"""Services: changes to the database."""
