"""Addresses of the counter that carry a choice."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from matters.models import Bundle, Subject


def issue_url(subject: Subject, tokens: Iterable[str] = (), site: str = "") -> str:
    """The page where that matter or bundle is issued; otherwise as `matter_url`."""
    page = bundle_url if isinstance(subject, Bundle) else matter_url
    return page(subject.code, tokens, site)


def matter_url(code: str, tokens: Iterable[str] = (), site: str = "") -> str:
    """The page where that matter is issued, with the answers ("question.option") and, where it is not the clerk's own, the site."""
    return reverse("counter_matter", args=[code]) + _query(tokens, site)


def bundle_url(code: str, tokens: Iterable[str] = (), site: str = "") -> str:
    """The same for a bundle."""
    return reverse("counter_bundle", args=[code]) + _query(tokens, site)


def tokens_of(answers: Mapping[str, str]) -> list[str]:
    """`{"who": "agent"}` as ["who.agent"]."""
    return [f"{question}.{option}" for question, option in answers.items()]


def fresh_notice_url(pk: int) -> str:
    """The page of a notice whose next printing is already recorded: it was issued, or its reprint noted, in this moment."""
    return reverse("counter_notice", args=[pk]) + "?fresh=1"


def _query(tokens: Iterable[str], site: str) -> str:
    pairs = [*(("a", token) for token in tokens), *([("site", site)] if site else [])]
    return f"?{urlencode(pairs)}" if pairs else ""
