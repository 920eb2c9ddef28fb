"""Views: what answers requests about natives."""
