"""Lists of 一件事 from a file: names matched to matters of the catalog, every bundle a draft, all or nothing of each."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from matters.bundle_matching import Known, Manner, Match, likeness, match
from matters.bundling import mark_edited
from matters.codes import fresh_code
from matters.enums import PUBLIC, Standing
from matters.exchange.given import FileRefused
from matters.models import Bundle, BundleMember, Matter

MAX_BYTES = 5_000_000
MAX_BUNDLES = 2_000
RESULTS = {"created": "新增", "updated": "更新", "unchanged": "不变", "refused": "拒绝"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A bundle as the file has it: its name and those of its matters, in order."""

    name: str
    items: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What became of one bundle: `result` is a key of RESULTS, `problems` say why it was refused, `notes` what has to be looked at."""

    name: str
    matches: list[Match]
    result: str = ""
    code: str = ""
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file."""

    outcomes: list[Outcome]
    dry_run: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many of each result."""
        return {result: sum(o.result == result for o in self.outcomes) for result in RESULTS}

    def to_plain(self) -> dict[str, Any]:
        """For JSON."""
        return {**self.counts, "dry_run": self.dry_run, "bundles": [_plain(outcome) for outcome in self.outcomes]}


def read_bundles(path: Path) -> list[Listed]:
    """The bundles of a JSON file: `{"bundles": [{"name", "items": [names]}]}`. Raises FileRefused, and OSError where it cannot be read."""
    if path.stat().st_size > MAX_BYTES:
        raise FileRefused(f"文件超过{MAX_BYTES // 1_000_000}MB。")
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"这不是能读的 JSON 文件：{error}") from error
    rows = data.get("bundles") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not rows:
        raise FileRefused("文件里没有“bundles”列表。")
    if len(rows) > MAX_BUNDLES:
        raise FileRefused(f"文件里有{len(rows)}件事，最多{MAX_BUNDLES}件。")
    return [_listed(row, number) for number, row in enumerate(rows, 1)]


def import_bundles(listed: Sequence[Listed], *, by: StaffUser | None = None, dry_run: bool = False) -> Report:
    """Match every name and bring every bundle in whose names were all found. The same list again changes nothing.

    New ones are drafts, all their matters in one stage, in the order of the list. A draft of that name gets the members of the list; a
    public one with other members is refused, since it is edited on its page.
    """
    catalog = known_matters()
    outcomes = [Outcome(row.name, [match(item, catalog) for item in row.items]) for row in listed]
    with transaction.atomic():
        for outcome in outcomes:
            _bring_in(outcome, by)
        if dry_run:
            transaction.set_rollback(True)
    return Report(outcomes, dry_run)


def known_matters() -> list[Known]:
    """Every matter that is still of use by all it is called; one query."""
    rows = Matter.objects.exclude(standing=Standing.RETIRED).order_by("code")
    return [
        Known(
            code=code,
            names=tuple(filter(None, (name, short, *synonyms.split()))),
            is_public=standing in PUBLIC,
        )
        for code, name, short, synonyms, standing in rows.values_list(
            "code", "name", "short_name", "synonyms", "standing"
        )
    ]


def _listed(row: Any, number: int) -> Listed:
    name = row.get("name") if isinstance(row, dict) else None
    items = row.get("items") if isinstance(row, dict) else None
    if not isinstance(name, str) or not name.strip() or not isinstance(items, list):
        raise FileRefused(f"第{number}件事应有名称（name）和事项名称的列表（items）。")
    if wrong := [item for item in items if not isinstance(item, str) or not item.strip()]:
        raise FileRefused(f"第{number}件事“{name[:20]}”的事项名称里有“{str(wrong[0])[:20]}”。")
    return Listed(name.strip(), tuple(item.strip() for item in items))


def _bring_in(outcome: Outcome, by: StaffUser | None) -> None:
    outcome.problems += _problems(outcome)
    known = Bundle.objects.select_for_update().filter(name=outcome.name).first()
    codes = list(dict.fromkeys(m.found.code for m in outcome.matches if m.found))
    there = list(known.members.values_list("matter__code", flat=True)) if known else []
    if known:
        outcome.code = known.code
    if outcome.problems:
        outcome.result = "refused"
    elif known and set(there) == set(codes):  # the stages and their order are an editor's by now
        outcome.result = "unchanged"
    elif known and known.standing != Standing.DRAFT:
        outcome.result = "refused"
        outcome.problems.append(f"“{outcome.name}”已经公开，而且事项与文件不同，请在它的页面上修改。")
    else:
        outcome.result = "updated" if known else "created"
        _store(outcome, known, codes, by)


def _problems(outcome: Outcome) -> Iterator[str]:
    for found in outcome.matches:
        if found.manner == Manner.AMBIGUOUS:
            named = "、".join(f"{c.known.name}（{c.known.code}）" for c in found.candidates)
            yield f"“{found.given}”有几个可能：{named}。请给要用的事项加上这个别名。"
        elif found.manner == Manner.NOT_FOUND:
            near = "、".join(f"{c.known.name}（{c.known.code}）" for c in found.candidates[:2])
            yield (
                f"没有找到“{found.given}”" + (f"，最接近的是{near}" if near else "") + "。请先建立事项或加上这个别名。"
            )
    if len({m.found.code for m in outcome.matches if m.found}) < 2 and not any(
        m.found is None for m in outcome.matches
    ):
        yield "一件事至少要有两个不同的事项。"
    if len(outcome.name) > 100:
        yield "名称超过100个字。"


def _store(outcome: Outcome, known: Bundle | None, codes: list[str], by: StaffUser | None) -> None:
    matters = {m.code: m for m in Matter.objects.filter(code__in=codes).select_related("department")}
    lead = _lead(outcome.name, [matters[code] for code in codes])
    bundle = known or Bundle.objects.create(code=fresh_code(), name=outcome.name, lead_department=lead.department)
    bundle.members.all().delete()
    BundleMember.objects.bulk_create(
        [BundleMember(bundle=bundle, matter=matters[code], position=n) for n, code in enumerate(codes, 1)]
    )
    mark_edited(bundle, by)
    outcome.code = bundle.code
    if known is None:
        outcome.notes.append(f"牵头部门暂定为{lead.department.name}，请核对。")
    outcome.notes.append("文件里没有先后，事项暂按并联（同一阶段），请核对阶段和办结后得到的材料。")
    if drafts := [matters[code].name for code in codes if matters[code].standing == Standing.DRAFT]:
        outcome.notes.append(f"{'、'.join(drafts)}还没有发布，发布以后才能发布这件事。")
    history.note(
        actor=by, action="import", row=bundle, target=f"{bundle.code} {bundle.name}", matters=len(codes), via="导入"
    )


def _lead(name: str, matters: list[Matter]) -> Matter:
    """The matter the bundle is named after, as far as names tell; else its first."""
    return max(matters, key=lambda matter: likeness(name, matter.name))


def _plain(outcome: Outcome) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "code": outcome.code,
        "result": outcome.result,
        "members": [_plain_match(found) for found in outcome.matches],
        "problems": outcome.problems,
        "notes": outcome.notes,
    }


def _plain_match(found: Match) -> dict[str, Any]:
    return {
        "given": found.given,
        "how": found.manner.value,
        "score": round(found.score, 2),
        "code": found.found.code if found.found else "",
        "name": found.found.name if found.found else "",
        "candidates": [
            {"code": c.known.code, "name": c.known.name, "by": c.by, "score": round(c.score, 2)}
            for c in found.candidates
        ],
    }
