"""The data model of natives: a module per noun, imported here as Django expects."""

from .helper import Helper
from .invitation import Invitation
from .native_recording import NativeRecording
from .style_vote import StyleVote

__all__ = ["Helper", "Invitation", "NativeRecording", "StyleVote"]
