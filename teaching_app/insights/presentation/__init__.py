"""Reports as pages, print and files show them."""
