"""From figures to sentences and drawings."""
