"""Views of the API, and pages on which people look after their programs."""
