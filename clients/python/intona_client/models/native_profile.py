from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.native_profile_evidence import NativeProfileEvidence
from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
  from ..models.native_profile_measures import NativeProfileMeasures
  from ..models.take_report_expression_profile import TakeReportExpressionProfile
  from ..models.take_report_listeners import TakeReportListeners
  from ..models.take_report_syllable_profile import TakeReportSyllableProfile





T = TypeVar("T", bound="NativeProfile")



@_attrs_define
class NativeProfile:
    """ 
        Attributes:
            text (str):
            source (str):
            licence (str):
            accent (str):
            n_speakers (int):
            n_recordings (int):
            n_female (int):
            n_male (int):
            profile_version (str):
            engine_version (str):
            syllables (list[TakeReportSyllableProfile]):
            word_accent_share (list[float | None]):
            pause_share (list[float | None]):
            measures (NativeProfileMeasures):
            nuclear_share (list[float | None]):
            evidence (NativeProfileEvidence):
            listeners (None | TakeReportListeners):
            format_version (int):
            style (str | Unset):
            expression (None | TakeReportExpressionProfile | Unset):
     """

    text: str
    source: str
    licence: str
    accent: str
    n_speakers: int
    n_recordings: int
    n_female: int
    n_male: int
    profile_version: str
    engine_version: str
    syllables: list[TakeReportSyllableProfile]
    word_accent_share: list[float | None]
    pause_share: list[float | None]
    measures: NativeProfileMeasures
    nuclear_share: list[float | None]
    evidence: NativeProfileEvidence
    listeners: None | TakeReportListeners
    format_version: int
    style: str | Unset = UNSET
    expression: None | TakeReportExpressionProfile | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.native_profile_measures import NativeProfileMeasures # noqa: PLC0415
        from ..models.take_report_expression_profile import TakeReportExpressionProfile # noqa: PLC0415
        from ..models.take_report_listeners import TakeReportListeners # noqa: PLC0415
        from ..models.take_report_syllable_profile import TakeReportSyllableProfile # noqa: PLC0415
        text = self.text

        source = self.source

        licence = self.licence

        accent = self.accent

        n_speakers = self.n_speakers

        n_recordings = self.n_recordings

        n_female = self.n_female

        n_male = self.n_male

        profile_version = self.profile_version

        engine_version = self.engine_version

        syllables = []
        for syllables_item_data in self.syllables:
            syllables_item = syllables_item_data.to_dict()
            syllables.append(syllables_item)



        word_accent_share = []
        for word_accent_share_item_data in self.word_accent_share:
            word_accent_share_item: float | None
            word_accent_share_item = word_accent_share_item_data
            word_accent_share.append(word_accent_share_item)



        pause_share = []
        for pause_share_item_data in self.pause_share:
            pause_share_item: float | None
            pause_share_item = pause_share_item_data
            pause_share.append(pause_share_item)



        measures = self.measures.to_dict()

        nuclear_share = []
        for nuclear_share_item_data in self.nuclear_share:
            nuclear_share_item: float | None
            nuclear_share_item = nuclear_share_item_data
            nuclear_share.append(nuclear_share_item)



        evidence = self.evidence.value

        listeners: dict[str, Any] | None
        if isinstance(self.listeners, TakeReportListeners):
            listeners = self.listeners.to_dict()
        else:
            listeners = self.listeners

        format_version = self.format_version

        style = self.style

        expression: dict[str, Any] | None | Unset
        if isinstance(self.expression, Unset):
            expression = UNSET
        elif isinstance(self.expression, TakeReportExpressionProfile):
            expression = self.expression.to_dict()
        else:
            expression = self.expression


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "text": text,
            "source": source,
            "licence": licence,
            "accent": accent,
            "n_speakers": n_speakers,
            "n_recordings": n_recordings,
            "n_female": n_female,
            "n_male": n_male,
            "profile_version": profile_version,
            "engine_version": engine_version,
            "syllables": syllables,
            "word_accent_share": word_accent_share,
            "pause_share": pause_share,
            "measures": measures,
            "nuclear_share": nuclear_share,
            "evidence": evidence,
            "listeners": listeners,
            "format_version": format_version,
        })
        if style is not UNSET:
            field_dict["style"] = style
        if expression is not UNSET:
            field_dict["expression"] = expression

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.native_profile_measures import NativeProfileMeasures # noqa: PLC0415
        from ..models.take_report_expression_profile import TakeReportExpressionProfile # noqa: PLC0415
        from ..models.take_report_listeners import TakeReportListeners # noqa: PLC0415
        from ..models.take_report_syllable_profile import TakeReportSyllableProfile # noqa: PLC0415
        d = dict(src_dict)
        text = d.pop("text")

        source = d.pop("source")

        licence = d.pop("licence")

        accent = d.pop("accent")

        n_speakers = d.pop("n_speakers")

        n_recordings = d.pop("n_recordings")

        n_female = d.pop("n_female")

        n_male = d.pop("n_male")

        profile_version = d.pop("profile_version")

        engine_version = d.pop("engine_version")

        syllables = []
        _syllables = d.pop("syllables")
        for syllables_item_data in (_syllables):
            syllables_item = TakeReportSyllableProfile.from_dict(syllables_item_data)



            syllables.append(syllables_item)


        word_accent_share = []
        _word_accent_share = d.pop("word_accent_share")
        for word_accent_share_item_data in (_word_accent_share):
            def _parse_word_accent_share_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            word_accent_share_item = _parse_word_accent_share_item(word_accent_share_item_data)

            word_accent_share.append(word_accent_share_item)


        pause_share = []
        _pause_share = d.pop("pause_share")
        for pause_share_item_data in (_pause_share):
            def _parse_pause_share_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            pause_share_item = _parse_pause_share_item(pause_share_item_data)

            pause_share.append(pause_share_item)


        measures = NativeProfileMeasures.from_dict(d.pop("measures"))




        nuclear_share = []
        _nuclear_share = d.pop("nuclear_share")
        for nuclear_share_item_data in (_nuclear_share):
            def _parse_nuclear_share_item(data: object) -> float | None:
                if data is None:
                    return data
                return cast(float | None, data)

            nuclear_share_item = _parse_nuclear_share_item(nuclear_share_item_data)

            nuclear_share.append(nuclear_share_item)


        evidence = NativeProfileEvidence(d.pop("evidence"))




        def _parse_listeners(data: object) -> None | TakeReportListeners:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                listeners_type_0 = TakeReportListeners.from_dict(data)



                return listeners_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportListeners, data)

        listeners = _parse_listeners(d.pop("listeners"))


        format_version = d.pop("format_version")

        style = d.pop("style", UNSET)

        def _parse_expression(data: object) -> None | TakeReportExpressionProfile | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                expression_type_0 = TakeReportExpressionProfile.from_dict(data)



                return expression_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TakeReportExpressionProfile | Unset, data)

        expression = _parse_expression(d.pop("expression", UNSET))


        native_profile = cls(
            text=text,
            source=source,
            licence=licence,
            accent=accent,
            n_speakers=n_speakers,
            n_recordings=n_recordings,
            n_female=n_female,
            n_male=n_male,
            profile_version=profile_version,
            engine_version=engine_version,
            syllables=syllables,
            word_accent_share=word_accent_share,
            pause_share=pause_share,
            measures=measures,
            nuclear_share=nuclear_share,
            evidence=evidence,
            listeners=listeners,
            format_version=format_version,
            style=style,
            expression=expression,
        )


        native_profile.additional_properties = d
        return native_profile

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
