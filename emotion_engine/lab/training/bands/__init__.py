"""How natives say sentences in general: examples, networks and their calibration."""
