"""Train the fusion network on takes with texts."""
