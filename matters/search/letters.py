"""Typed letters, looked up in `SearchKey`: pinyin, initials, and characters mixed with either."""

import re
import unicodedata
from typing import Literal

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from matters.models import Bundle, Matter, SearchKey
from matters.search.pinyin import full, initials

Owner = Literal["matter", "bundle"]
_LETTER = re.compile("[a-z]")


def matters_with(rows: QuerySet[Matter], text: str) -> QuerySet[Matter]:
    """Those of `rows` that have every word of `text`, by their characters, their letters or a code."""
    for word in text.split():
        # The Latin letters of a name are among its keys, so that a word of letters need not be looked for in all the columns of names.
        coded = Q(code__istartswith=word) | Q(implementation_code__icontains=word)
        said = coded if _is_letters(word) else Q(pk__in=Matter.objects.matching(word).values("pk"))
        rows = rows.filter(said | _spelled("matter", "contains", word))
    return rows


def bundles_with(rows: QuerySet[Bundle], text: str) -> QuerySet[Bundle]:
    """The same for bundles, by their own names."""
    for word in text.split():
        said = Q(pk__in=Bundle.objects.matching(word, by_matter=False).values("pk"))
        rows = rows.filter(said | _spelled("bundle", "contains", word))
    return rows


def exactness(owner: Owner, names: tuple[str, ...], text: str) -> Case:
    """How well `text` fits one of the columns `names` or a key: 0 it is all of it, 1 its beginning, 2 a part of a name, 3 anything else."""
    return Case(
        When(_named(names, "iexact", text) | _spelled(owner, "exact", text), then=Value(0)),
        When(_named(names, "istartswith", text) | _spelled(owner, "startswith", text), then=Value(1)),
        When(_named(names, "icontains", text), then=Value(2)),
        default=3,
        output_field=IntegerField(),
    )


def _named(names: tuple[str, ...], lookup: str, text: str) -> Q:
    return Q(*((f"{name}__{lookup}", text) for name in names), _connector=Q.OR)


def _spelled(owner: Owner, lookup: str, text: str) -> Q:
    """Whose keys fit the letters of `text`; nobody's where it has none, so that characters are never found by their sound alone."""
    if not _LETTER.search(_plain(text)):
        return Q(pk__in=())
    fits = Q((f"full__{lookup}", full(text)), (f"initials__{lookup}", initials(text)), _connector=Q.OR)
    return Q(pk__in=SearchKey.objects.filter(fits, **{f"{owner}__isnull": False}).values(owner))


def _is_letters(word: str) -> bool:
    """Whether it is nothing but Latin letters, and digits among them."""
    plain = _plain(word)
    return plain.isascii() and plain.isalnum() and bool(_LETTER.search(plain))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
