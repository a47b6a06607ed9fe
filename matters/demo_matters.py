"""Reads the matters of the demo district, one file each, into the catalog (see `matters.demo`)."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from accounts.models import StaffUser
from matters import enums
from matters.demo import BadFixture, by_label, read
from matters.editing import mark, require_open
from matters.keeping import copy_of
from matters.models import (
    Channel,
    Charge,
    Condition,
    Department,
    Desk,
    Faq,
    Handling,
    LegalBasis,
    Limit,
    Material,
    Matter,
    Mode,
    Option,
    Pause,
    Question,
    Remedy,
    Requirement,
    Site,
    Step,
    Topic,
)


@transaction.atomic
def load_matter(path: Path, by: StaffUser | None = None) -> Matter:
    """One matter with all its rows, `by` the editor whom the history names. Raises BadFixture for an unknown key or word, and Locked for a
    matter that is in review, cancelled or merged.
    """
    data = yaml.safe_load(path.read_text("utf-8"))
    unknown = set(data) - _KEYS
    if unknown:
        raise BadFixture(f"{path.name}: unknown keys {', '.join(sorted(unknown))}")
    try:
        known = Matter.objects.select_for_update().filter(code=data["code"]).first()
        if known is not None:
            require_open(known)
        before = copy_of(known) if known else None
        values = _values(data, path.name)
        matter, _ = Matter.objects.update_or_create(
            code=data["code"], defaults=values, create_defaults={**values, "edited_by": by}
        )
        _load_rows(matter, data, path.name)
    except (KeyError, TypeError) as error:
        raise BadFixture(f"{path.name}: {error}") from error
    if before is not None and by is not None:
        mark(matter, before, copy_of(matter), by=by, via="演示数据")
    return matter


_KEYS = {
    "code", "name", "short_name", "synonyms", "basic_code", "implementation_code", "item_code", "matter_type",
    "processing_type", "audiences", "department", "joint_departments", "exercise_level", "power_source", "summary",
    "limits", "pauses", "conditions", "questions", "requirements", "steps", "charges", "legal_basis", "result",
    "visits", "visits_reason", "channels", "scope", "scope_form", "modes", "quantity_limit", "prohibitions",
    "handlings", "desks", "consult_phone", "complaint_phone", "remedies", "faqs", "topics", "source_note",
    "no_materials", "allow_two_sides",
}  # fmt: skip


def _values(data: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The matter's own columns."""
    plain = (
        "name", "short_name", "basic_code", "implementation_code", "item_code", "summary", "visits", "visits_reason",
        "quantity_limit", "prohibitions", "consult_phone", "complaint_phone", "source_note", "no_materials", "allow_two_sides",
    )  # fmt: skip
    result = data["result"]
    return {
        **{key: data[key] for key in plain if key in data},
        "synonyms": " ".join(data.get("synonyms") or []),
        "matter_type": by_label(enums.MatterType, data["matter_type"], where),
        "processing_type": by_label(enums.ProcessingType, data["processing_type"], where),
        "audiences": [by_label(enums.Audience, a, where).value for a in data["audiences"]],
        "department": _department(data["department"], where),
        "exercise_level": by_label(enums.ExerciseLevel, data.get("exercise_level", "县级"), where),
        "power_source": by_label(enums.PowerSource, data.get("power_source", "法定本级行使"), where),
        "result_name": result["name"],
        "result_kind": by_label(enums.ResultKind, result["kind"], where),
        "result_delivery": [by_label(enums.Delivery, d, where).value for d in result["delivery"]],
        "result_validity": result.get("validity", ""),
        "result_annual_check": result.get("annual_check", ""),
        "scope": by_label(enums.Scope, data.get("scope") or "无", where),
        "scope_form": by_label(enums.ScopeForm, data["scope_form"], where) if data.get("scope_form") else "",
        "demo": True,
    }


