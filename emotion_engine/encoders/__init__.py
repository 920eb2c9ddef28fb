"""Pretrained encoders: waveform or text to hidden states."""
