"""Statistics of how native speakers say a phrase."""
