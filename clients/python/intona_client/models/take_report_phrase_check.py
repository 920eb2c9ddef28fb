from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.take_report_phrase_check_verdict import TakeReportPhraseCheckVerdict
from typing import cast






T = TypeVar("T", bound="TakeReportPhraseCheck")



@_attrs_define
class TakeReportPhraseCheck:
    """ 
        Attributes:
            heard (str):
            verdict (TakeReportPhraseCheckVerdict):
            missing (list[int]):
            extra (list[str]):
            log_likelihood_asked (float | None):
            log_likelihood_heard (float | None):
            word_log_likelihoods (list[float | None]):
            is_quotable (bool):
            said_again (bool):
     """

    heard: str
    verdict: TakeReportPhraseCheckVerdict
    missing: list[int]
    extra: list[str]
    log_likelihood_asked: float | None
    log_likelihood_heard: float | None
    word_log_likelihoods: list[float | None]
    is_quotable: bool
    said_again: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        heard = self.heard

        verdict = self.verdict.value

        missing = self.missing



        extra = self.extra



        log_likelihood_asked: float | None
        log_likelihood_asked = self.log_likelihood_asked

        log_likelihood_heard: float | None
        log_likelihood_heard = self.log_likelihood_heard

        word_log_likelihoods = []
        for word_log_likelihoods_item_data in self.word_log_likelihoods:
            word_log_likelihoods_item: float | None
            word_log_likelihoods_item = word_log_likelihoods_item_data
            word_log_likelihoods.append(word_log_likelihoods_item)



        is_quotable = self.is_quotable

        said_again = self.said_again


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "heard": heard,
            "verdict": verdict,
            "missing": missing,
            "extra": extra,
            "log_likelihood_asked": log_likelihood_asked,
            "log_likelihood_heard": log_likelihood_heard,
            "word_log_likelihoods": word_log_likelihoods,
            "is_quotable": is_quotable,
            "said_again": said_again,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        heard = d.pop("heard")

        verdict = TakeReportPhraseCheckVerdict(d.pop("verdict"))




        missing = cast(list[int], d.pop("missing"))


        extra = cast(list[str], d.pop("extra"))


        def _parse_log_likelihood_asked(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        log_likelihood_asked = _parse_log_likelihood_asked(d.pop("log_likelihood_asked"))


        def _parse_log_likelihood_heard(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        log_likelihood_heard = _parse_log_likelihood_heard(d.pop("log_likelihood_heard"))


        word_log_likelihoods = []
        _word_log_likelihoods = d.pop("word_log_likelihoods")
        for word_log_likelihoods_item_data in (_word_log_likelihoods):
            def _parse_word_log_likelihoods_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            word_log_likelihoods_item = _parse_word_log_likelihoods_item(word_log_likelihoods_item_data)

            word_log_likelihoods.append(word_log_likelihoods_item)


        is_quotable = d.pop("is_quotable")

        said_again = d.pop("said_again")

        take_report_phrase_check = cls(
            heard=heard,
            verdict=verdict,
            missing=missing,
            extra=extra,
            log_likelihood_asked=log_likelihood_asked,
            log_likelihood_heard=log_likelihood_heard,
            word_log_likelihoods=word_log_likelihoods,
            is_quotable=is_quotable,
            said_again=said_again,
        )


        take_report_phrase_check.additional_properties = d
        return take_report_phrase_check

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
