""" Contains all the data models used in inputs/outputs """

from .assignment_of_class import AssignmentOfClass
from .blank_enum import BlankEnum
from .card import Card
from .class_ import Class
from .class_report import ClassReport
from .count import Count
from .counting_enum import CountingEnum
from .delivery import Delivery
from .delivery_state import DeliveryState
from .disabled_enum import DisabledEnum
from .enrolment import Enrolment
from .enrolment_state import EnrolmentState
from .ephemeral_take import EphemeralTake
from .handed_in import HandedIn
from .homograph_option import HomographOption
from .interval import Interval
from .kept_take import KeptTake
from .kind_enum import KindEnum
from .late_rule_enum import LateRuleEnum
from .learner_report import LearnerReport
from .marking_enum import MarkingEnum
from .me import Me
from .my_assignment import MyAssignment
from .native_profile import NativeProfile
from .native_profile_evidence import NativeProfileEvidence
from .native_profile_measures import NativeProfileMeasures
from .new_ephemeral_take_request import NewEphemeralTakeRequest
from .new_phrase_request import NewPhraseRequest
from .new_phrase_request_stress import NewPhraseRequestStress
from .new_take_request import NewTakeRequest
from .new_webhook_request import NewWebhookRequest
from .not_named import NotNamed
from .outcome_enum import OutcomeEnum
from .paginated_assignment_of_class_list import PaginatedAssignmentOfClassList
from .paginated_class_list import PaginatedClassList
from .paginated_delivery_list import PaginatedDeliveryList
from .paginated_enrolment_list import PaginatedEnrolmentList
from .paginated_handed_in_list import PaginatedHandedInList
from .paginated_phrase_list import PaginatedPhraseList
from .paginated_profile_list import PaginatedProfileList
from .paginated_reference_list import PaginatedReferenceList
from .paginated_take_list import PaginatedTakeList
from .paginated_webhook_list import PaginatedWebhookList
from .pattern import Pattern
from .phrase import Phrase
from .phrase_of_assignment import PhraseOfAssignment
from .phrase_stress import PhraseStress
from .phrases_list_focus import PhrasesListFocus
from .phrases_list_level import PhrasesListLevel
from .phrases_list_style import PhrasesListStyle
from .plain_skill import PlainSkill
from .plain_skill_state_enum import PlainSkillStateEnum
from .planned_phrase import PlannedPhrase
from .planned_word import PlannedWord
from .practised import Practised
from .problem_details import ProblemDetails
from .problem_of_field import ProblemOfField
from .profile import Profile
from .receipt import Receipt
from .receipt_rows import ReceiptRows
from .reference import Reference
from .refused import Refused
from .roster_line import RosterLine
from .roster_problem import RosterProblem
from .roster_request import RosterRequest
from .roster_result import RosterResult
from .roster_row_request import RosterRowRequest
from .skill import Skill
from .skill_point import SkillPoint
from .stress_option import StressOption
from .style_enum import StyleEnum
from .take import Take
from .take_report import TakeReport
from .take_report_audio_quality import TakeReportAudioQuality
from .take_report_band import TakeReportBand
from .take_report_band_measure import TakeReportBandMeasure
from .take_report_band_measure_position import TakeReportBandMeasurePosition
from .take_report_comparison import TakeReportComparison
from .take_report_delivery_result import TakeReportDeliveryResult
from .take_report_difference import TakeReportDifference
from .take_report_difference_code import TakeReportDifferenceCode
from .take_report_expression_profile import TakeReportExpressionProfile
from .take_report_expression_profile_mean import TakeReportExpressionProfileMean
from .take_report_expression_result import TakeReportExpressionResult
from .take_report_expression_result_intervals_type_0 import TakeReportExpressionResultIntervalsType0
from .take_report_expression_result_native_probabilities_type_0 import TakeReportExpressionResultNativeProbabilitiesType0
from .take_report_expression_result_probabilities import TakeReportExpressionResultProbabilities
from .take_report_finding import TakeReportFinding
from .take_report_finding_certainty import TakeReportFindingCertainty
from .take_report_finding_details import TakeReportFindingDetails
from .take_report_listeners import TakeReportListeners
from .take_report_melody import TakeReportMelody
from .take_report_melody_point import TakeReportMelodyPoint
from .take_report_member_answer import TakeReportMemberAnswer
from .take_report_member_answer_name import TakeReportMemberAnswerName
from .take_report_moment import TakeReportMoment
from .take_report_phone_segment import TakeReportPhoneSegment
from .take_report_phrase_check import TakeReportPhraseCheck
from .take_report_phrase_check_verdict import TakeReportPhraseCheckVerdict
from .take_report_reason_type_0 import TakeReportReasonType0
from .take_report_reference import TakeReportReference
from .take_report_salience import TakeReportSalience
from .take_report_score_estimate import TakeReportScoreEstimate
from .take_report_span import TakeReportSpan
from .take_report_syllable_comparison import TakeReportSyllableComparison
from .take_report_syllable_profile import TakeReportSyllableProfile
from .take_report_syllable_result import TakeReportSyllableResult
from .take_report_text_emotion import TakeReportTextEmotion
from .take_report_text_emotion_probabilities import TakeReportTextEmotionProbabilities
from .take_report_timings_ms import TakeReportTimingsMs
from .take_report_word_result import TakeReportWordResult
from .take_report_word_result_stress_state import TakeReportWordResultStressState
from .take_state import TakeState
from .take_with_result import TakeWithResult
from .webhook import Webhook
from .webhook_switch_request import WebhookSwitchRequest
from .webhook_with_secret import WebhookWithSecret
from .week import Week
from .word_to_practise import WordToPractise
from .work_state import WorkState

