"""Errors: what is missing and stops publishing."""

from datetime import date

from matters.completeness.finding import Found, error
from matters.enums import LimitKind, MatterType, ProcessingType
from matters.guide import Guide

# Fields a sheet has a block for, with what the editor is told when there is nothing to show.
_NEEDED = {
    "name": "事项名称",
    "implementation_code": "实施编码",
    "audiences": "服务对象",
    "conditions": "受理条件",
    "steps": "办理环节",
    "legal_basis": "设定依据",
    "channels": "办理渠道",
    "handlings": "办理层级",
    "consult_phone": "咨询电话",
    "complaint_phone": "投诉电话",
}


@error
def block_empty(guide: Guide, today: date) -> Found:
    """A block of the sheet has nothing to show."""
    for field, label in _NEEDED.items():
        if _is_empty(getattr(guide, field)):
            yield field, f"没有填写{label}，告知单上的这一栏会是空的。"
    for index, condition in enumerate(guide.conditions):
        if _is_empty(condition.text):
            yield f"conditions[{index}].text", f"第{index + 1}条受理条件是空白。"
    if not guide.department.name:
        yield "department", "没有填写实施主体。"
    if not guide.result.name:
        yield "result.name", "没有填写办理结果名称。"
    if not guide.result.delivery:
        yield "result.delivery", "没有填写结果送达方式。"


def _is_empty(value: object) -> bool:
    """Nothing, or nothing but white space."""
    return not (value.strip() if isinstance(value, str) else value)


@error
def type_undecided(guide: Guide, today: date) -> Found:
    """A draft whose source did not say what kind of matter it is."""
    if guide.matter_type == MatterType.UNSET:
        yield "matter_type", "没有填写事项类型。"
    if guide.processing_type == ProcessingType.UNSET:
        yield "processing_type", "没有填写办件类型（即办件或承诺件）。"


@error
def limit_missing(guide: Guide, today: date) -> Found:
    """Statutory and promised limits must be told; a public service may have no statutory one."""
    if guide.limit(LimitKind.PROMISED) is None:
        yield "limits", "没有填写承诺办结时限。"
    if guide.limit(LimitKind.STATUTORY) is None and guide.matter_type != MatterType.PUBLIC_SERVICE:
        yield "limits", "没有填写法定办结时限（公共服务事项可以没有）。"


@error
def materials_missing(guide: Guide, today: date) -> Found:
    """No materials, and nobody said that none are needed."""
    if not guide.requirements and not guide.no_materials:
        yield "requirements", "没有申请材料。确实不需要材料的，请勾选“无需提交材料”。"
