"""Forms of the pages for tokens and webhooks."""
