"""Reports over many takes, from one row of facts for each."""
