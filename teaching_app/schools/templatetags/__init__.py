"""What templates of schools need."""
