"""Warnings about a matter's own values that do not go together. Each has been seen in real catalogs, as those of its neighbours."""

import re
from datetime import date

from matters.completeness.finding import Found, rough_days, warning
from matters.enums import ChannelKind, LimitKind, LimitUnit, MatterType, ProcessingType
from matters.guide import Guide


@warning
def immediate_but_committed(guide: Guide, today: date) -> Found:
    """即办 without 即办件, and the other way round."""
    promised = guide.limit(LimitKind.PROMISED)
    if promised is None:
        return
    on_the_spot = promised.amount == 0 and not any(x.amount for x in guide.limits if x.kind == LimitKind.PROMISED)
    if on_the_spot and guide.processing_type != ProcessingType.IMMEDIATE:
        yield "processing_type", "承诺当场办结，但办件类型不是即办件。"
    if guide.processing_type == ProcessingType.IMMEDIATE and rough_days(promised) > 1.5:
        yield "processing_type", "办件类型是即办件，但承诺时限超过1个工作日。"


@warning
def visits_unexplained(guide: Guide, today: date) -> Found:
    """到现场次数 > 0 without a reason, or 0 with the window as the only channel."""
    if guide.visits > 0 and not guide.visits_reason:
        yield "visits_reason", "到现场次数大于0，没有说明必须到现场的原因。"
    if guide.visits == 0 and {c.kind for c in guide.channels} == {ChannelKind.WINDOW}:
        yield "visits", "到现场次数为0，但办理渠道只有窗口。"


@warning
def fee_without_basis(guide: Guide, today: date) -> Found:
    """A charge must name what allows it."""
    for index, charge in enumerate(guide.charges):
        if not charge.basis:
            yield f"charges[{index}].basis", f"收费项目“{charge.name}”没有收费依据。"


@warning
def phones_doubtful(guide: Guide, today: date) -> Found:
    """Consultation and complaint phone the same, or without area code."""
    if guide.consult_phone and guide.consult_phone == guide.complaint_phone:
        yield "complaint_phone", "投诉电话与咨询电话相同。"
    for field, label in (("consult_phone", "咨询电话"), ("complaint_phone", "投诉电话")):
        number = getattr(guide, field)
        if number and not re.match(r"0\d{2,3}-\d{7,8}|1[0-9]{2,4}\b|9\d{4}|400", number):
            yield field, f"{label}“{number}”没有区号。"


@warning
def steps_longer_than_promise(guide: Guide, today: date) -> Found:
    """The working days of the steps add up to more than the promise."""
    promised = guide.limit(LimitKind.PROMISED)
    if promised is None or promised.unit != LimitUnit.WORKDAY or any(x.when for x in guide.limits):
        return
    total = sum(int(m.group(1)) for s in guide.steps if not s.when and (m := re.fullmatch(r"(\d+)个?工作日", s.limit)))
    if total > promised.amount:
        yield "steps", f"各环节时限合计{total}个工作日，超过承诺的{promised.amount}个工作日。"


@warning
def remedies_missing(guide: Guide, today: date) -> Found:
    """An administrative act without a word on review or litigation."""
    if not guide.remedies and guide.matter_type != MatterType.PUBLIC_SERVICE:
        yield "remedies", "没有写权利救济（陈述申辩、行政复议、行政诉讼）。"
