"""Voice and words aligned by attention (Boigne, Liyanage and Östrem, 2020)."""
