"""The data model: a module per noun, imported here as Django expects."""

from .analysis import Analysis
from .consent import Consent
from .data_export import DataExport
from .erasure_receipt import ErasureReceipt
from .learner import Learner
from .listening import Listening
from .native_profile import NativeProfile
from .phrase import Phrase
from .practice_card import PracticeCard
from .recording import Recording
from .reference_audio import ReferenceAudio
from .rendition import Rendition

__all__ = [
    "Analysis",
    "Consent",
    "DataExport",
    "ErasureReceipt",
    "Learner",
    "Listening",
    "NativeProfile",
    "Phrase",
    "PracticeCard",
    "Recording",
    "ReferenceAudio",
    "Rendition",
]
