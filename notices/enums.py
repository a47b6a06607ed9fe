"""The kinds of document and the ways of telling."""

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    """What a document is. Each has its own series of numbers at a site."""

    GUIDANCE = "guidance", "一次性告知单"
    SUPPLEMENT = "supplement", "补正告知书"
    DEFERRAL = "deferral", "容缺受理通知书"
    ACCEPTANCE = "acceptance", "受理通知书"
    REJECTION = "rejection", "不予受理通知书"
    CORRECTION = "correction", "更正告知书"

    @property
    def serial_word(self) -> str:
        """The word in the printed number; none for a 告知单."""
        return _SERIAL_WORDS[self]


_SERIAL_WORDS = {
    NoticeKind.GUIDANCE: "",
    NoticeKind.SUPPLEMENT: "补",
    NoticeKind.DEFERRAL: "容",
    NoticeKind.ACCEPTANCE: "受",
    NoticeKind.REJECTION: "不受",
    NoticeKind.CORRECTION: "更",
}


class Manner(TextChoices):
    """告知方式."""

    WINDOW = "window", "现场"
    PHONE = "phone", "电话"
    ONLINE = "online", "网络"
    HOME = "home", "上门"


class Tick(TextChoices):
    """What became of one paper on the list when the applicant came."""

    RECEIVED = "received", "已收"
    MISSING = "missing", "缺"
    WRONG = "wrong", "需更正"


class Decision(TextChoices):
    """How a visit ended. `KEPT` starts the five working days of 行政许可法 art. 32(4); `UNDONE` takes the visit before it back."""

    KEPT = "kept", "收下材料，待审"
    RETURNED = "returned", "没有收件，材料带回"
    SUPPLEMENT = "supplement", "一次告知补正"
    DEFERRAL = "deferral", "容缺受理"
    ACCEPTANCE = "acceptance", "受理"
    REJECTION = "rejection", "不予受理"
    COMPLETED = "completed", "容缺材料已补齐"
    WITHDRAWN = "withdrawn", "申请人撤回"
    UNDONE = "undone", "撤销上一步"

    @property
    def letter(self) -> NoticeKind | None:
        """The document that says so in writing; None where there is none."""
        return NoticeKind(self.value) if self.value in NoticeKind.values else None

    @classmethod
    def closing(cls) -> "tuple[Decision, ...]":
        """Those that end a filing: what comes after them is a new one."""
        return (cls.ACCEPTANCE, cls.REJECTION, cls.COMPLETED, cls.WITHDRAWN)


class RepeatCause(TextChoices):
    """Why somebody had to come once more."""

    CLERK = "clerk", "窗口没有告知清楚"
    CATALOG = "catalog", "告知单内容有误"
    RULE = "rule", "规定或指南有变化"
    APPLICANT = "applicant", "申请人没有备齐"


class ReceiptHow(TextChoices):
    """How receiving a document was confirmed."""

    STUB = "stub", "存根签字"
    PAD = "pad", "屏幕签名"
    PHONE = "phone", "手机扫码确认"
    REFUSED = "refused", "拒绝签收"


class Receiver(TextChoices):
    """Who received it."""

    SELF = "self", "本人"
    AGENT = "agent", "代办人"


class EnquiryOutcome(TextChoices):
    """What became of a question somebody was the first to be asked (首问负责)."""

    ANSWERED = "answered", "当场答复"
    TOLD = "told", "出具告知单"
    LED_WINDOW = "led_window", "引导到其他窗口"
    LED_SITE = "led_site", "引导到其他办事地点"
    LED_OFFICE = "led_office", "引导到其他单位"
    PUT_THROUGH = "put_through", "电话转接"
    NOTED = "noted", "记下诉求，另行答复"


class Layout(TextChoices):
    """What a sheet can be printed as."""

    A4 = "a4", "A4 一页"
    LARGE = "large", "大字版"
    POSTER = "poster", "上墙海报"
    LABEL = "label", "二维码贴"
    CARD = "card", "联系卡"


class PrintKind(TextChoices):
    """What a long run of layout work does: sheets for printing, or the ladder tried again."""

    BATCH = "batch", "批量打印"
    REFIT = "refit", "重新排版"


class PrintState(TextChoices):
    """How far such a run has come."""

    WAITING = "waiting", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "中断"
    CANCELLED = "cancelled", "已取消"
