"""The OpenAPI document: what drf-spectacular cannot find out by itself."""

from . import security  # noqa: F401  (registers itself)
