"""What the one input at the counter finds, matters and 一件事, what this window can issue first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from matters.enums import Standing
from matters.handling_places import handles
from matters.models import Bundle, Edition, Matter, Site, Subject
from matters.models.matter import CODE_LENGTH
from matters.publishing import today
from matters.search import searching
from matters.search.listed import Listed

LIMIT = 30
"""How many results are shown; whoever needs more types another word."""

Key = tuple[int | None, int | None]
"""A matter or a bundle, as notices, editions and favourites name it: the primary key of one, None for the other."""


@dataclass(frozen=True, slots=True)
class Found:
    """A matter or a bundle on the list. `here`: the edition in force is handled at the site. `obstacle`: why no sheet can be issued, empty when
    one can.
    """

    subject: Subject
    here: bool
    obstacle: str

    @property
    def key(self) -> Key:
        """Which matter or bundle it is."""
        return key_of(self.subject)

    @property
    def is_bundle(self) -> bool:
        """Whether it is a 一件事."""
        return isinstance(self.subject, Bundle)

    @property
    def department(self) -> str:
        """Who handles or leads it, as the house says."""
        row = self.subject.lead_department if isinstance(self.subject, Bundle) else self.subject.department
        return row.short_name or row.name

    @property
    def is_ready(self) -> bool:
        """Whether this window can issue it now."""
        return self.here and not self.obstacle


def find(text: str, site: Site | None) -> list[Found]:
    """Public matters and bundles that have every word of `text`, in characters, pinyin, initials or as a code. At most three queries.

    First what can be issued at the site now, of that what fits best, as in the public search (`matters.search.searching`).
    """
    level, code = (site.level, site.code) if site else ("", "")
    listed = searching.offered(text, level, code, LIMIT + 1)
    matters = Matter.objects.select_related("department").in_bulk([one.key for one in listed if one.kind == "matter"])
    bundles = Bundle.objects.select_related("lead_department").in_bulk(
        [one.key for one in listed if one.kind == "bundle"]
    )
    return [
        Found(subject, not site or one.entry.is_handled_at(level, code), _obstacle(one))
        for one in listed
        if (subject := (bundles if one.kind == "bundle" else matters).get(one.key))
    ]


def digits_of_codes(text: str) -> str:
    """The digits that go on `text` to a public code, so that one of them typed after it may mean the code and not a line of the list."""
    if not (text.isascii() and text.isalnum() and len(text) < CODE_LENGTH):
        return ""
    rows = (Matter.objects.public(), Bundle.objects.public())
    codes = [code for found in rows for code in found.filter(code__istartswith=text).values_list("code", flat=True)]
    return "".join(sorted({code[len(text)] for code in codes if code[len(text)].isdigit()}))


def judge(subjects: Iterable[Subject], site: Site | None) -> list[Found]:
    """Each, in its order, with what the edition in force says of it at the site. One query."""
    subjects = list(subjects)
    editions: dict[Key, Edition] = {}
    of_matters = Q(matter__in=[row for row in subjects if isinstance(row, Matter)])
    of_bundles = Q(bundle__in=[row for row in subjects if isinstance(row, Bundle)])
    for edition in Edition.objects.in_force(today()).filter(of_matters | of_bundles):
        editions.setdefault((edition.matter_id, edition.bundle_id), edition)
    return [_judged(row, editions.get(key_of(row)), site) for row in subjects]


def key_of(subject: Subject) -> Key:
    """That of a subject."""
    return (None, subject.pk) if isinstance(subject, Bundle) else (subject.pk, None)


def _judged(subject: Subject, edition: Edition | None, site: Site | None) -> Found:
    obstacle = "暂停办理" if subject.standing == Standing.SUSPENDED else "" if edition else "尚未生效"
    return Found(subject, edition is not None and (site is None or handles(edition.guide, site)), obstacle)


def _obstacle(one: Listed) -> str:
    return "暂停办理" if one.is_suspended else "尚未生效" if one.is_coming else ""
