"""What changes the rows of platforms, courses and sign-on."""
