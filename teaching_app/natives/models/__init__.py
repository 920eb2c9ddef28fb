"""The data model of natives: a module per noun, imported here as Django expects."""

from .helper import Helper
from .invitation import Invitation
from .jobs import MeasuringJob, ProfileJob
from .native_recording import NativeRecording
from .profile_take import ProfileTake
from .style_vote import StyleVote

__all__ = [
    "Helper",
    "Invitation",
    "MeasuringJob",
    "NativeRecording",
    "ProfileJob",
    "ProfileTake",
    "StyleVote",
]
