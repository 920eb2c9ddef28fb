"""How near a delivery is to natives performing each style."""
