"""The working copy of a matter as plain data: what editors change, frozen, without a database.

A `Guide` is what the public reads, with the library's words filled in; a `WorkingCopy` is what the rows say, blanks included. Import and
export, the history of changes and the comparison of two editors' work are computed from it. Rows that mean the same in both are the
guide's own classes.
"""

from dataclasses import dataclass, fields

from matters.enums import (
    Audience,
    Delivery,
    ExerciseLevel,
    Form,
    LimitKind,
    LimitUnit,
    MatterType,
    Necessity,
    PowerSource,
    ProcessingType,
    ResultKind,
    Scope,
    ScopeForm,
    Source,
)
from matters.guide import (
    Channel,
    Charge,
    Condition,
    Faq,
    Handling,
    LegalBasis,
    Limit,
    Mode,
    Party,
    Pause,
    Question,
    Remedy,
    Step,
    When,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """申请材料 as editors write it. `material` names the library's entry; an empty text or None stands for what the library says."""

    key: str = ""
    material: str
    name_override: str = ""
    original: int = 1
    copies: int = 0
    form: Form = Form.PAPER
    necessity: Necessity = Necessity.REQUIRED
    defer: str = ""
    source: Source | None = None
    issuer: str = ""
    how_to_get: str = ""
    fill_note: str = ""
    standard: str = ""
    basis: str = ""
    waiver: str = ""
    when: When = ()
    any_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """窗口安排: where inside a site (its code) the matter is handled, and what else differs there. Not part of an edition.

    `promised_amount` None: the catalog's own promise holds; 0: on the spot.
    """

    site: str
    floor: str = ""
    window: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    promised_amount: int | None = None
    promised_unit: LimitUnit = LimitUnit.WORKDAY
    note: str = ""

    @property
    def promised(self) -> Limit | None:
        """The promise of this place, where it has one of its own."""
        if self.promised_amount is None:
            return None
        return Limit(kind=LimitKind.PROMISED, amount=self.promised_amount, unit=self.promised_unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCopy:
    """A matter with all its rows. Departments go by name, sites by code, library entries by name."""

    code: str = ""
    name: str
    short_name: str = ""
    synonyms: tuple[str, ...] = ()
    summary: str = ""
    main_item: str = ""
    basic_code: str = ""
    implementation_code: str = ""
    item_code: str = ""
    matter_type: MatterType = MatterType.UNSET
    processing_type: ProcessingType = ProcessingType.UNSET
    audiences: tuple[Audience, ...] = ()
    department: Party
    joint_departments: tuple[Party, ...] = ()
    exercise_level: ExerciseLevel = ExerciseLevel.COUNTY
    power_source: PowerSource = PowerSource.STATUTORY
    entrusting_department: str = ""
    limits: tuple[Limit, ...] = ()
    pauses: tuple[Pause, ...] = ()
    conditions: tuple[Condition, ...] = ()
    questions: tuple[Question, ...] = ()
    no_materials: bool = False
    requirements: tuple[Requirement, ...] = ()
    steps: tuple[Step, ...] = ()
    charges: tuple[Charge, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    result_name: str = ""
    result_kind: ResultKind = ResultKind.OTHER
    result_delivery: tuple[Delivery, ...] = ()
    result_validity: str = ""
    result_annual_check: str = ""
    visits: int = 1
    visits_reason: str = ""
    channels: tuple[Channel, ...] = ()
    scope: Scope = Scope.NONE
    scope_form: ScopeForm | None = None
    modes: tuple[Mode, ...] = ()
    quantity_limit: str = ""
    prohibitions: str = ""
    intermediary: str = ""
    handlings: tuple[Handling, ...] = ()
    desks: tuple[Desk, ...] = ()
    consult_phone: str = ""
    complaint_phone: str = ""
    remedies: tuple[Remedy, ...] = ()
    faqs: tuple[Faq, ...] = ()
    topics: tuple[str, ...] = ()
    source_note: str = ""
    review_months: int = 12
    allow_two_sides: bool = False
    demo: bool = False

    @property
    def parties(self) -> tuple[Party, ...]:
        """Every department it names, its own first."""
        back_offices = (h.back_office for h in self.handlings if h.back_office)
        return (self.department, *self.joint_departments, *back_offices)

    @property
    def sites(self) -> tuple[str, ...]:
        """The codes of the sites it names, each once."""
        codes = (*(d.site for d in self.desks), *(code for h in self.handlings for code in h.sites))
        return tuple(dict.fromkeys(codes))


LISTS = (
    "limits", "pauses", "conditions", "questions", "requirements", "steps", "charges", "legal_basis", "channels",
    "modes", "handlings", "desks", "remedies", "faqs",
)  # fmt: skip
"""The fields that hold rows; each row is a dataclass."""

OWN = tuple(f.name for f in fields(WorkingCopy) if f.name not in LISTS)
"""The fields of the matter itself."""

OF_BUNDLES = {Step: ("stage", "matter")}
"""Fields of its rows that only the guide of a bundle fills."""
