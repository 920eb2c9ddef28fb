"""From the report of a take to the facts that are kept of it."""
