"""What of a report teachers judge, and the wording of judgements; no queries here."""
