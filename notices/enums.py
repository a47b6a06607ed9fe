"""The kinds of document and the ways of telling."""

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    """What a document is. Each has its own series of numbers at a site."""

    GUIDANCE = "guidance", "一次性告知单"
    SUPPLEMENT = "supplement", "补正告知书"
    DEFERRAL = "deferral", "容缺受理通知书"
    ACCEPTANCE = "acceptance", "受理通知书"
    REJECTION = "rejection", "不予受理通知书"

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
}


class Manner(TextChoices):
    """告知方式."""

    WINDOW = "window", "现场"
    PHONE = "phone", "电话"
    ONLINE = "online", "网络"
    HOME = "home", "上门"


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
