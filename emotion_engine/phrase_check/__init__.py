"""Was the asked phrase said? Decided before anything is judged."""
