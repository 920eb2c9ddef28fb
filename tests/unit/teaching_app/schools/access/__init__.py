"""The table of who is answered what, a module for each part of schools' addresses.

Each module has ``LINES``, and ``rows(world)``: what the addresses name, by the word that
the lines use, for the ``World`` of ``test_access_table``.
"""
