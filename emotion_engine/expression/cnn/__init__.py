"""An acoustic CNN whose weights are learnt on speech and transferred (Chen 2020)."""