def _load_rows(matter: Matter, data: Mapping[str, Any], where: str) -> None:
    """Replace every list of the matter by what the file holds."""

    def rows(key: str) -> Iterable[tuple[int, dict[str, Any]]]:
        return enumerate((dict(row) for row in data.get(key) or []), 1)

    for position, row in _replaced(matter.limits, rows("limits")):
        row |= {
            "kind": by_label(enums.LimitKind, row["kind"], where),
            "unit": by_label(enums.LimitUnit, row["unit"], where),
        }
        Limit.objects.create(matter=matter, position=position, **_with_when(row))
    for position, row in _replaced(matter.pauses, rows("pauses")):
        Pause.objects.create(matter=matter, position=position, **row)
    for position, row in _replaced(matter.conditions, rows("conditions")):
        Condition.objects.create(matter=matter, position=position, **_with_when(row))
    for position, row in _replaced(matter.steps, rows("steps")):
        row["level"] = by_label(enums.Level, row["level"], where) if row.get("level") else ""
        Step.objects.create(matter=matter, position=position, **_with_when(row))
    for position, row in _replaced(matter.charges, rows("charges")):
        Charge.objects.create(matter=matter, position=position, **_with_when(row))
    for position, row in _replaced(matter.legal_basis, rows("legal_basis")):
        LegalBasis.objects.create(matter=matter, position=position, **row)
    for position, row in _replaced(matter.channels, rows("channels")):
        row["kind"] = by_label(enums.ChannelKind, row["kind"], where)
        Channel.objects.create(matter=matter, position=position, **row)
    for position, row in _replaced(matter.modes, rows("modes")):
        row["kind"] = by_label(enums.ModeKind, row["kind"], where)
        Mode.objects.create(matter=matter, position=position, **row)
    for position, row in _replaced(matter.remedies, rows("remedies")):
        row["kind"] = by_label(enums.RemedyKind, row["kind"], where)
        Remedy.objects.create(matter=matter, position=position, **row)
    for position, row in _replaced(matter.faqs, rows("faqs")):
        Faq.objects.create(matter=matter, position=position, **row)
    for position, row in _replaced(matter.questions, rows("questions")):
        options = row.pop("options")
        question = Question.objects.create(matter=matter, position=position, **_with_when(row))
        for index, option in enumerate(options, 1):
            Option.objects.create(question=question, position=index, **option)
    shared = {entry["name"] for entry in read("materials.yaml")}
    for position, row in _replaced(matter.requirements, rows("requirements")):
        _load_requirement(matter, position, row, where, shared)
    for position, row in _replaced(matter.handlings, rows("handlings")):
        _load_handling(matter, position, row, where)
    matter.desks.all().delete()
    for row in data.get("desks") or []:
        Desk.objects.create(matter=matter, site=Site.objects.get(code=row.pop("site")), **_promise(row, where), **row)
    matter.topics.set(Topic.objects.filter(name__in=data.get("topics") or []))
    matter.joint_departments.set([_department(key, where) for key in data.get("joint_departments") or []])


def _promise(row: dict[str, Any], where: str) -> dict[str, Any]:
    """The columns of a place's own promise, taken out of the row: `promise: {amount: 5, unit: 工作日}`."""
    given = row.pop("promise", None)
    if given is None:
        return {}
    return {"promised_amount": given["amount"], "promised_unit": by_label(enums.LimitUnit, given["unit"], where)}


def _replaced(manager: Any, rows: Iterable[tuple[int, dict[str, Any]]]) -> Iterable[tuple[int, dict[str, Any]]]:
    manager.all().delete()
    return rows


def _load_requirement(matter: Matter, position: int, row: dict[str, Any], where: str, shared: set[str]) -> None:
    wants_blank, wants_sample = row.pop("has_blank", False), row.pop("has_sample", False)
    row["source"] = by_label(enums.Source, row["source"], where) if row.get("source") else ""
    row["form"] = by_label(enums.Form, row.get("form") or "纸质", where)
    row["necessity"] = by_label(enums.Necessity, row.get("necessity") or "必要", where)
    own = {
        "kind": enums.MaterialKind.FORM if wants_blank else enums.MaterialKind.CERTIFICATE,
        "source": row["source"] or enums.Source.APPLICANT,
        "issuer": row.get("issuer", ""),
        "how_to_get": row.get("how_to_get", ""),
    }
    name = row.pop("name")
    # What materials.yaml says of a paper holds for all; of any other, what the matter says.
    material, _ = Material.objects.update_or_create(
        name=name, defaults={} if name in shared else own, create_defaults=own
    )
    _offer_forms(material, wants_blank, wants_sample)
    same = matter.requirements.filter(material=material).count()
    key = f"m-{_slug(material)[:8]}" + (f"-{same + 1}" if same else "")
    Requirement.objects.create(matter=matter, position=position, key=key, material=material, **_with_when(row))


def _offer_forms(material: Material, wants_blank: bool, wants_sample: bool) -> None:
    """Name the demo forms' files; `load_demo` makes the ones that are missing."""
    if not (wants_blank or wants_sample):
        return
    if wants_blank and not material.blank_form:
        material.blank_form.name = f"forms/{_slug(material)}.pdf"
    if wants_sample and not material.filled_sample:
        material.filled_sample.name = f"samples/{_slug(material)}.pdf"
    material.save()


def _slug(material: Material) -> str:
    return sha256(material.name.encode()).hexdigest()[:12]


def _load_handling(matter: Matter, position: int, row: dict[str, Any], where: str) -> None:
    sites = row.pop("sites", "all")
    back_office = row.pop("back_office", None)
    row["level"] = by_label(enums.Level, row["level"], where)
    row["how"] = by_label(enums.How, row["how"], where)
    handling = Handling.objects.create(
        matter=matter,
        position=position,
        back_office=_department(back_office, where) if back_office else None,
        **_with_when(row),
    )
    if sites != "all":
        handling.sites.set(Site.objects.filter(code__in=sites))


def _department(key: str, where: str) -> Department:
    department = Department.objects.filter(short_name=key).first()
    if department is None:
        raise BadFixture(f"{where}: department “{key}” is not in places.yaml")
    return department


def _with_when(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "when": " ".join(row.get("when") or [])}
