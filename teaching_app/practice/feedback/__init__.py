"""From measurements to sentences: rules choose, the catalogue words, pages show."""
