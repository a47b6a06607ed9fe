"""A matter or a bundle as the public knows it, at its code."""

from datetime import date
from typing import Any

from django.utils import timezone

from matters.bundle_lookup import FoundBundle, find_bundle
from matters.duplicates import survivor
from matters.enums import PUBLIC, Level, Standing
from matters.guide import Guide
from matters.lookup import Found, find
from matters.models import Bundle, Edition, Matter, Subject
from matters.models.edition import EditionQuerySet
from matters.open_data.shapes import EditionLine, ListedMember, PublishedBundle, PublishedGuide, PublishedMatter
from matters.plain import to_plain


def subject_at(code: str, day: date) -> tuple[Subject, Edition | None] | None:
    """What has this code, with the edition in force; None where nothing has, or where nothing of it ever took effect.

    One query for a matter in force, at most five.
    """
    found: Found | FoundBundle | None = find(code, day) or find_bundle(code, day)
    if found is None:
        return None
    subject: Subject = found.matter if isinstance(found, Found) else found.bundle
    if found.edition is None and not begun(subject, day).exists():
        return None
    return subject, found.edition


def begun(subject: Subject, day: date) -> EditionQuerySet:
    """The editions that the public may know on `day`: those whose time has come, the newest first. A scheduled one stays unsaid until then."""
    return subject.editions.filter(effective_from__lte=day).newest_first()


def successor_of(subject: Subject) -> str:
    """The code of what takes the place of a retired matter, empty where nothing does."""
    if isinstance(subject, Bundle):
        return ""
    last = survivor(subject) if subject.merged_into_id else subject.successor
    return last.code if last and last.standing in PUBLIC else ""


def edition_line(edition: Edition) -> EditionLine:
    """An edition without its content, and without who published it."""
    return EditionLine(
        number=edition.number,
        effective_from=edition.effective_from,
        effective_to=edition.effective_to,
        published_at=timezone.localtime(edition.published_at),
        sha256=edition.sha256,
        change_note=edition.change_note,
    )


def published_guide(subject: Subject, edition: Edition, guide: Guide) -> PublishedGuide:
    """`guide` is the edition's, tailored or not."""
    return PublishedGuide(
        **{name: getattr(guide, name) for name in Guide.__dataclass_fields__},
        standing=Standing(subject.standing),
        standing_reason=subject.standing_reason,
        edition=edition_line(edition),
    )


def raw_guide(subject: Subject, edition: Edition) -> dict[str, object]:
    """The same as plain data, without reading the content as a guide: for whole catalogs."""
    standing = {"standing": subject.standing, "standing_reason": subject.standing_reason}
    return {**edition.content, **standing, "edition": to_plain(edition_line(edition))}


def published_matter(matter: Matter, guide: Guide, edition: Edition | None, links: dict[str, str]) -> PublishedMatter:
    """`guide` is of the edition in force, or of the last one where none is."""
    return PublishedMatter(**_said(matter, guide, edition), links=links)


def published_bundle(bundle: Bundle, guide: Guide, edition: Edition | None, links: dict[str, str]) -> PublishedBundle:
    """The same of a bundle."""
    members = tuple(
        ListedMember(code=m.code, name=m.name, stage=m.stage, is_optional=bool(m.when)) for m in guide.members
    )
    return PublishedBundle(**_said(bundle, guide, edition), members=members, links=links)


def _said(subject: Subject, guide: Guide, edition: Edition | None) -> dict[str, Any]:
    named = {name: getattr(guide, name) for name in ("name", "short_name", "summary", "department", "audiences")}
    handled = {handling.level for handling in guide.handlings}
    return {
        **named,
        "code": subject.code,
        "topics": guide.topics,
        "levels": tuple(level for level in Level if level in handled),
        "standing": Standing(subject.standing),
        "standing_reason": subject.standing_reason,
        "successor": successor_of(subject) if subject.standing == Standing.RETIRED else "",
        "edition": edition and edition_line(edition),
        "demo": guide.demo,
    }
