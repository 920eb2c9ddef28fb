"""What is read of schools."""