__all__ = (
    "AssignmentOfClass",
    "BlankEnum",
    "Card",
    "Class",
    "ClassReport",
    "Count",
    "CountingEnum",
    "Delivery",
    "DeliveryState",
    "DisabledEnum",
    "Enrolment",
    "EnrolmentState",
    "EphemeralTake",
    "HandedIn",
    "HomographOption",
    "Interval",
    "KeptTake",
    "KindEnum",
    "LateRuleEnum",
    "LearnerReport",
    "MarkingEnum",
    "Me",
    "MyAssignment",
    "NativeProfile",
    "NativeProfileEvidence",
    "NativeProfileMeasures",
    "NewEphemeralTakeRequest",
    "NewPhraseRequest",
    "NewPhraseRequestStress",
    "NewTakeRequest",
    "NewWebhookRequest",
    "NotNamed",
    "OutcomeEnum",
    "PaginatedAssignmentOfClassList",
    "PaginatedClassList",
    "PaginatedDeliveryList",
    "PaginatedEnrolmentList",
    "PaginatedHandedInList",
    "PaginatedPhraseList",
    "PaginatedProfileList",
    "PaginatedReferenceList",
    "PaginatedTakeList",
    "PaginatedWebhookList",
    "Pattern",
    "Phrase",
    "PhraseOfAssignment",
    "PhrasesListFocus",
    "PhrasesListLevel",
    "PhrasesListStyle",
    "PhraseStress",
    "PlainSkill",
    "PlainSkillStateEnum",
    "PlannedPhrase",
    "PlannedWord",
    "Practised",
    "ProblemDetails",
    "ProblemOfField",
    "Profile",
    "Receipt",
    "ReceiptRows",
    "Reference",
    "Refused",
    "RosterLine",
    "RosterProblem",
    "RosterRequest",
    "RosterResult",
    "RosterRowRequest",
    "Skill",
    "SkillPoint",
    "StressOption",
    "StyleEnum",
    "Take",
    "TakeReport",
    "TakeReportAudioQuality",
    "TakeReportBand",
    "TakeReportBandMeasure",
    "TakeReportBandMeasurePosition",
    "TakeReportComparison",
    "TakeReportDeliveryResult",
    "TakeReportDifference",
    "TakeReportDifferenceCode",
    "TakeReportExpressionProfile",
    "TakeReportExpressionProfileMean",
    "TakeReportExpressionResult",
    "TakeReportExpressionResultIntervalsType0",
    "TakeReportExpressionResultNativeProbabilitiesType0",
    "TakeReportExpressionResultProbabilities",
    "TakeReportFinding",
    "TakeReportFindingCertainty",
    "TakeReportFindingDetails",
    "TakeReportListeners",
    "TakeReportMelody",
    "TakeReportMelodyPoint",
    "TakeReportMemberAnswer",
    "TakeReportMemberAnswerName",
    "TakeReportMoment",
    "TakeReportPhoneSegment",
    "TakeReportPhraseCheck",
    "TakeReportPhraseCheckVerdict",
    "TakeReportReasonType0",
    "TakeReportReference",
    "TakeReportSalience",
    "TakeReportScoreEstimate",
    "TakeReportSpan",
    "TakeReportSyllableComparison",
    "TakeReportSyllableProfile",
    "TakeReportSyllableResult",
    "TakeReportTextEmotion",
    "TakeReportTextEmotionProbabilities",
    "TakeReportTimingsMs",
    "TakeReportWordResult",
    "TakeReportWordResultStressState",
    "TakeState",
    "TakeWithResult",
    "Webhook",
    "WebhookSwitchRequest",
    "WebhookWithSecret",
    "Week",
    "WordToPractise",
    "WorkState",
)
