"""What of a report a teacher judges, and how that is said: no queries here."""
