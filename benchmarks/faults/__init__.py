"""Whether anything is lost while everything fails in turn."""
