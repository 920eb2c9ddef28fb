"""What takes say together: one row of facts for each, and reports over them."""
