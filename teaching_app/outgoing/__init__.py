"""Requests to addresses that users have entered: public ones, over https, without redirects.

Otherwise whoever enters one, of a webhook or a learning platform, could have this server
ask machines of its own network.
"""
