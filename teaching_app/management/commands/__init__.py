"""Commands of manage.py: parse, call a service, print."""
