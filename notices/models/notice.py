"""The ledger: what was told, for ever. A row is never altered; what happens to it later is a row of its own."""

from datetime import UTC
from typing import ClassVar, cast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from matters.models import Bundle, Edition, Matter, Site, Subject
from matters.plain import canonical, digest, from_plain
from notices import chain
from notices.enums import Decision, Layout, Manner, NoticeKind
from notices.letters.letter import Letter
from notices.sheet import Sheet


class SerialCounter(models.Model):
    """The last number of one series: (site, kind, year in Asia/Shanghai). `head` is the chain hash of its newest notice.

    `prefix` is the form of the printed number, kept from the first use in a year so that renaming a site does not change it midway.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="办事地点")
    kind = models.CharField("种类", max_length=12, choices=NoticeKind)
    year = models.PositiveSmallIntegerField("年份")
    prefix = models.CharField("编号前缀", max_length=40)
    last = models.PositiveIntegerField("最后编号", default=0)
    head = models.CharField("链首", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = (
            models.UniqueConstraint(name="serial_counter_once", fields=("site", "kind", "year")),
            models.UniqueConstraint(name="serial_prefix_once", fields=("prefix", "year")),
        )

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.last}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    """The words for sets of notices."""

    def for_site(self, site: Site) -> "NoticeQuerySet":
        """Those given out at that site."""
        return self.filter(site=site)

    def with_parts(self) -> "NoticeQuerySet":
        """With the rows every page about a notice needs."""
        return self.select_related(
            "site", "clerk", "acting_for", "matter", "bundle", "edition", "voiding", "receipt", "follows"
        )

    def still_open(self) -> "NoticeQuerySet":
        """The 告知单 that somebody may still come back with: not void, not replaced by a newer one, and no decision has ended their filing."""
        visits = apps.get_model("notices", "Visit").objects
        ended = visits.newest().filter(notice=OuterRef("pk"), decision__in=Decision.closing())
        newer = Notice.objects.filter(replaces=OuterRef("pk"), voiding__isnull=True)
        return self.sheets().filter(~Exists(ended), ~Exists(newer), voiding__isnull=True)

    def sheets(self) -> "NoticeQuerySet":
        """The 告知单; every other document follows one of them."""
        return self.filter(kind=NoticeKind.GUIDANCE)


class Notice(models.Model):
    """告知记录: a document that was given to somebody. No personal data of the applicant in here.

    A 告知单 stands at the head of a thread; every other kind `follows` one, and most come of a `visit`. A 告知单 may be given out in place of an
    older one that is no longer right (`replaces`). `acting_for` is the colleague whose place the
    clerk took (AB 岗).

    `snapshot` is the Sheet (of other kinds the Letter) as plain data and `snapshot_sha256` the hash of its canonical JSON; `chain_sha256` is over
    that hash, the serial, the token, the other columns (`facts`) and the chain hash of the notice before it in the same series: no row can be
    altered or left out unseen.
    """

    append_only: ClassVar[bool] = True

    serial = models.CharField("编号", max_length=60, unique=True)
    token = models.CharField("查验码", max_length=20, unique=True)
    kind = models.CharField("种类", max_length=12, choices=NoticeKind, default=NoticeKind.GUIDANCE)
    site = models.ForeignKey(Site, models.PROTECT, related_name="notices", verbose_name="办事地点")
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveIntegerField("序号")
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices", verbose_name="首问责任人"
    )
    matter = models.ForeignKey(
        Matter, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="事项"
    )
    bundle = models.ForeignKey(
        Bundle, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="一件事"
    )
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="notices", verbose_name="版本")
    answers = models.JSONField("情形", default=dict)
    manner = models.CharField("告知方式", max_length=10, choices=Manner, default=Manner.WINDOW)
    issued_at = models.DateTimeField("告知时间", db_index=True)
    snapshot = models.JSONField("告知单内容")
    snapshot_sha256 = models.CharField("内容校验值", max_length=64)
    setting = models.CharField("版面档位", max_length=20)
    previous_sha256 = models.CharField("前一条校验值", max_length=64, blank=True)
    chain_sha256 = models.CharField("链校验值", max_length=64)
    request_key = models.CharField("提交标识", max_length=64, unique=True, null=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="所属告知单"
    )
    visit = models.OneToOneField(
        "notices.Visit", models.PROTECT, null=True, blank=True, related_name="letter", verbose_name="来访"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replacements", verbose_name="代替哪一张"
    )
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "告知记录"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(name="notice_number_once", fields=("site", "kind", "year", "number")),
            models.CheckConstraint(name="notice_number_from_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(
                name="notice_of_matter_or_bundle",
                condition=models.Q(matter__isnull=False, bundle__isnull=True)
                | models.Q(matter__isnull=True, bundle__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_letter_follows_a_sheet",
                condition=models.Q(kind=NoticeKind.GUIDANCE, visit__isnull=True, follows__isnull=True)
                | models.Q(follows__isnull=False, replaces__isnull=True),
            ),
        )
        permissions = (
            ("issue_notice", "出具告知单"),
            ("void_notice", "作废告知单"),
            ("export_notice", "导出告知记录"),
        )

    def __str__(self) -> str:
        return self.serial

    @property
    def subject(self) -> Subject:
        """What was told about."""
        return cast(Subject, self.matter or self.bundle)  # never neither: a constraint of the table

    @property
    def is_sheet(self) -> bool:
        """Whether it is a 告知单 and not one of the documents that follow one."""
        return self.kind == NoticeKind.GUIDANCE

    @property
    def root(self) -> "Notice":
        """The 告知单 at the head of its thread."""
        return self.follows or self

    @property
    def sheet(self) -> Sheet:
        """The snapshot of a 告知单 as typed data."""
        return from_plain(Sheet, self.snapshot)

    @property
    def paper(self) -> Sheet | Letter:
        """The snapshot as typed data, of whatever kind."""
        return self.sheet if self.is_sheet else from_plain(Letter, self.snapshot)

    @property
    def is_intact(self) -> bool:
        """Whether the snapshot still has the hash it was stored with."""
        return digest(self.snapshot) == self.snapshot_sha256

    @property
    def facts(self) -> str:
        """Who told what, when and how, as the chain hash holds it: canonical JSON of the row's columns beside the snapshot."""
        of = {"matter": self.matter_id} if self.matter_id else {"bundle": self.bundle_id}
        # Named only where there is one, so that rows older than these columns keep their hash.
        bonds = {"follows": self.follows_id, "visit": self.visit_id, "acting_for": self.acting_for_id}
        bonds["replaces"] = self.replaces_id
        return canonical(
            {
                **of,
                **{name: pk for name, pk in bonds.items() if pk is not None},
                "edition": self.edition_id,
                "clerk": self.clerk_id,
                "answers": self.answers,
                "manner": str(self.manner),
                "issued_at": self.issued_at.astimezone(UTC).isoformat(),
                "setting": self.setting,
            }
        ).decode()

    def linked_to(self, previous: str) -> str:
        """The chain hash this row must have when the one before it has `previous`."""
        return chain.link(
            previous=previous,
            serial=self.serial,
            token=self.token,
            snapshot_sha256=self.snapshot_sha256,
            facts=self.facts,
        )

    @property
    def is_void(self) -> bool:
        """Whether it was withdrawn by the office."""
        return hasattr(self, "voiding")


