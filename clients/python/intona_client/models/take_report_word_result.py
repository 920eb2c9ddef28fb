from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_report_word_result_stress_state import TakeReportWordResultStressState
from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_score_estimate import TakeReportScoreEstimate
  from ..models.take_report_syllable_result import TakeReportSyllableResult





T = TypeVar("T", bound="TakeReportWordResult")



@_attrs_define
class TakeReportWordResult:
    """ 
        Attributes:
            index (int):
            text (str):
            start_s (float | None):
            end_s (float | None):
            confidence (float | None):
            in_dictionary (bool):
            heard (bool):
            stress_state (TakeReportWordResultStressState):
            stressed_syllable (int | None):
            expected_syllable (int | None):
            accent (float | None):
            syllables (list[TakeReportSyllableResult]):
            accented (bool | None):
            nuclear (bool | None):
            accuracy (None | TakeReportScoreEstimate):
            clear (bool | None):
            ending_heard (bool | None):
     """

    index: int
    text: str
    start_s: float | None
    end_s: float | None
    confidence: float | None
    in_dictionary: bool
    heard: bool
    stress_state: TakeReportWordResultStressState
    stressed_syllable: int | None
    expected_syllable: int | None
    accent: float | None
    syllables: list[TakeReportSyllableResult]
    accented: bool | None
    nuclear: bool | None
    accuracy: None | TakeReportScoreEstimate
    clear: bool | None
    ending_heard: bool | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_score_estimate import TakeReportScoreEstimate # noqa: PLC0415
        from ..models.take_report_syllable_result import TakeReportSyllableResult # noqa: PLC0415
        index = self.index

        text = self.text

        start_s: float | None
        start_s = self.start_s

        end_s: float | None
        end_s = self.end_s

        confidence: float | None
        confidence = self.confidence

        in_dictionary = self.in_dictionary

        heard = self.heard

        stress_state = self.stress_state.value

        stressed_syllable: int | None
        stressed_syllable = self.stressed_syllable

        expected_syllable: int | None
        expected_syllable = self.expected_syllable

        accent: float | None
        accent = self.accent

        syllables = []
        for syllables_item_data in self.syllables:
            syllables_item = syllables_item_data.to_dict()
            syllables.append(syllables_item)



        accented: bool | None
        accented = self.accented

        nuclear: bool | None
        nuclear = self.nuclear

        accuracy: dict[str, Any] | None
        if isinstance(self.accuracy, TakeReportScoreEstimate):
            accuracy = self.accuracy.to_dict()
        else:
            accuracy = self.accuracy

        clear: bool | None
        clear = self.clear

        ending_heard: bool | None
        ending_heard = self.ending_heard


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "index": index,
            "text": text,
            "start_s": start_s,
            "end_s": end_s,
            "confidence": confidence,
            "in_dictionary": in_dictionary,
            "heard": heard,
            "stress_state": stress_state,
            "stressed_syllable": stressed_syllable,
            "expected_syllable": expected_syllable,
            "accent": accent,
            "syllables": syllables,
            "accented": accented,
            "nuclear": nuclear,
            "accuracy": accuracy,
            "clear": clear,
            "ending_heard": ending_heard,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_score_estimate import TakeReportScoreEstimate # noqa: PLC0415
        from ..models.take_report_syllable_result import TakeReportSyllableResult # noqa: PLC0415
        d = dict(src_dict)
        index = d.pop("index")

        text = d.pop("text")

        def _parse_start_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        start_s = _parse_start_s(d.pop("start_s"))


        def _parse_end_s(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        end_s = _parse_end_s(d.pop("end_s"))


        def _parse_confidence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        confidence = _parse_confidence(d.pop("confidence"))


        in_dictionary = d.pop("in_dictionary")

        heard = d.pop("heard")

        stress_state = TakeReportWordResultStressState(d.pop("stress_state"))




        def _parse_stressed_syllable(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        stressed_syllable = _parse_stressed_syllable(d.pop("stressed_syllable"))


        def _parse_expected_syllable(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        expected_syllable = _parse_expected_syllable(d.pop("expected_syllable"))


        def _parse_accent(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        accent = _parse_accent(d.pop("accent"))


        syllables = []
        _syllables = d.pop("syllables")
        for syllables_item_data in (_syllables):
            syllables_item = TakeReportSyllableResult.from_dict(syllables_item_data)



            syllables.append(syllables_item)


        def _parse_accented(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        accented = _parse_accented(d.pop("accented"))


        def _parse_nuclear(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        nuclear = _parse_nuclear(d.pop("nuclear"))


        def _parse_accuracy(data: object) -> None | TakeReportScoreEstimate:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                accuracy_type_0 = TakeReportScoreEstimate.from_dict(data)



                return accuracy_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportScoreEstimate, data)

        accuracy = _parse_accuracy(d.pop("accuracy"))


        def _parse_clear(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        clear = _parse_clear(d.pop("clear"))


        def _parse_ending_heard(data: object) -> bool | None:
            if data is None:
                return data
            return cast(bool | None, data)

        ending_heard = _parse_ending_heard(d.pop("ending_heard"))


        take_report_word_result = cls(
            index=index,
            text=text,
            start_s=start_s,
            end_s=end_s,
            confidence=confidence,
            in_dictionary=in_dictionary,
            heard=heard,
            stress_state=stress_state,
            stressed_syllable=stressed_syllable,
            expected_syllable=expected_syllable,
            accent=accent,
            syllables=syllables,
            accented=accented,
            nuclear=nuclear,
            accuracy=accuracy,
            clear=clear,
            ending_heard=ending_heard,
        )


        take_report_word_result.additional_properties = d
        return take_report_word_result

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
