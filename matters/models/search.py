"""What the public search works with: editions as searchable data, everyday words, and what was looked for in vain."""

import secrets

from django.db import models
from django.db.models.functions import Now

from matters.models.edition import Edition


def new_stamp() -> int:
    """A random number below 2**40: even the sum of a million of them fits a column."""
    return secrets.randbits(40)


class SearchEntry(models.Model):
    """One edition as search sees it (`matters.search.entry.Entry` as JSON), written with it. It can be thrown away and made again at any time.

    A process keeps all entries in memory. The number and the sum of the stamps tell it whether they are still the same, whatever
    transaction was rolled back or committed late.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="search_entry")
    content = models.JSONField()
    stamp = models.BigIntegerField(default=new_stamp, db_index=True)

    def __str__(self) -> str:
        return str(self.edition_id)


class Synonym(models.Model):
    """常用词: what people say (`word`) and what it is called officially (`means`). Search looks for both."""

    word = models.CharField("群众的说法", max_length=30, unique=True, help_text="例如：老年补贴")
    means = models.CharField("正式名称里的词", max_length=60, help_text="例如：高龄津贴；多个用空格分开")
    note = models.CharField("来源或说明", max_length=120, blank=True)
    updated_at = models.DateTimeField("最后修改", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "常用词"
        ordering = ("word",)

    def __str__(self) -> str:
        return f"{self.word}＝{self.means}"


class MissedSearchQuerySet(models.QuerySet["MissedSearch"]):
    """The words for sets of vain searches."""

    def waiting(self) -> "MissedSearchQuerySet":
        """Those no editor has looked at since they were last asked for, the most frequent first."""
        return self.filter(models.Q(seen_at__isnull=True) | models.Q(seen_at__lt=models.F("last_at"))).order_by(
            "-times", "words"
        )


class MissedSearch(models.Model):
    """没有结果的搜索: words that found nothing, and how often. Words only: not who, from where or in which sitting."""

    words = models.CharField("搜索的词", max_length=40, unique=True)
    times = models.PositiveIntegerField("次数", default=1)
    first_at = models.DateTimeField("第一次", db_default=Now())
    last_at = models.DateTimeField("最近一次", db_default=Now())
    seen_at = models.DateTimeField("已处理", null=True, blank=True)

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "没有结果的搜索"
        ordering = ("-times", "words")

    def __str__(self) -> str:
        return self.words


class MissedDay(models.Model):
    """On how many searches of one day (calendar, Asia/Shanghai) nothing was found. No words: those are in `MissedSearch`."""

    day = models.DateField("日期", primary_key=True)
    times = models.PositiveIntegerField("次数", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "每日没有结果的搜索"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} {self.times}"
