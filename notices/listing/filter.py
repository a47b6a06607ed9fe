"""Which rows of the ledger somebody asks for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import StaffUser
from matters.models import Bundle, Matter, Site
from matters.publishing import midnight
from notices.desk.scanning import read_scan, read_serial
from notices.enums import Manner, NoticeKind
from notices.listing.period import PeriodFields
from notices.listing.states import LedgerState, in_state
from notices.models import Notice
from notices.models.notice import NoticeQuerySet

_FEW = 500
"""Up to so many rows are named one by one."""
_WORDS = 5


class LedgerFilter(PeriodFields):
    """Every field may be left empty. One that cannot be read says so and filters nothing."""

    q = forms.CharField(label="编号、事项或编码", required=False, max_length=200)
    state = forms.ChoiceField(label="状态", required=False, choices=(("", "全部"), *LedgerState.choices))
    kind = forms.ChoiceField(label="种类", required=False, choices=(("", "全部"), *NoticeKind.choices))
    manner = forms.ChoiceField(label="告知方式", required=False, choices=(("", "全部"), *Manner.choices))
    who = forms.CharField(label="窗口或经办人", required=False, max_length=40)
    site = forms.ModelChoiceField(
        Site.objects.none(), label="办事地点", required=False, to_field_name="code", empty_label="全部地点"
    )

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]

    @property
    def more_is_asked(self) -> bool:
        """Whether any of the less common fields is filled in."""
        return any(self.data.get(name) for name in ("site", "kind", "manner", "who"))


def filtered(rows: NoticeQuerySet, asked: dict[str, Any]) -> NoticeQuerySet:
    """The rows that meet the cleaned data of a LedgerFilter."""
    rows = _about(rows, asked.get("q") or "")
    if since := asked.get("since"):
        rows = rows.filter(issued_at__gte=midnight(since))
    if until := asked.get("until"):
        rows = rows.filter(issued_at__lt=midnight(until + timedelta(days=1)))
    for name in ("site", "kind", "manner"):
        if value := asked.get(name):
            rows = rows.filter(**{name: value})
    if who := asked.get("who"):
        rows = rows.filter(of_staff(who))
    if state := asked.get("state"):
        kind = asked.get("kind") or NoticeKind.GUIDANCE
        rows = in_state(rows, LedgerState(state), of_letters=kind != NoticeKind.GUIDANCE)
    return rows


def of_staff(who: str) -> Q:
    """Whose notices: given out by, or in the place of, the staff whose name, user name or window contains `who`. One query, for their keys."""
    named = Q(display_name__icontains=who) | Q(window__icontains=who) | Q(username__iexact=who)
    people = list(StaffUser.objects.filter(named).order_by().values_list("pk", flat=True))
    return Q(clerk__in=people) | Q(acting_for__in=people)


def _about(rows: NoticeQuerySet, text: str) -> NoticeQuerySet:
    """A scanned code or a whole serial is one row; of other words each must be in the serial or in the names and codes of what was told about."""
    if (scan := read_scan(text)) and scan.token:
        return rows.filter(token=scan.token)
    if serial := read_serial(text):
        return rows.filter(serial=serial)
    for word in text.split()[:_WORDS]:
        rows = rows.filter(_named(word))
    return rows


def _named(word: str) -> Q:
    """Keys first: with them the database goes straight to the few rows there are, instead of reading the whole ledger for a rare word."""
    called = Q(name__icontains=word) | Q(short_name__icontains=word) | Q(synonyms__icontains=word)
    coded = Q(code__iexact=word) | Q(implementation_code__startswith=word)  # inside a code digits would match by chance
    matters = list(Matter.objects.filter(called | coded).order_by().values_list("pk", flat=True))
    bundles = list(Bundle.objects.matching(word, by_matter=False).order_by().values_list("pk", flat=True))
    # In a query of its own: it is answered from the index of the serials.
    serials = list(Notice.objects.filter(serial__contains=word).order_by().values_list("pk", flat=True)[: _FEW + 1])
    numbered = Q(pk__in=serials) if len(serials) <= _FEW else Q(serial__contains=word)
    return numbered | Q(matter__in=matters) | Q(bundle__in=bundles)
