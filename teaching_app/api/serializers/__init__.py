"""The API's values as JSON."""
