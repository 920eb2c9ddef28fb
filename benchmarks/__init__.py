"""Speed, memory and load, measured side by side; run as ``python -m benchmarks.NAME``."""
