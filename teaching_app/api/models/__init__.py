"""Models of the API; Django finds them here."""

from .delivery import Delivery
from .ephemeral_take import EphemeralTake
from .record_store import RecordStore
from .token import Token
from .webhook import Webhook

__all__ = ["Delivery", "EphemeralTake", "RecordStore", "Token", "Webhook"]
