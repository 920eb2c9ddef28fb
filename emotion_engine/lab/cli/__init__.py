"""The command line of the engine: train, evaluate, profile."""
