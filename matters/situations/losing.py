"""Which rows and questions lose options they depend on, when options go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matters.guide import When
from matters.situations.draft import Draft
from matters.situations.matrix import place_of
from matters.situations.paths import groups
from matters.situations.rows import CONDITIONAL, conditional_rows, row_name
from matters.working_copy import WorkingCopy

ALWAYS, DELETE = "always", "delete"
"""What may become of a row whose whole condition on a question goes: it no longer depends on that question, or it goes too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Losing:
    """A row that loses options it depends on. `must_choose` when none of that question's are left, so that it would silently apply to everybody;
    `fate` is what was chosen for it, `others` the condition that stays.
    """

    place: str
    kind: str
    name: str
    lost: When
    others: When
    must_choose: bool
    fate: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is left to choose."""
        return self.must_choose and self.fate not in (ALWAYS, DELETE)


def losing_questions(draft: Draft, removed: frozenset[str], fates: Mapping[str, str]) -> Iterator[Losing]:
    """The questions that some removed option opens."""
    for index, q in enumerate(draft.questions):
        if not (q.is_removed or q.is_blank):
            yield from _losing(place_of("questions", index), "情形问题", q.text, q.when, removed, fates)


def losing_rows(
    copy: WorkingCopy, conditions: Mapping[str, When], removed: frozenset[str], fates: Mapping[str, str]
) -> Iterator[Losing]:
    """The rows of `copy` that depend on some removed option, by their `conditions` as typed."""
    for name, index, row in conditional_rows(copy):
        place = place_of(name, index)
        when = conditions.get(place, row.when)
        yield from _losing(place, CONDITIONAL[name], row_name(row), when, removed, fates)


def _losing(
    place: str, kind: str, name: str, when: When, removed: frozenset[str], fates: Mapping[str, str]
) -> Iterator[Losing]:
    lost = tuple(token for token in when if token in removed)
    if lost:
        yield Losing(
            place=place,
            kind=kind,
            name=name,
            lost=lost,
            others=tuple(token for token in when if token not in removed),
            must_choose=any(group <= removed for group in groups(when)),
            fate=fates.get(place, ""),
        )
