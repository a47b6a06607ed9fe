"""The one writer of feedback: what somebody tells the office, kept as it was said."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import StaffUser
from accounts.personal_numbers import holds_personal_number
from notices.chain import new_token
from oversight.about import About
from oversight.cases.opening import asks_for_case, open_case
from oversight.contacts.keeping import keep
from oversight.models import Feedback, Stars
from oversight.models.feedback import FeedbackKind
from oversight.models.rating import FeedbackWay
from oversight.once import already
from oversight.rating import WORDS_LENGTH
from oversight.reasons import POOR, REASONS
from oversight.refusal import CannotDo

MOST_LINKS = 2
"""Addresses in one text: who points to a page needs one, who advertises needs many."""
TWICE_WITHIN = timedelta(minutes=10)
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class CannotTell(Exception):
    """Nothing was written; the message says why in words for the citizen. `field` is a field of the form or empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def tell(
    what: About,
    *,
    kind: FeedbackKind,
    words: str = "",
    stars: Stars | None = None,
    reasons: Iterable[str] = (),
    way: FeedbackWay = FeedbackWay.WEB,
    contact: Mapping[str, str] | None = None,
    by: StaffUser | None = None,
    request_key: str | None = None,
) -> Feedback:
    """Store what was said and open its case. The same `request_key` again returns the first row, and so do the same words said of the same thing
    twice in a row, unless there is somebody to call: the number of who adds theirs, or complains of the same, must not be lost.

    `contact`: name, phone and address as typed, each optional, of who wants to be called and was told what becomes of it; kept apart from the
    words, with the case. `by`: who wrote it down for somebody. `stars` count for a rating only, `reasons` (keys of REASONS) for one of 不满意 and
    worse. Raises CannotTell where nothing was said, for words that are too long, full of links, or hold what looks like a phone, identity or card
    number (a row is kept for ever and says nothing of persons), and for a phone that is none.
    """
    words = words.replace("\r\n", "\n").strip()
    stars = stars if kind == FeedbackKind.RATING else None
    _require_said(what, kind, stars, words)
    _require_harmless(words)
    if earlier := already(Feedback, request_key):
        return earlier
    has_contact = contact is not None and any(part.strip() for part in contact.values())
    if not has_contact and (earlier := _just_said(what, kind, words, stars)):
        return earlier
    ticked = [key for key in REASONS if key in set(reasons)] if stars in POOR else []
    try:
        with transaction.atomic():
            said = Feedback.objects.create(
                kind=kind, way=way, number=new_token(), words=words, stars=stars, reasons=ticked,
                matter=what.matter, bundle=what.bundle, notice=what.notice, site=what.site, edition=what.edition,
                answers=list(what.answers), request_key=request_key,
            )  # fmt: skip
            _hand_on(said, contact or {}, by)
            return said
    except CannotDo as refusal:
        raise CannotTell(str(refusal), refusal.field) from refusal
    except IntegrityError:
        if earlier := already(Feedback, request_key):
            return earlier
        raise


def _hand_on(said: Feedback, contact: Mapping[str, str], by: StaffUser | None) -> None:
    """To whoever must answer, with whom to call; good stars without words ask for no answer."""
    if not asks_for_case(said):
        return
    case = open_case(said, by=by)
    if any(part.strip() for part in contact.values()):
        keep(case, **contact, told_privacy=True, by=by)
    if contact.get("phone", "").strip() and not case.needs_call_back:
        case.needs_call_back = True
        case.save(update_fields=["needs_call_back"])


def _require_said(what: About, kind: FeedbackKind, stars: Stars | None, words: str) -> None:
    if kind == FeedbackKind.RATING and what.notice is not None:
        raise CannotTell("这份文书有专门的评价页，请从那里评价。", "kind")
    if kind == FeedbackKind.RATING and stars is None:
        raise CannotTell("请先选一个评价。", "stars")
    if kind != FeedbackKind.RATING and not words:
        raise CannotTell("请写几句，再提交。", "words")
    if len(words) > WORDS_LENGTH:
        raise CannotTell(f"最多{WORDS_LENGTH}个字，现在有{len(words)}个字。", "words")


def _require_harmless(words: str) -> None:
    if holds_personal_number(words):
        raise CannotTell(
            "里面像是有电话、身份证或银行卡号码，请删去再提交：凭回执编号就能查答复，不需要个人信息。", "words"
        )
    if len(_LINK.findall(unicodedata.normalize("NFKC", words))) > MOST_LINKS:
        raise CannotTell(f"里面的网址太多，请最多留{MOST_LINKS}个。", "words")


def _just_said(what: About, kind: FeedbackKind, words: str, stars: Stars | None) -> Feedback | None:
    """The last thing said of this, where it is word for word this and not long ago. Stars without words are each somebody's own."""
    if not words:
        return None
    last = Feedback.objects.filter(
        matter=what.matter,
        bundle=what.bundle,
        notice=what.notice,
        site=what.site,
        at__gte=timezone.now() - TWICE_WITHIN,
    ).first()
    return last if last and (last.kind, last.words, last.stars) == (kind, words, stars) else None
