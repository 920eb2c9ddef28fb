"""From measurements to sentences: rules choose, the catalogue has the words."""
