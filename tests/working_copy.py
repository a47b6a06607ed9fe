"""A guide as the rows editors change: the way back from `freeze`."""

from collections.abc import Iterator
from typing import Any

from matters.guide import Guide, Handling, Party, Question, Requirement
from matters.models import Department, Matter, Site, rows
from matters.models.materials import Material
from matters.models.materials import Requirement as RequirementRow
from matters.models.questions import Option
from matters.models.questions import Question as QuestionRow

OWN = (
    "name", "short_name", "summary", "basic_code", "implementation_code", "item_code", "matter_type",
    "processing_type", "exercise_level", "power_source", "entrusting_department", "visits", "visits_reason", "scope",
    "consult_phone", "complaint_phone", "no_materials", "quantity_limit", "prohibitions", "intermediary",
    "source_note", "demo",
)  # fmt: skip
"""Columns of the matter that are called as in the guide."""
LISTS = {
    "limits": (rows.Limit, "kind amount unit note"),
    "pauses": (rows.Pause, "name limit note"),
    "conditions": (rows.Condition, "text"),
    "steps": (rows.Step, "name who content limit result standard"),
    "charges": (rows.Charge, "name standard basis reduction"),
    "legal_basis": (rows.LegalBasis, "title number article text"),
    "channels": (rows.Channel, "kind url note"),
    "modes": (rows.Mode, "kind note"),
    "remedies": (rows.Remedy, "kind authority period"),
    "faqs": (rows.Faq, "question answer"),
}


def own_values(guide: Guide) -> dict[str, Any]:
    """The matter's own columns."""
    return {
        **{name: getattr(guide, name) for name in OWN},
        "synonyms": " ".join(guide.synonyms),
        "department": department(guide.department),
        "audiences": [audience.value for audience in guide.audiences],
        "result_name": guide.result.name,
        "result_kind": guide.result.kind,
        "result_delivery": [way.value for way in guide.result.delivery],
        "result_validity": guide.result.validity,
        "result_annual_check": guide.result.annual_check,
        "scope_form": guide.scope_form or "",
    }


def department(party: Party) -> Department:
    """The department of that name."""
    return Department.objects.get_or_create(name=party.name, defaults={"code": party.code})[0]


def add_rows(matter: Matter, guide: Guide) -> None:
    """All lists of the guide as rows of the matter."""
    for name, (model, columns) in LISTS.items():
        for position, row in enumerate(getattr(guide, name)):
            values = {column: getattr(row, column) for column in columns.split()}
            model.objects.create(matter=matter, position=position, **values, **_when(row))
    for position, question in enumerate(guide.questions):
        _add_question(matter, position, question)
    for position, requirement in enumerate(guide.requirements):
        _add_requirement(matter, position, requirement)
    for position, handling in enumerate(guide.handlings):
        _add_handling(matter, position, handling)


def _when(row: Any) -> dict[str, str]:
    return {"when": " ".join(row.when)} if hasattr(row, "when") else {}


def _add_question(matter: Matter, position: int, question: Question) -> None:
    row = QuestionRow.objects.create(
        matter=matter, position=position, key=question.key, text=question.text, help=question.help, **_when(question)
    )
    for index, option in enumerate(question.options):
        Option.objects.create(question=row, position=index, key=option.key, text=option.text, note=option.note)


def _add_requirement(matter: Matter, position: int, r: Requirement) -> None:
    material, _ = Material.objects.get_or_create(name=r.name)
    columns = (
        "key", "original", "copies", "form", "necessity", "defer", "source", "issuer", "how_to_get", "fill_note",
        "standard", "basis", "waiver", "any_of",
    )  # fmt: skip
    values = {column: getattr(r, column) for column in columns}
    RequirementRow.objects.create(matter=matter, position=position, material=material, **values, **_when(r))


def _add_handling(matter: Matter, position: int, handling: Handling) -> None:
    back_office = department(handling.back_office) if handling.back_office else None
    row = rows.Handling.objects.create(
        matter=matter,
        position=position,
        level=handling.level,
        how=handling.how,
        note=handling.note,
        back_office=back_office,
        **_when(handling),
    )
    row.sites.set(_sites(handling))


def _sites(handling: Handling) -> Iterator[Site]:
    return Site.objects.filter(code__in=handling.sites).iterator()
