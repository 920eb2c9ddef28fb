"""Pages and addresses of learning platforms and sign-on."""
