"""Addresses of the counter that carry a choice."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from matters.models import Bundle, Subject


def issue_url(
    subject: Subject, tokens: Iterable[str] = (), site: str = "", slip: str = "", instead: int | None = None
) -> str:
    """The page where that matter or bundle is issued; otherwise as `matter_url`.

    `slip` is the token of who was led there, `instead` the key of the older notice whose place the new one takes.
    """
    page = bundle_url if isinstance(subject, Bundle) else matter_url
    address = page(subject.code, tokens, site)
    further = urlencode([(name, value) for name, value in (("slip", slip), ("instead", instead)) if value])
    return "".join((address, "&" if "?" in address else "?", further)) if further else address


def matter_url(code: str, tokens: Iterable[str] = (), site: str = "") -> str:
    """The page where that matter is issued, with the answers ("question.option") and, where it is not the clerk's own, the site."""
    return reverse("counter_matter", args=[code]) + _query(tokens, site)


def bundle_url(code: str, tokens: Iterable[str] = (), site: str = "") -> str:
    """The same for a bundle."""
    return reverse("counter_bundle", args=[code]) + _query(tokens, site)


def tokens_of(answers: Mapping[str, str]) -> list[str]:
    """`{"who": "agent"}` as ["who.agent"]."""
    return [f"{question}.{option}" for question, option in answers.items()]


def star_url(subject: Subject) -> str:
    """Where its star is set and taken away."""
    name = "counter_bundle_star" if isinstance(subject, Bundle) else "counter_matter_star"
    return reverse(name, args=[subject.code])


def fresh_notice_url(pk: int, *, at_once: bool = False) -> str:
    """The page of a notice whose next printing is already recorded: it was issued, or its reprint noted, in this moment.

    `at_once`: the page opens the print dialog by itself, whatever the browser remembers.
    """
    return reverse("counter_notice", args=[pk]) + ("?fresh=1&print=1" if at_once else "?fresh=1")


def _query(tokens: Iterable[str], site: str) -> str:
    pairs = [*(("a", token) for token in tokens), *([("site", site)] if site else [])]
    return f"?{urlencode(pairs)}" if pairs else ""
