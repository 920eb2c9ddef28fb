"""Audio input: container, decoding, voice activity and recording quality."""
