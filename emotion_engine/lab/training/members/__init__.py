"""Training of the models that decide together how a delivery sounds."""
