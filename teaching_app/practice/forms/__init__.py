"""What comes in from a page."""
