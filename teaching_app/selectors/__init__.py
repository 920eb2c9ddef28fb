"""What reads the database."""
