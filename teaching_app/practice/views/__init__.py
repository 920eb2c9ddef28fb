"""Thin views: parse, call a service, respond."""