class Rendering(models.Model):
    """One PDF made of a notice: what bytes, by which renderer and fonts. A missing one is simply made again."""

    append_only: ClassVar[bool] = True

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="renderings", verbose_name="告知记录")
    layout = models.CharField("版式", max_length=10, choices=Layout, default=Layout.A4)
    pdf_sha256 = models.CharField("PDF 校验值", max_length=64)
    size = models.PositiveIntegerField("字节数")
    pages = models.PositiveSmallIntegerField("页数")
    renderer = models.CharField("排版程序", max_length=60)
    fonts = models.CharField("字体版本", max_length=64)
    rendered_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "排版记录"
        constraints = (
            models.UniqueConstraint(
                name="rendering_once", fields=("notice", "layout", "pdf_sha256", "renderer", "fonts")
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice} {self.pdf_sha256[:8]}"


class Reprint(models.Model):
    """The same sheet printed again: a jam, a lost paper. Never a second notice."""

    append_only: ClassVar[bool] = True

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reprints", verbose_name="告知记录")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人")
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )
    reason = models.CharField("原因", max_length=100, blank=True)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "重打记录"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.notice} 重打"


class Voiding(models.Model):
    """作废: the notice was wrong. Its number stays used and its page says so."""

    append_only: ClassVar[bool] = True

    notice = models.OneToOneField(Notice, models.PROTECT, related_name="voiding", verbose_name="告知记录")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人")
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代谁顶岗"
    )
    reason = models.CharField("原因", max_length=200)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "作废记录"
        constraints = (
            models.CheckConstraint(
                name="voiding_has_reason",
                condition=~models.Q(reason=""),
                violation_error_message="作废必须写明原因。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.notice} 作废"
