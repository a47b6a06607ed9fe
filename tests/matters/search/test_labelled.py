"""How often what people type brings what they want, and that both databases give the same lists."""

from datetime import date

import pytest

from accounts.models import StaffUser
from matters.enums import Standing
from matters.models import Department, Edition, Matter, Synonym
from matters.plain import digest, to_plain
from matters.search import searching
from matters.search.catalogue import Catalogue
from matters.search.found import Found
from matters.search.listed import Listed
from matters.search.wanted import Wanted
from matters.search.writing import entries, fill_gaps
from tests.factories import make_guide
from tests.matters.search.labelled import catalogue, guangan, labels, words

FIRST, FIRST_FIVE = 0.90, 0.98


@pytest.mark.parametrize("part", ["open", "held"])
def test_the_first_hit_is_right_and_almost_always_one_of_the_first_five(part: str) -> None:
    asked = labels(part)
    found = [[hit.name for hit in catalogue().search(Wanted(q=label.query)).hits[:5]] for label in asked]
    first = [label.fits(names[:1]) for label, names in zip(asked, found, strict=True)]
    five = [label.fits(names) for label, names in zip(asked, found, strict=True)]
    assert (sum(first) >= FIRST * len(asked), sum(five) >= FIRST_FIVE * len(asked)) == (True, True)


def test_there_are_enough_labels_of_every_kind() -> None:
    kinds = {label.kind for label in labels("open", "held")}
    assert (len(labels("open", "held")) >= 150, kinds) == (
        True,
        {
            "official", "everyday", "words", "pinyin", "initials", "mixed", "traditional", "width", "typo", "question",
            "code",
        },
    )  # fmt: skip


def test_a_database_gives_the_same_lists_as_the_pure_function(db: None) -> None:
    """On SQLite and on PostgreSQL, and so the same on both."""
    _fill_with_guangan()
    Synonym.objects.all().delete()
    Synonym.objects.bulk_create([Synonym(word=word, means=means) for word, means in words().items()])
    pure = Catalogue([Listed(kind=kind, key=key, entry=entry) for kind, key, entry in _all_entries()], words())
    queries = [label.query for label in labels("open", "held")]
    differing = [q for q in queries if _seen(searching.search(Wanted(q=q))) != _seen(pure.search(Wanted(q=q)))]
    assert differing == []


def _seen(found: Found) -> object:
    hits = found.hits[:30]
    return (
        len(found.hits),
        [(h.kind, h.code, h.exactness, h.why, h.marks) for h in hits],
        found.did_you_mean,
        found.facets,
    )


def _all_entries() -> list[tuple[str, int, object]]:
    rows = list(Edition.objects.filter(effective_to=None).select_related("matter", "bundle"))
    told = entries([(edition, edition.guide) for edition in rows])
    kinds = ["bundle" if edition.bundle_id else "matter" for edition in rows]
    return [(kind, e.subject.pk, entry) for kind, e, entry in zip(kinds, rows, told, strict=True)]


def _fill_with_guangan() -> None:
    """All of its matters, published; past the publication checks, which would refuse what has no materials."""
    rows = guangan()
    Department.objects.bulk_create([Department(name=name) for name in {row["department"] for row in rows}])
    departments = Department.objects.in_bulk(field_name="name")
    matters = [
        Matter(
            code=f"ZG{number:04}", name=row["name"], department=departments[row["department"]], standing=Standing.LIVE
        )
        for number, row in enumerate(rows)
    ]
    matters = Matter.objects.bulk_create(matters)
    by = StaffUser.objects.filter(username="shenhe").get()
    guides = [make_guide(code=m.code, name=m.name, requirements=(), implementation_code="") for m in matters]
    Edition.objects.bulk_create(
        Edition(
            matter=matter, number=1, content=to_plain(guide), sha256=digest(guide), published_by=by,
            effective_from=date(2026, 1, 1), change_note="测试",
        )
        for matter, guide in zip(matters, guides, strict=True)
    )  # fmt: skip
    fill_gaps()
