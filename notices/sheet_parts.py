"""The parts of a sheet as frozen plain data, and what enters it beside the guide: the office, the edition, the act of telling."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.workdays import WorkCalendar
from notices.enums import Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A labelled line: `key` is stable for comparing, `label` and `text` are printed."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """One row of the list of materials. Rows of a 二选一 group share `number`; the first one says how many they are. `how_to_get` is that part of
    `note` (issuer and way), for layouts with room for it alone.
    """

    key: str
    number: int
    name: str
    original: str
    copies: str
    form: str
    source: str
    condition: str = ""
    note: str = ""
    how_to_get: str = ""
    flags: tuple[str, ...] = ()
    group: str = ""
    group_size: int = 0
    group_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: `detail` is what may move behind the QR code."""

    number: int
    name: str
    who: str
    limit: str
    result: str
    condition: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The office's own words for one place on the paper (`notices.sheet_words`), for one 事项类型 or, with an empty one, for all."""

    key: str
    text: str
    matter_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The office's own words and marks: what stands on every sheet whatever the matter.

    `logo` is the sha256 of a stored PNG, `accent` a colour as #rrggbb; empty for none.
    """

    office: str
    title: str = "政务服务事项一次性告知单"
    hotline: str = ""
    progress: str = ""
    consult: str = ""
    footer: str = ""
    logo: str = ""
    accent: str = ""
    has_seal_place: bool = False
    words: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionMark:
    """Which edition a sheet is made from."""

    number: int
    effective_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuance:
    """The act of telling. `told_at` is local time; `calendar` dates the completion."""

    serial: str
    clerk: str
    window: str
    manner: Manner
    told_at: datetime
    calendar: WorkCalendar
