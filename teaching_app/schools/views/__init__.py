"""Pages of teachers, and of learners in their classes."""
