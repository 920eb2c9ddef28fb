"""Doors for a school's own systems: LTI 1.3, sign-on with its accounts, OneRoster."""
