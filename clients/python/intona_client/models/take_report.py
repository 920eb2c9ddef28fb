from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_report_reason_type_0 import TakeReportReasonType0
from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_audio_quality import TakeReportAudioQuality
  from ..models.take_report_comparison import TakeReportComparison
  from ..models.take_report_delivery_result import TakeReportDeliveryResult
  from ..models.take_report_expression_result import TakeReportExpressionResult
  from ..models.take_report_finding import TakeReportFinding
  from ..models.take_report_melody import TakeReportMelody
  from ..models.take_report_phrase_check import TakeReportPhraseCheck
  from ..models.take_report_reference import TakeReportReference
  from ..models.take_report_span import TakeReportSpan
  from ..models.take_report_timings_ms import TakeReportTimingsMs
  from ..models.take_report_word_result import TakeReportWordResult





T = TypeVar("T", bound="TakeReport")



@_attrs_define
class TakeReport:
    """ 
        Attributes:
            text (str):
            engine_version (str):
            format_version (int):
            assessable (bool | None):
            reason (None | TakeReportReasonType0):
            quality (None | TakeReportAudioQuality):
            phrase_check (None | TakeReportPhraseCheck):
            words (list[TakeReportWordResult]):
            pauses (list[TakeReportSpan]):
            melody (None | TakeReportMelody):
            delivery (None | TakeReportDeliveryResult):
            reference (None | TakeReportReference):
            comparison (None | TakeReportComparison):
            findings (list[TakeReportFinding]):
            timings_ms (TakeReportTimingsMs):
            expected_accent (list[int]):
            heard (None | str):
            expression (None | TakeReportExpressionResult | Unset):
     """

    text: str
    engine_version: str
    format_version: int
    assessable: bool | None
    reason: None | TakeReportReasonType0
    quality: None | TakeReportAudioQuality
    phrase_check: None | TakeReportPhraseCheck
    words: list[TakeReportWordResult]
    pauses: list[TakeReportSpan]
    melody: None | TakeReportMelody
    delivery: None | TakeReportDeliveryResult
    reference: None | TakeReportReference
    comparison: None | TakeReportComparison
    findings: list[TakeReportFinding]
    timings_ms: TakeReportTimingsMs
    expected_accent: list[int]
    heard: None | str
    expression: None | TakeReportExpressionResult | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_audio_quality import TakeReportAudioQuality # noqa: PLC0415
        from ..models.take_report_comparison import TakeReportComparison # noqa: PLC0415
        from ..models.take_report_delivery_result import TakeReportDeliveryResult # noqa: PLC0415
        from ..models.take_report_expression_result import TakeReportExpressionResult # noqa: PLC0415
        from ..models.take_report_finding import TakeReportFinding # noqa: PLC0415
        from ..models.take_report_melody import TakeReportMelody # noqa: PLC0415
        from ..models.take_report_phrase_check import TakeReportPhraseCheck # noqa: PLC0415
        from ..models.take_report_reference import TakeReportReference # noqa: PLC0415
        from ..models.take_report_span import TakeReportSpan # noqa: PLC0415
        from ..models.take_report_timings_ms import TakeReportTimingsMs # noqa: PLC0415
        from ..models.take_report_word_result import TakeReportWordResult # noqa: PLC0415
        text = self.text

        engine_version = self.engine_version

        format_version = self.format_version

        assessable: bool | None
        assessable = self.assessable

        reason: None | str
        if isinstance(self.reason, TakeReportReasonType0):
            reason = self.reason.value
        else:
            reason = self.reason

        quality: dict[str, Any] | None
        if isinstance(self.quality, TakeReportAudioQuality):
            quality = self.quality.to_dict()
        else:
            quality = self.quality

        phrase_check: dict[str, Any] | None
        if isinstance(self.phrase_check, TakeReportPhraseCheck):
            phrase_check = self.phrase_check.to_dict()
        else:
            phrase_check = self.phrase_check

        words = []
        for words_item_data in self.words:
            words_item = words_item_data.to_dict()
            words.append(words_item)



        pauses = []
        for pauses_item_data in self.pauses:
            pauses_item = pauses_item_data.to_dict()
            pauses.append(pauses_item)



        melody: dict[str, Any] | None
        if isinstance(self.melody, TakeReportMelody):
            melody = self.melody.to_dict()
        else:
            melody = self.melody

        delivery: dict[str, Any] | None
        if isinstance(self.delivery, TakeReportDeliveryResult):
            delivery = self.delivery.to_dict()
        else:
            delivery = self.delivery

        reference: dict[str, Any] | None
        if isinstance(self.reference, TakeReportReference):
            reference = self.reference.to_dict()
        else:
            reference = self.reference

        comparison: dict[str, Any] | None
        if isinstance(self.comparison, TakeReportComparison):
            comparison = self.comparison.to_dict()
        else:
            comparison = self.comparison

        findings = []
        for findings_item_data in self.findings:
            findings_item = findings_item_data.to_dict()
            findings.append(findings_item)



        timings_ms = self.timings_ms.to_dict()

        expected_accent = self.expected_accent



        heard: None | str
        heard = self.heard

        expression: dict[str, Any] | None | Unset
        if isinstance(self.expression, Unset):
            expression = UNSET
        elif isinstance(self.expression, TakeReportExpressionResult):
            expression = self.expression.to_dict()
        else:
            expression = self.expression


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "text": text,
            "engine_version": engine_version,
            "format_version": format_version,
            "assessable": assessable,
            "reason": reason,
            "quality": quality,
            "phrase_check": phrase_check,
            "words": words,
            "pauses": pauses,
            "melody": melody,
            "delivery": delivery,
            "reference": reference,
            "comparison": comparison,
            "findings": findings,
            "timings_ms": timings_ms,
            "expected_accent": expected_accent,
            "heard": heard,
        })
        if expression is not UNSET:
            field_dict["expression"] = expression

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_audio_quality import TakeReportAudioQuality # noqa: PLC0415
        from ..models.take_report_comparison import TakeReportComparison # noqa: PLC0415
        from ..models.take_report_delivery_result import TakeReportDeliveryResult # noqa: PLC0415
        from ..models.take_report_expression_result import TakeReportExpressionResult # noqa: PLC0415
        from ..models.take_report_finding import TakeReportFinding # noqa: PLC0415
        from ..models.take_report_melody import TakeReportMelody # noqa: PLC0415
        from ..models.take_report_phrase_check import TakeReportPhraseCheck # noqa: PLC0415
        from ..models.take_report_reference import TakeReportReference # noqa: PLC0415
        from ..models.take_report_span import TakeReportSpan # noqa: PLC0415
        from ..models.take_report_timings_ms import TakeReportTimingsMs # noqa: PLC0415
        from ..models.take_report_word_result import TakeReportWordResult # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text")

        engine_version = d.pop("engine_version")

        format_version = d.pop("format_version")

        def _parse_assessable(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        assessable = _parse_assessable(d.pop("assessable"))


        def _parse_reason(data: object) -> None | TakeReportReasonType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_0 = TakeReportReasonType0(data)



                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportReasonType0, data)

        reason = _parse_reason(d.pop("reason"))


        def _parse_quality(data: object) -> None | TakeReportAudioQuality:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                quality_type_0 = TakeReportAudioQuality.from_dict(data)



                return quality_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportAudioQuality, data)

        quality = _parse_quality(d.pop("quality"))


        def _parse_phrase_check(data: object) -> None | TakeReportPhraseCheck:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                phrase_check_type_0 = TakeReportPhraseCheck.from_dict(data)



                return phrase_check_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportPhraseCheck, data)

        phrase_check = _parse_phrase_check(d.pop("phrase_check"))


        words = []
        _words = d.pop("words")
        for words_item_data in (_words):
            words_item = TakeReportWordResult.from_dict(words_item_data)



            words.append(words_item)


        pauses = []
        _pauses = d.pop("pauses")
        for pauses_item_data in (_pauses):
            pauses_item = TakeReportSpan.from_dict(pauses_item_data)



            pauses.append(pauses_item)


        def _parse_melody(data: object) -> None | TakeReportMelody:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                melody_type_0 = TakeReportMelody.from_dict(data)



                return melody_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportMelody, data)

        melody = _parse_melody(d.pop("melody"))


        def _parse_delivery(data: object) -> None | TakeReportDeliveryResult:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                delivery_type_0 = TakeReportDeliveryResult.from_dict(data)



                return delivery_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportDeliveryResult, data)

        delivery = _parse_delivery(d.pop("delivery"))


        def _parse_reference(data: object) -> None | TakeReportReference:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reference_type_0 = TakeReportReference.from_dict(data)



                return reference_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportReference, data)

        reference = _parse_reference(d.pop("reference"))


        def _parse_comparison(data: object) -> None | TakeReportComparison:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                comparison_type_0 = TakeReportComparison.from_dict(data)



                return comparison_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportComparison, data)

        comparison = _parse_comparison(d.pop("comparison"))


        findings = []
        _findings = d.pop("findings")
        for findings_item_data in (_findings):
            findings_item = TakeReportFinding.from_dict(findings_item_data)



            findings.append(findings_item)


        timings_ms = TakeReportTimingsMs.from_dict(d.pop("timings_ms"))




        expected_accent = cast(list[int], d.pop("expected_accent"))


        def _parse_heard(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        heard = _parse_heard(d.pop("heard"))


        def _parse_expression(data: object) -> None | TakeReportExpressionResult | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                expression_type_0 = TakeReportExpressionResult.from_dict(data)



                return expression_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportExpressionResult | Unset, data)

        expression = _parse_expression(d.pop("expression", UNSET))


        take_report = cls(
            text=text,
            engine_version=engine_version,
            format_version=format_version,
            assessable=assessable,
            reason=reason,
            quality=quality,
            phrase_check=phrase_check,
            words=words,
            pauses=pauses,
            melody=melody,
            delivery=delivery,
            reference=reference,
            comparison=comparison,
            findings=findings,
            timings_ms=timings_ms,
            expected_accent=expected_accent,
            heard=heard,
            expression=expression,
        )


        take_report.additional_properties = d
        return take_report

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
