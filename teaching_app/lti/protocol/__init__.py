"""LTI 1.3 as it is spoken: signed messages, tokens, roles, requests to platforms."""
