"""The laboratory, which nothing outside imports: corpora, training, evaluation, CLI."""
