"""What each kind of letter says of its own: a function a kind. Pure."""

from collections.abc import Callable

from matters import clock, wording
from matters.enums import LimitKind
from notices import blocks
from notices.blocks import day_words
from notices.enums import NoticeKind, Tick
from notices.letters.case import Case, Substance, lines
from notices.letters.papers import DEFERRAL_HEADINGS, SUPPLEMENT_HEADINGS, papers, tally
from notices.letters.rights import rights


def supplement(case: Case) -> Substance:
    """补正告知书: all that must be supplied, once, with what is wrong and what is right (行政许可法 art. 32(1)4)."""
    found = tally(case.occasion.ticks) or "材料不齐全或者不符合要求"
    reason = case.occasion.reason
    return Substance(
        body=(
            f"您（单位）{_handed_in(case)}经核对，{found}。{case.says('supplement.rule')}",
            *((f"本次为再次告知补正，理由：{reason.rstrip('。')}。",) if reason else ()),
        ),
        papers_title="材料核对结果",
        papers=papers(case.guide, case.occasion.ticks, SUPPLEMENT_HEADINGS),
        terms=(
            *lines(
                ("until", "补正期限", _until(case)),
                ("how", "补正方式", _how(case, "本告知书")),
                ("then", "补齐以后", "按要求补齐全部材料的，即予受理，办理时限从受理之日起算。"),
                ("late", "逾期后果", case.says("supplement.late")),
            ),
            *case.where("consult", "complaint"),
        ),
    )


def deferral(case: Case) -> Substance:
    """容缺受理通知书: what may follow, in which form, until when, what happens otherwise, and the applicant's promise."""
    return Substance(
        body=(f"您（单位）{_handed_in(case)}主要材料齐全、符合要求，{_lacking(case)}。{case.says('deferral.rule')}",),
        papers_title="材料情况",
        papers=papers(case.guide, case.occasion.ticks, DEFERRAL_HEADINGS),
        terms=(
            *lines(
                ("accepted", "受理日期", day_words(case.accepted)),
                ("until", "补齐期限", _until(case)),
                ("how", "补齐方式", _how(case, "本通知书")),
                ("completes", "办结期限", completes(case)),
                ("late", "逾期后果", case.says("deferral.late")),
            ),
            *case.where("consult", "complaint"),
        ),
        promise=case.occasion.promise or case.says("deferral.promise"),
    )


def acceptance(case: Case) -> Substance:
    """受理通知书: accepted when, done by when, whom to ask. After a supplement the day is the one on which all was complete."""
    return Substance(
        body=(f"您（单位）{_handed_in(case)}{_complete_since(case)}{case.says('acceptance.rule')}",),
        papers=papers(case.guide, (t for t in case.occasion.ticks if t.state == Tick.RECEIVED), SUPPLEMENT_HEADINGS),
        terms=(
            *lines(
                ("accepted", "受理时间", _moment_of_acceptance(case)),
                ("completes", "办结期限", completes(case)),
                ("clock", "时限说明", clock.clock(case.guide)),
                ("result", "办理结果", _result(case)),
            ),
            *case.where("progress", "consult", "complaint"),
        ),
    )


def rejection(case: Case) -> Substance:
    """不予受理通知书: why, by which rule, who is competent instead and where, and the rights against it."""
    occasion = case.occasion
    handed_in = _handed_in(case) if occasion.received_on else f"提出的“{case.guide.name}”申请，"
    return Substance(
        body=(f"您（单位）{handed_in}经审查，{case.says('rejection.rule')}",),
        terms=(
            *lines(
                ("reason", "理由", occasion.reason),
                ("basis", "依据", occasion.basis or _basis(case)),
                ("authority", "主管机关", occasion.authority and f"请向{occasion.authority}申请。"),
                ("returned", "所交材料", "已交的材料随本通知书一并退还。" if occasion.received_on else ""),
            ),
            *case.where("consult", "complaint"),
        ),
        rights=rights(case.guide),
    )


