"""Thin views: parse, call a service, answer."""
