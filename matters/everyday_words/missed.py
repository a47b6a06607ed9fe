"""没有结果的搜索: which words are kept, and how they are counted. Words only: nobody learns who looked for them."""

import re
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Case, F, When
from django.utils import timezone

from accounts.personal_numbers import holds_number
from matters.models import MissedDay, MissedSearch
from matters.search import searching
from matters.search.folding import words_of
from matters.search.wanted import Wanted

LONGEST = 40
"""Characters of what is kept; who writes a longer sentence is not helped by an everyday word."""
MOST_ROWS = 5_000
FORGOTTEN = timedelta(days=90)
"""Not asked for in so long, words make room however often they once were."""
# 张三1380: somebody's name, perhaps with the end of a phone or of an identity number.
_NAME_AND_DIGITS = re.compile(r"[一-鿿·]{2,}\s*\d{3,}")


def folded(words: str) -> str:
    """As they are kept, so that one thing typed in two ways is one row: simplified, half width, small letters, without marks."""
    return " ".join(words_of(words))


def may_be_kept(words: str) -> bool:
    """Whether folded words are worth a row and tell nothing of a person: no phone, identity or card number, no name with digits behind it."""
    if not 1 < len(words) <= LONGEST or words.isdigit():
        return False
    return not holds_number(words) and not _NAME_AND_DIGITS.search(words)


def count_missed(words: str) -> bool:
    """Count one vain search; whether it was. Refused without a word: what says something of a person, and what is found after all."""
    kept = folded(words)
    if not may_be_kept(kept) or searching.search(Wanted(q=kept)).hits:
        return False
    if not _again(kept):
        _first(kept)
    _count_day()
    return True


def _again(words: str) -> bool:
    """One more, counted by the database: two at the same time are two."""
    return MissedSearch.objects.filter(words=words).update(times=F("times") + 1, last_at=timezone.now()) == 1


def _first(words: str) -> None:
    try:
        with transaction.atomic():
            MissedSearch.objects.create(words=words)
    except IntegrityError:  # somebody else's was first
        _again(words)
    else:
        _prune(words)


def _count_day() -> None:
    """One more today, for the figures: these are not pruned."""
    day = timezone.localdate()
    if MissedDay.objects.filter(day=day).update(times=F("times") + 1):
        return
    try:
        with transaction.atomic():
            MissedDay.objects.create(day=day)
    except IntegrityError:  # somebody else's was first
        MissedDay.objects.filter(day=day).update(times=F("times") + 1)


def _prune(newest: str) -> None:
    """Whoever writes nonsense all day does not fill the disk: what nobody asks for any more goes first, then the least asked, of these the oldest;
    never the `newest`, or a full table would learn no new word.
    """
    over = MissedSearch.objects.count() - MOST_ROWS
    if over > 0:
        is_asked = Case(When(last_at__gte=timezone.now() - FORGOTTEN, then=1), default=0)
        rows = MissedSearch.objects.exclude(words=newest).order_by(is_asked, "times", "last_at", "pk")
        least = rows.values_list("pk", flat=True)[:over]
        MissedSearch.objects.filter(pk__in=list(least)).delete()
