"""Services that change facts."""
