"""The published side as plain data: a `Guide` and its parts, frozen.

A guide is what an edition freezes and what everything shown to anybody is computed from. Nothing here knows a database, a clock or a web
request. Field names follow the national exchange tables (GB/T 39046-2020); see docs/glossary.md.

`when` is everywhere the same: the options ("question.option") under which a row applies. None means always; options of one question are OR,
different questions are AND.
"""

from dataclasses import dataclass

from matters.enums import (
    Audience,
    ChannelKind,
    CopiesRule,
    Delivery,
    ExerciseLevel,
    Form,
    How,
    Level,
    LimitKind,
    LimitUnit,
    MatterType,
    ModeKind,
    Necessity,
    PowerSource,
    ProcessingType,
    RemedyKind,
    ResultKind,
    Scope,
    ScopeForm,
    Source,
)

SCHEMA = 1
"""The number of this shape. It rises when a stored guide of the older shape could not be read as it is."""

When = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An authority: its name and 统一社会信用代码 (18 characters)."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A time limit. `amount` 0 means done on the spot (当场办结)."""

    kind: LimitKind
    amount: int
    unit: LimitUnit
    note: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """特别程序: a step that stops the clock (行政许可法 art. 45: its time must be told and does not count)."""

    name: str
    limit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """受理条件."""

    text: str
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a question; `key` is unique within it."""

    key: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the applicant is asked, and the options of earlier questions that open it (`when`)."""

    key: str
    text: str
    options: tuple[Option, ...]
    help: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An option that was chosen, in keys and in words."""

    question: str
    option: str
    question_text: str
    option_text: str

    @property
    def token(self) -> str:
        """The form used in URLs and in `when`: question.option."""
        return f"{self.question}.{self.option}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """申请材料: one paper the applicant brings.

    `key` is stable from edition to edition, `material` the identity in the library. `original` and `copies` count sheets handed in or shown.
    `waiver` says why it need not be brought, `defer` until when it may follow. Rows with the same non-empty `any_of` are alternatives.

    In the guide of a bundle `used_by` names the matters that ask for it and `parts` holds what each of them demands (`used_by` then has one
    name): the row itself is what remains of its parts after tailoring, put together (see `matters.merging`).
    """

    key: str
    name: str
    material: str = ""
    original: int = 0
    copies: int = 0
    form: Form = Form.PAPER
    necessity: Necessity = Necessity.REQUIRED
    defer: str = ""
    source: Source = Source.APPLICANT
    issuer: str = ""
    how_to_get: str = ""
    fill_note: str = ""
    standard: str = ""
    basis: str = ""
    blank_url: str = ""
    sample_url: str = ""
    waiver: str = ""
    when: When = ()
    any_of: str = ""
    used_by: tuple[str, ...] = ()
    parts: "tuple[Requirement, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """办理环节. `limit` is a duration in words, `standard` the 审查标准.

    In the guide of a bundle `matter` names whose step it is and `stage` (from 1) when: stages follow each other, inside a stage matters run in
    parallel.
    """

    name: str
    who: str
    level: Level | None = None
    content: str = ""
    limit: str = ""
    result: str = ""
    standard: str = ""
    when: When = ()
    stage: int = 0
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """收费项目."""

    name: str
    standard: str
    basis: str = ""
    reduction: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """设定依据: title with 《》, document number, article, and the wording."""

    title: str
    number: str = ""
    article: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """审批结果."""

    name: str
    kind: ResultKind = ResultKind.OTHER
    delivery: tuple[Delivery, ...] = ()
    validity: str = ""
    annual_check: str = ""
    sample_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """办理形式 with its address where there is one."""

    kind: ChannelKind
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """服务方式."""

    kind: ModeKind
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """办理层级: what a level does. `sites` are site codes; empty means every site of the level."""

    level: Level
    how: How
    sites: tuple[str, ...] = ()
    back_office: Party | None = None
    note: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """权利救济: to whom, within which period."""

    kind: RemedyKind
    authority: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """常见问题."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A matter inside a bundle: its `stage` from 1, the number of the edition merged, its own limits and what comes of it.

    `yields` is the library material its result stands for in later stages. `when` is the option that chooses it, where it is optional.
    """

    code: str
    name: str
    department: Party
    stage: int = 1
    edition: int = 0
    limits: tuple[Limit, ...] = ()
    result: str = ""
    yields: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """A material of a bundle that is not asked for, because the matter `by` yields it before the matters of `used_by` need it."""

    material: str
    name: str
    by: str
    used_by: tuple[str, ...] = ()
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """办事指南: the whole content of one edition. `answers` is empty until it has been tailored.

    The guide of a bundle has `members`, says in `copies_rule` how their copies are counted, and in `promised` the total its office promises
    where that is shorter than the computed one.
    """

    code: str
    name: str
    schema: int = SCHEMA
    short_name: str = ""
    synonyms: tuple[str, ...] = ()
    summary: str = ""
    basic_code: str = ""
    implementation_code: str = ""
    item_code: str = ""
    matter_type: MatterType
    processing_type: ProcessingType
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
    answers: tuple[Answer, ...] = ()
    no_materials: bool = False
    requirements: tuple[Requirement, ...] = ()
    steps: tuple[Step, ...] = ()
    charges: tuple[Charge, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    result: Result
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
    consult_phone: str = ""
    complaint_phone: str = ""
    remedies: tuple[Remedy, ...] = ()
    faqs: tuple[Faq, ...] = ()
    topics: tuple[str, ...] = ()
    source_note: str = ""
    demo: bool = False
    members: tuple[Member, ...] = ()
    obtained: tuple[Obtained, ...] = ()
    copies_rule: CopiesRule | None = None
    promised: Limit | None = None

    def question(self, key: str) -> Question | None:
        """The question of that key."""
        return next((q for q in self.questions if q.key == key), None)

    def limit(self, kind: LimitKind) -> Limit | None:
        """The first limit of that kind; after tailoring it is the one that applies."""
        return next((limit for limit in self.limits if limit.kind == kind), None)
