"""Files that strangers might send, and what becomes of them."""
