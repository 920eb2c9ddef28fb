"""Forms: input from pages."""