def correction(case: Case) -> Substance:
    """更正告知书: what changed since the sheet, and what to do now."""
    occasion, again = case.occasion, case.occasion.choose_again
    told = f"{day_words(occasion.told_on)}向您（单位）出具的一次性告知单（编号{occasion.told_serial}）"
    changed = "所依据的办事指南调整了情形问题，原来的选择不再适用。" if again else "内容有变化，现予更正。"
    todo = "请扫码或到窗口重新选择情形，领取新的告知单；原告知单不再使用。" if again else _AS_CORRECTED
    return Substance(
        body=(told + changed,),
        changes=occasion.changes,
        terms=(
            *lines(
                ("todo", "怎么办", todo),
                ("until", "办理期限", day_words(occasion.until) + "（含当日）" if occasion.until else ""),
                ("guide", "现行指南", _guide_page(case)),
            ),
            *case.where("where", "hours", "consult", "complaint"),
        ),
    )


SUBSTANCE: dict[NoticeKind, Callable[[Case], Substance]] = {
    NoticeKind.SUPPLEMENT: supplement,
    NoticeKind.DEFERRAL: deferral,
    NoticeKind.ACCEPTANCE: acceptance,
    NoticeKind.REJECTION: rejection,
    NoticeKind.CORRECTION: correction,
}
_AS_CORRECTED = "请按更正后的内容准备，其余内容不变；已经按原告知单提交的材料，由窗口一并核对，不用另行申请。"


def completes(case: Case) -> str:
    """`最迟2026年3月16日办结（承诺5个工作日，法定20个工作日）`; without a date where it hangs on an open answer."""
    promised, statutory = (case.limit(kind) for kind in (LimitKind.PROMISED, LimitKind.STATUTORY))
    told = promised or statutory
    if told is None:
        open_ones = clock.completion(case.guide, case.accepted, case.issuance.calendar, today=case.today).depends
        return "；".join(open_ones) or "以办事指南公布的时限为准"
    if told.amount == 0:
        return "当场办结"
    end = clock.last_day(told, case.accepted, case.issuance.calendar, within=statutory)
    known = case.issuance.calendar.knows(case.accepted, end)
    kinds = "，".join(x.kind.label + wording.duration(x) for x in (promised, statutory) if x)
    return f"最迟{day_words(end)}办结（{kinds}）" + ("" if known else "，节假日安排尚未公布，日期为预计")


def _handed_in(case: Case) -> str:
    """`于2026年3月9日提交的“…”申请材料收悉。`."""
    return f"{day_words(case.received)}提交的“{case.guide.name}”申请材料收悉。"


def _complete_since(case: Case) -> str:
    """Which day counts, where it is not simply today: when the last paper came, or by law when the first came (art. 32(1)4, told too late)."""
    if case.accepted > case.received:
        return f"至{day_words(case.accepted)}，申请材料齐全、符合要求。"
    return "因未在规定期限内告知补正，自收到申请材料之日起即为受理。" if case.accepted < case.today else ""


def _lacking(case: Case) -> str:
    lacking = sum(1 for tick in case.occasion.ticks if tick.state != Tick.RECEIVED)
    return f"尚缺{lacking}项可以容缺的材料" if lacking else "尚缺部分可以容缺的材料"


def _until(case: Case) -> str:
    return day_words(case.occasion.until) + "（含当日）" if case.occasion.until else "请尽快补齐"


def _how(case: Case, paper: str) -> str:
    """As the clerk said, or with this paper in hand; and always where and when."""
    place = case.place
    said = case.occasion.how.rstrip("。；") or f"请持{paper}到窗口提交"
    hours = f"；时间：{place.hours}" if place.hours else ""
    return f"{said}。地点：{place.name}{place.position}（{place.address}）{hours}。"


def _moment_of_acceptance(case: Case) -> str:
    """With the hour where it is today."""
    return day_words(case.accepted) + (f" {case.issuance.told_at:%H:%M}" if case.accepted == case.today else "")


def _result(case: Case) -> str:
    return next((line.text for line in blocks.details(case.guide) if line.key == "result"), "")


def _basis(case: Case) -> str:
    """Where the clerk named no rule: those the matter rests on."""
    return "；".join(wording.legal_title(b) for b in case.guide.legal_basis)


def _guide_page(case: Case) -> str:
    """The public page of the guide with its answers, on the host of the letter's own address."""
    host = case.url.partition("/n/")[0]
    query = "&".join(f"a={answer.token}" for answer in case.guide.answers)
    return f"{host}/{'b' if case.guide.members else 'g'}/{case.guide.code}/" + (f"?{query}" if query else "")
