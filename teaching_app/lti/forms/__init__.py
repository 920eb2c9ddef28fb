"""What administrators and teachers enter."""
