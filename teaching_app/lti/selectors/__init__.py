"""What reads the rows of platforms, courses and sign-on."""
