"""Sound in: what a file is, its samples, where speech is, how well it was recorded."""
