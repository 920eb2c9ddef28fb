"""Models of the API; Django finds them here."""

from .ephemeral_take import EphemeralTake
from .token import Token
from .webhook import Delivery, Webhook

__all__ = ["Delivery", "EphemeralTake", "Token", "Webhook"]
