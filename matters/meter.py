"""How complete a working copy is, by the blocks of the sheet. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from matters.completeness import Finding, Severity

BLOCKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("名称与说明", ("name", "short_name", "synonyms", "summary")),
    ("实施主体", ("department", "joint_departments", "entrusting_department")),
    ("事项与办件类型", ("matter_type", "processing_type")),
    ("编码", ("code", "basic_code", "implementation_code", "item_code")),
    ("服务对象", ("audiences",)),
    ("受理条件", ("conditions",)),
    ("申请材料", ("requirements", "no_materials", "questions")),
    ("办理环节", ("steps",)),
    ("办理时限", ("limits", "pauses")),
    ("收费", ("charges",)),
    ("办理层级与地点", ("handlings",)),
    ("办理渠道与方式", ("channels", "modes", "visits", "visits_reason", "scope", "scope_form")),
    ("咨询与投诉电话", ("consult_phone", "complaint_phone")),
    ("办理结果", ("result",)),
    ("设定依据", ("legal_basis",)),
    ("权利救济", ("remedies",)),
    ("常见问题与其他", ()),
)
"""The blocks of the sheet and the fields of the guide that each says; what no other block has counts for the last."""


@dataclass(frozen=True, slots=True)
class Meter:
    """`filled` of `needed` blocks are as the sheet needs them; `missing` names the others."""

    filled: int
    needed: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """From 0 to 100, rounded down: 100 only when no block is missing anything."""
        return 100 * self.filled // self.needed


def meter(findings: Iterable[Finding]) -> Meter:
    """Counts the blocks in which no check found an error: a block that is empty and must not be, or holds what cannot be published, is missing.

    Warnings do not count. So 100 % says the same as publishing does: the catalog's own checks find nothing to object to.
    """
    wrong = {_block(f.field) for f in findings if f.severity == Severity.ERROR}
    missing = tuple(label for label, _ in BLOCKS if label in wrong)
    return Meter(len(BLOCKS) - len(missing), len(BLOCKS), missing)


def _block(field: str) -> str:
    name = field.partition("[")[0].partition(".")[0]
    return next((label for label, fields in BLOCKS if name in fields), BLOCKS[-1][0])
