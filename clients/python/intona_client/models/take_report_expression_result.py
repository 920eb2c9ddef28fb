from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.take_report_difference import TakeReportDifference
  from ..models.take_report_expression_result_intervals_type_0 import TakeReportExpressionResultIntervalsType0
  from ..models.take_report_expression_result_native_probabilities_type_0 import TakeReportExpressionResultNativeProbabilitiesType0
  from ..models.take_report_expression_result_probabilities import TakeReportExpressionResultProbabilities
  from ..models.take_report_member_answer import TakeReportMemberAnswer
  from ..models.take_report_salience import TakeReportSalience
  from ..models.take_report_text_emotion import TakeReportTextEmotion





T = TypeVar("T", bound="TakeReportExpressionResult")



@_attrs_define
class TakeReportExpressionResult:
    """ 
        Attributes:
            target (None | str):
            probabilities (TakeReportExpressionResultProbabilities):
            clear (bool):
            sounds_like (None | str):
            match (float | None):
            native_probabilities (None | TakeReportExpressionResultNativeProbabilitiesType0):
            model (str):
            words (None | TakeReportTextEmotion):
            difference (None | TakeReportDifference):
            carried (None | TakeReportSalience):
            own_takes (int | None):
            intervals (None | TakeReportExpressionResultIntervalsType0):
            members (list[TakeReportMemberAnswer]):
     """

    target: None | str
    probabilities: TakeReportExpressionResultProbabilities
    clear: bool
    sounds_like: None | str
    match: float | None
    native_probabilities: None | TakeReportExpressionResultNativeProbabilitiesType0
    model: str
    words: None | TakeReportTextEmotion
    difference: None | TakeReportDifference
    carried: None | TakeReportSalience
    own_takes: int | None
    intervals: None | TakeReportExpressionResultIntervalsType0
    members: list[TakeReportMemberAnswer]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.take_report_difference import TakeReportDifference # noqa: PLC0415
        from ..models.take_report_expression_result_intervals_type_0 import TakeReportExpressionResultIntervalsType0 # noqa: PLC0415
        from ..models.take_report_expression_result_native_probabilities_type_0 import TakeReportExpressionResultNativeProbabilitiesType0 # noqa: PLC0415
        from ..models.take_report_expression_result_probabilities import TakeReportExpressionResultProbabilities # noqa: PLC0415
        from ..models.take_report_member_answer import TakeReportMemberAnswer # noqa: PLC0415
        from ..models.take_report_salience import TakeReportSalience # noqa: PLC0415
        from ..models.take_report_text_emotion import TakeReportTextEmotion # noqa: PLC0415
        target: None | str
        target = self.target

        probabilities = self.probabilities.to_dict()

        clear = self.clear

        sounds_like: None | str
        sounds_like = self.sounds_like

        match: float | None
        match = self.match

        native_probabilities: dict[str, Any] | None
        if isinstance(self.native_probabilities, TakeReportExpressionResultNativeProbabilitiesType0):
            native_probabilities = self.native_probabilities.to_dict()
        else:
            native_probabilities = self.native_probabilities

        model = self.model

        words: dict[str, Any] | None
        if isinstance(self.words, TakeReportTextEmotion):
            words = self.words.to_dict()
        else:
            words = self.words

        difference: dict[str, Any] | None
        if isinstance(self.difference, TakeReportDifference):
            difference = self.difference.to_dict()
        else:
            difference = self.difference

        carried: dict[str, Any] | None
        if isinstance(self.carried, TakeReportSalience):
            carried = self.carried.to_dict()
        else:
            carried = self.carried

        own_takes: int | None
        own_takes = self.own_takes

        intervals: dict[str, Any] | None
        if isinstance(self.intervals, TakeReportExpressionResultIntervalsType0):
            intervals = self.intervals.to_dict()
        else:
            intervals = self.intervals

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "target": target,
            "probabilities": probabilities,
            "clear": clear,
            "sounds_like": sounds_like,
            "match": match,
            "native_probabilities": native_probabilities,
            "model": model,
            "words": words,
            "difference": difference,
            "carried": carried,
            "own_takes": own_takes,
            "intervals": intervals,
            "members": members,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.take_report_difference import TakeReportDifference # noqa: PLC0415
        from ..models.take_report_expression_result_intervals_type_0 import TakeReportExpressionResultIntervalsType0 # noqa: PLC0415
        from ..models.take_report_expression_result_native_probabilities_type_0 import TakeReportExpressionResultNativeProbabilitiesType0 # noqa: PLC0415
        from ..models.take_report_expression_result_probabilities import TakeReportExpressionResultProbabilities # noqa: PLC0415
        from ..models.take_report_member_answer import TakeReportMemberAnswer # noqa: PLC0415
        from ..models.take_report_salience import TakeReportSalience # noqa: PLC0415
        from ..models.take_report_text_emotion import TakeReportTextEmotion # noqa: PLC0415
        d = dict(src_dict)
        def _parse_target(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        target = _parse_target(d.pop("target"))


        probabilities = TakeReportExpressionResultProbabilities.from_dict(d.pop("probabilities"))




        clear = d.pop("clear")

        def _parse_sounds_like(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sounds_like = _parse_sounds_like(d.pop("sounds_like"))


        def _parse_match(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        match = _parse_match(d.pop("match"))


        def _parse_native_probabilities(data: object) -> None | TakeReportExpressionResultNativeProbabilitiesType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                native_probabilities_type_0 = TakeReportExpressionResultNativeProbabilitiesType0.from_dict(data)



                return native_probabilities_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportExpressionResultNativeProbabilitiesType0, data)

        native_probabilities = _parse_native_probabilities(d.pop("native_probabilities"))


        model = d.pop("model")

        def _parse_words(data: object) -> None | TakeReportTextEmotion:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                words_type_0 = TakeReportTextEmotion.from_dict(data)



                return words_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportTextEmotion, data)

        words = _parse_words(d.pop("words"))


        def _parse_difference(data: object) -> None | TakeReportDifference:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                difference_type_0 = TakeReportDifference.from_dict(data)



                return difference_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportDifference, data)

        difference = _parse_difference(d.pop("difference"))


        def _parse_carried(data: object) -> None | TakeReportSalience:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                carried_type_0 = TakeReportSalience.from_dict(data)



                return carried_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportSalience, data)

        carried = _parse_carried(d.pop("carried"))


        def _parse_own_takes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        own_takes = _parse_own_takes(d.pop("own_takes"))


        def _parse_intervals(data: object) -> None | TakeReportExpressionResultIntervalsType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                intervals_type_0 = TakeReportExpressionResultIntervalsType0.from_dict(data)



                return intervals_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportExpressionResultIntervalsType0, data)

        intervals = _parse_intervals(d.pop("intervals"))


        members = []
        _members = d.pop("members")
        for members_item_data in (_members):
            members_item = TakeReportMemberAnswer.from_dict(members_item_data)



            members.append(members_item)


        take_report_expression_result = cls(
            target=target,
            probabilities=probabilities,
            clear=clear,
            sounds_like=sounds_like,
            match=match,
            native_probabilities=native_probabilities,
            model=model,
            words=words,
            difference=difference,
            carried=carried,
            own_takes=own_takes,
            intervals=intervals,
            members=members,
        )


        take_report_expression_result.additional_properties = d
        return take_report_expression_result

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
