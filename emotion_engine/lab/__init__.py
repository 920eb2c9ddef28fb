"""The laboratory: corpora, training, evaluation and the command line; nothing outside imports it."""
