"""Take a voice apart and put it together again with another prosody."""
