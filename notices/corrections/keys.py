"""Which corrections were written, and by what two clicks on the same are known: a 更正告知书 is for one sheet, one edition and one piece of news.

So a correction stops counting by itself as soon as something else changed.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import cast

from matters.models import Edition
from notices.corrections.news import News
from notices.enums import NoticeKind
from notices.models import Notice


@dataclass(frozen=True, slots=True)
class Written:
    """The corrections of a set of sheets. `standing`: by (sheet, what it says) the key of the letter; `voided`: how many of a sheet are void."""

    standing: dict[tuple[int, str], int] = field(default_factory=dict)
    voided: Counter[int] = field(default_factory=Counter)

    def of(self, notice: int, edition: Edition | None, news: News) -> int | None:
        """The letter that tells exactly this to the holder of that sheet."""
        return self.standing.get((notice, said(notice, edition, news)))


def said(notice: int, edition: Edition | None, news: News) -> str:
    """What a correction says, as 48 hexadecimal digits: the beginning of its request key."""
    return sha256(repr((notice, edition and edition.pk, tuple(news))).encode()).hexdigest()[:48]


def request_key(notice: int, edition: Edition | None, news: News, written: Written) -> str:
    """The same for two clicks, another one after the first letter was voided."""
    return f"{said(notice, edition, news)}.{written.voided[notice]}"


def corrections_of(notice: Notice) -> Written:
    """Those of one sheet."""
    return _written(follows=notice)


def corrections_since(since: datetime) -> Written:
    """Those of all sheets told since then: a letter is never older than the sheet it corrects."""
    return _written(issued_at__gte=since)


def _written(**which: object) -> Written:
    written = Written()
    letters = Notice.objects.filter(kind=NoticeKind.CORRECTION, **which).order_by("pk")
    for pk, follows, key, is_void in letters.values_list("pk", "follows", "request_key", "voiding"):
        sheet = cast(int, follows)  # a letter follows one: a constraint of the table
        if is_void:
            written.voided[sheet] += 1
        elif key:
            written.standing[sheet, key.partition(".")[0]] = pk
    return written
