"""The weight files: registry, sources and downloads."""
