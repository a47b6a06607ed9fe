"""Why documents are usually withdrawn, by kind."""

from notices.enums import NoticeKind

_OF_SHEETS = ("情形选错了", "事项选错了", "重复出具", "申请人不再办理")
_OF_DECISIONS = ("材料核对有误", "文书种类选错了", "期限写错了", "重复出具")
_REASONS: dict[NoticeKind, tuple[str, ...]] = {
    NoticeKind.GUIDANCE: _OF_SHEETS,
    NoticeKind.SUPPLEMENT: ("补正内容写错了", *_OF_DECISIONS),
    NoticeKind.DEFERRAL: ("容缺材料写错了", *_OF_DECISIONS),
    NoticeKind.ACCEPTANCE: ("材料核对有误", "文书种类选错了", "重复出具", "申请人撤回申请"),
    NoticeKind.REJECTION: ("理由或依据写错了", "文书种类选错了", "重复出具"),
    NoticeKind.CORRECTION: ("更正内容写错了", "重复出具", "申请人已不再办理"),
}
OTHER = "其他"


def void_reasons(kind: str) -> tuple[str, ...]:
    """Offered for one key; any other words can be typed."""
    return _REASONS[NoticeKind(kind)]


def spoken_reason(reason: str) -> str:
    """A reason for lists that leave the house: one of ours, else 其他, for what was typed may name somebody."""
    return reason if any(reason in known for known in _REASONS.values()) else OTHER
