"""How native speakers say a phrase, as numbers."""
