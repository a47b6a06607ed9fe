"""A guide's requirements as the rows of the list of materials."""

from matters import wording
from matters.guide import Guide, Requirement
from notices import bundle_blocks
from notices.sheet_parts import MaterialLine


def materials_title(guide: Guide) -> str:
    """The heading of the list: how many papers, and that forms can be downloaded."""
    if not guide.requirements:
        return "申请材料（本事项无需提交材料）"
    forms = any(r.blank_url or r.sample_url for r in guide.requirements)
    return f"申请材料（共{material_count(guide)}项，请逐项核对" + ("；空白表、样表扫码下载）" if forms else "）")


def material_count(guide: Guide) -> int:
    """A 二选一 group counts once."""
    lone = sum(1 for r in guide.requirements if not r.any_of)
    return lone + len({r.any_of for r in guide.requirements if r.any_of})


def materials(guide: Guide) -> tuple[MaterialLine, ...]:
    """The rows in the guide's order; alternatives stand together under one number."""
    groups: dict[str, list[Requirement]] = {}
    for r in guide.requirements:
        groups.setdefault(r.any_of or f"={r.key}", []).append(r)
    lines: list[MaterialLine] = []
    for number, members in enumerate(groups.values(), 1):
        together = len(members) if len(members) > 1 else 0
        for index, r in enumerate(members):
            lines.append(_material(guide, r, number, together, is_first=index == 0))
    return tuple(lines)


def _material(guide: Guide, r: Requirement, number: int, together: int, *, is_first: bool) -> MaterialLine:
    got = "，".join(filter(None, (wording.issued_by(r), r.how_to_get)))
    flags = (wording.necessity(r), f"免交：{r.waiver}" if r.waiver else "", _downloads(r))
    return MaterialLine(
        key=r.key,
        number=number,
        name=r.name,
        original=str(r.original or ""),
        copies=str(r.copies or ""),
        form=wording.form(r),
        source=wording.source(r),
        condition=wording.requirement_condition(guide, r),
        note="；".join(filter(None, (bundle_blocks.used_by(guide, r), r.standard, r.fill_note, got))),
        how_to_get=got,
        flags=tuple(filter(None, flags)),
        group=r.any_of if together else "",
        group_size=together if is_first else 0,
        group_label=wording.one_of(together) if together else "",
    )


def _downloads(r: Requirement) -> str:
    return "样表" if r.sample_url else "空白表" if r.blank_url else ""
