"""What somebody is telling us about: a matter, a 一件事, a document that was given out, a site, or nothing in particular."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matters import bundle_lookup, lookup
from matters.guide import Guide
from matters.models import Bundle, Edition, Matter, Site
from matters.plain import Unreadable
from matters.situation import known_only
from matters.tailoring import tailor
from notices.chain import read_token
from notices.models import Notice
from oversight.models import Feedback

LONGEST = 60
"""Characters of a parameter that count."""
MOST_ANSWERS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """At most one of matter and bundle; of a document also what it told of. `answers` are question.option tokens that the edition knows.

    `is_unknown`: a code, token or site was given that is none of ours, and was left out.
    """

    matter: Matter | None = None
    bundle: Bundle | None = None
    notice: Notice | None = None
    site: Site | None = None
    edition: Edition | None = None
    answers: tuple[str, ...] = ()
    is_unknown: bool = False

    @property
    def subject(self) -> Matter | Bundle | None:
        """The matter or bundle."""
        return self.matter or self.bundle

    @property
    def name(self) -> str:
        """Of the subject, as the edition tells it: what an editor is writing is nobody's business yet."""
        told = self.edition.content.get("name") if self.edition else None
        return str(told or (self.subject.name if self.subject else ""))

    @property
    def guide(self) -> Guide | None:
        """What they were reading, tailored; None without an edition or where it cannot be read any more."""
        guide = _readable(self.edition)
        return tailor(guide, known_only(guide, self.answers)) if guide else None


def about(*, g: str = "", b: str = "", n: str = "", s: str = "", answers: Iterable[str] = (), day: date) -> About:
    """What the parameters of an address name: `g` a matter's code, `b` a bundle's, `n` a document's token, `s` a site's code. At most four queries.

    A document goes before a code. What is not known is left out: somebody with something to say is never turned away.
    """
    if notice := _notice(n):
        return of_notice(notice)
    site = Site.objects.filter(code=_plain(s), is_active=True).first() if s else None
    matter, bundle, edition = _published(_plain(g).upper(), _plain(b).upper(), day)
    return About(
        matter=matter,
        bundle=bundle,
        site=site,
        edition=edition,
        answers=_known(edition, answers),
        is_unknown=bool(n or ((g or b) and not (matter or bundle)) or (s and not site)),
    )


def told_about(said: Feedback) -> About:
    """What feedback that was stored is about."""
    return About(
        matter=said.matter,
        bundle=said.bundle,
        notice=said.notice,
        site=said.site,
        edition=said.edition,
        answers=tuple(said.answers),
    )


def of_notice(notice: Notice) -> About:
    """What a document told of."""
    return About(
        matter=notice.matter,
        bundle=notice.bundle,
        notice=notice,
        site=notice.site,
        edition=notice.edition,
        answers=tuple(f"{question}.{option}" for question, option in notice.answers.items()),
    )


def _notice(token: str) -> Notice | None:
    typed = read_token(token[:LONGEST])
    if not typed:
        return None
    rows = Notice.objects.select_related("matter", "bundle", "site", "edition", "voiding")
    return rows.filter(token=typed).first()


def _published(g: str, b: str, day: date) -> tuple[Matter | None, Bundle | None, Edition | None]:
    if g and (found := lookup.find(g, day)):
        return found.matter, None, found.edition
    if b and (led := bundle_lookup.find_bundle(b, day)):
        return None, led.bundle, led.edition
    return None, None, None


def _known(edition: Edition | None, tokens: Iterable[str]) -> tuple[str, ...]:
    guide = _readable(edition)
    if guide is None:
        return ()
    given = [_plain(token) for token, _ in zip(tokens, range(MOST_ANSWERS), strict=False)]
    return tuple(f"{question}.{option}" for question, option in known_only(guide, given).items())


def _readable(edition: Edition | None) -> Guide | None:
    try:
        return edition.guide if edition else None
    except Unreadable:  # whoever wants to tell us exactly that must be able to
        return None


def _plain(text: str) -> str:
    """Without what no database can compare (NUL)."""
    return text.replace("\0", "").strip()[:LONGEST]
