"""What became of a sheet's affair, as far as whoever scans it may know: days, documents and deadlines, nothing of any person."""

from dataclasses import dataclass

from django.utils import timezone

from notices.blocks import day_words
from notices.enums import Decision, NoticeKind
from notices.models import Notice, Visit


@dataclass(frozen=True, slots=True)
class SinceTold:
    """`correction`: the newest 更正告知书 written after the document, if it stands; `affair`: how the affair stands in one sentence, empty when
    nobody came yet.
    """

    correction: Notice | None
    affair: str


def since_told(notice: Notice) -> SinceTold:
    """Of the thread of any of its documents; two queries."""
    root = notice.root
    letters = Notice.objects.filter(follows=root, kind=NoticeKind.CORRECTION, voiding__isnull=True)
    correction = letters.filter(pk__gt=notice.pk).defer("snapshot").order_by("-pk").first()
    visit = Visit.objects.newest().filter(notice=root).first()
    return SinceTold(correction, affair_words(visit) if visit else "")


def affair_words(visit: Visit) -> str:
    """How the affair stands after its newest visit; empty where the papers went home again, which changes nothing."""
    on = day_words(timezone.localdate(visit.at))
    by = day_words(visit.due_on) if visit.due_on else ""
    match visit.decision:
        case Decision.KEPT:
            return f"材料已于{on}收下，正在审核" + (f"，最迟{by}答复。" if by else "。")
        case Decision.SUPPLEMENT:
            return f"{on}已一次告知要补正的材料" + (f"，请在{by}前补齐。" if by else "。")
        case Decision.DEFERRAL:
            return f"申请已于{on}容缺受理" + (f"，所缺材料请在{by}前补交。" if by else "。")
        case Decision.COMPLETED:
            return f"申请已受理，容缺材料已于{on}补齐。"
        case Decision.ACCEPTANCE:
            return f"申请已于{on}受理。"
        case Decision.REJECTION:
            return f"{on}已作出不予受理决定，理由和救济途径见不予受理通知书。"
        case Decision.WITHDRAWN:
            return f"申请已于{on}撤回。"
    return ""
