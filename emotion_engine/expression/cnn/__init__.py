"""An acoustic CNN pretrained on speech and transferred to other targets (Chen 2020)."""
