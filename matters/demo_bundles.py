"""Reads the demo's 一件事 from fixtures/demo/bundles.yaml; the format is described in fixtures/demo/README.md."""

from typing import Any

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from matters.bundling import mark_edited
from matters.demo import FOLDER, BadFixture, read
from matters.enums import CopiesRule, LimitUnit, Standing
from matters.models import Bundle, BundleMember, Department, Material, Matter, Site, Topic

_FILE = "bundles.yaml"
_COPIES = {"相加": CopiesRule.ADDED, "共享": CopiesRule.SHARED}
_PLAIN = ("name", "summary", "result_name", "consult_phone", "complaint_phone", "source_note", "allow_two_sides")
_KEYS = {*_PLAIN, "code", "synonyms", "lead", "copies", "topics", "promised", "sites", "members"}
_MEMBER_KEYS = {"matter", "stage", "optional", "yields", "answers"}
_MEMBER_COLUMNS = ("matter_id", "stage", "is_optional", "yields_id", "answers")

Composition = tuple[dict[str, Any], list[int], list[int], list[tuple[Any, ...]]]


def bundle_codes() -> list[str]:
    """The public codes of the demo's bundles, in the order of the file."""
    return [row["code"] for row in read(_FILE)["bundles"]]


def load_bundles(by: StaffUser | None = None) -> list[Bundle]:
    """Bring every bundle to what the file says; `by` is the editor whom the history names. One that has ended stays as it is.

    Raises BadFixture for an unknown key, word or code.
    """
    if not (FOLDER / _FILE).exists():
        return []
    rows = read(_FILE)["bundles"]
    try:
        return [_load(row, by) for row in rows]
    except (KeyError, TypeError) as error:
        raise BadFixture(f"{_FILE}: {error}") from error


@transaction.atomic
def _load(row: dict[str, Any], by: StaffUser | None) -> Bundle:
    _require_known(row)
    wanted = _wanted(row)
    bundle = Bundle.objects.select_for_update().filter(code=row["code"]).first()
    if bundle is not None and (bundle.standing == Standing.RETIRED or _stored(bundle, wanted[0]) == wanted):
        return bundle
    values, sites, topics, members = wanted
    bundle, created = Bundle.objects.update_or_create(code=row["code"], defaults=values)
    bundle.sites.set(sites)
    bundle.topics.set(topics)
    bundle.members.all().delete()
    for position, member in enumerate(members, 1):
        BundleMember.objects.create(bundle=bundle, position=position, **dict(zip(_MEMBER_COLUMNS, member, strict=True)))
    mark_edited(bundle, by)
    history.note(actor=by, action="create" if created else "edit", row=bundle, via="演示数据")
    return bundle


def _wanted(row: dict[str, Any]) -> Composition:
    """What the file says, in the shape of `_stored`."""
    promised = row.get("promised")
    values = {
        **{key: row[key] for key in _PLAIN if key in row},
        "synonyms": " ".join(row.get("synonyms") or []),
        "lead_department_id": _one(Department, short_name=row["lead"]),
        "copies_rule": _COPIES[row["copies"]].value,
        "promised_amount": promised["amount"] if promised else None,
        "promised_unit": _unit(promised["unit"]) if promised else LimitUnit.WORKDAY.value,
        "demo": True,
    }
    sites = [_one(Site, code=code) for code in row.get("sites") or []]
    topics = [_one(Topic, name=name) for name in row.get("topics") or []]
    members = [
        (
            _one(Matter, code=member["matter"]),
            member.get("stage", 1),
            bool(member.get("optional")),
            _one(Material, name=member["yields"]) if member.get("yields") else None,
            " ".join(member.get("answers") or ()),
        )
        for member in row["members"]
    ]
    return values, sorted(sites), sorted(topics), members


def _stored(bundle: Bundle, values: dict[str, Any]) -> Composition:
    members = bundle.members.order_by("position").values_list(*_MEMBER_COLUMNS)
    return (
        {name: getattr(bundle, name) for name in values},
        sorted(bundle.sites.values_list("pk", flat=True)),
        sorted(bundle.topics.values_list("pk", flat=True)),
        list(members),
    )


def _one(model: Any, **wanted: str) -> int:
    found: int | None = model.objects.filter(**wanted).values_list("pk", flat=True).first()
    if found is None:
        raise BadFixture(f"{_FILE}: no {model._meta.model_name} {next(iter(wanted.values()))!r}")
    return found


def _unit(label: str) -> str:
    return next(unit.value for unit in LimitUnit if unit.label == label)


def _require_known(row: dict[str, Any]) -> None:
    unknown = (set(row) - _KEYS) | {key for member in row["members"] for key in set(member) - _MEMBER_KEYS}
    if unknown:
        raise BadFixture(f"{_FILE}: unknown keys {', '.join(sorted(unknown))}")
