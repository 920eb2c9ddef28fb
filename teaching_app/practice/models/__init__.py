"""The data model: a module per noun, imported here as Django expects."""

from .analysis import Analysis
from .consent import Consent
from .data_export import DataExport
from .erasure_receipt import ErasureReceipt
from .job import Job, JobState
from .learner import Learner
from .listening import Listening
from .listening_card import ListeningCard
from .listening_question import ListeningQuestion, ListeningSound
from .native_profile import NativeProfile
from .phrase import Phrase
from .practice_card import PracticeCard
from .recording import Recording
from .reference_audio import ReferenceAudio
from .reference_job import ReferenceJob
from .rendition import Rendition
from .voice_trace import VoiceTrace

__all__ = [
    "Analysis",
    "Consent",
    "DataExport",
    "ErasureReceipt",
    "Job",
    "JobState",
    "Learner",
    "Listening",
    "ListeningCard",
    "ListeningQuestion",
    "ListeningSound",
    "NativeProfile",
    "Phrase",
    "PracticeCard",
    "Recording",
    "ReferenceAudio",
    "ReferenceJob",
    "Rendition",
    "VoiceTrace",
]
