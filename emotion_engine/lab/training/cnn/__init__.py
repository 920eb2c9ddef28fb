"""Training of the weight-transferred CNN."""
