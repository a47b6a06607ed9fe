"""Every complete set of answers with what comes of it, as a table for editors."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from matters.enums import LimitKind
from matters.guide import Guide
from matters.overview import grouped
from matters.tailoring import OUTCOME_CAP, outcomes, tailor
from matters.wording import limit_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`chosen` has a text for every question of the guide, empty where it is not asked. `materials` counts alternatives once; of them the fewest
    `originals` and `copies` (sheets) count. `limit` is the promised one in words, `query` the answers as a query string.
    """

    tokens: frozenset[str]
    chosen: tuple[str, ...]
    materials: int
    originals: int
    copies: int
    has_fee: bool
    limit: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTable:
    """`questions` are the columns' headings. `total` counts before any filter; `is_capped` says that there are more than were worked through."""

    questions: tuple[str, ...]
    rows: tuple[Outcome, ...]
    total: int
    is_capped: bool

    @property
    def is_filtered(self) -> bool:
        """Whether some rows are left out."""
        return len(self.rows) < self.total


def outcome_table(guide: Guide, cap: int = OUTCOME_CAP) -> OutcomeTable:
    """In the order of the questions and options; a row a complete set of answers, at most `cap`. One row where nothing is asked."""
    found = outcomes(guide, cap + 1)
    rows = tuple(_outcome(guide, answers) for answers in found[:cap])
    return OutcomeTable(
        questions=tuple(q.text for q in guide.questions), rows=rows, total=len(rows), is_capped=len(found) > cap
    )


def narrowed(table: OutcomeTable, chosen: Collection[str], *, most_first: bool = False) -> OutcomeTable:
    """Only the outcomes in which every option of `chosen` ("question.option") was picked; by materials, most first, where asked."""
    rows = [row for row in table.rows if row.tokens.issuperset(chosen)]
    if most_first:
        rows.sort(key=lambda row: (-row.materials, -row.originals - row.copies))
    return replace(table, rows=tuple(rows))


def _outcome(guide: Guide, answers: Mapping[str, str]) -> Outcome:
    tailored = tailor(guide, answers)
    texts = {a.question: a.option_text for a in tailored.answers}
    papers = [group.members for group in grouped(tailored.requirements)]
    promised = tailored.limit(LimitKind.PROMISED)
    tokens = [f"{question}.{option}" for question, option in answers.items()]
    return Outcome(
        tokens=frozenset(tokens),
        chosen=tuple(texts.get(q.key, "") for q in guide.questions),
        materials=len(papers),
        originals=sum(min(r.original for r in members) for members in papers),
        copies=sum(min(r.copies for r in members) for members in papers),
        has_fee=bool(tailored.charges),
        limit=limit_words(promised) if promised else "",
        query=urlencode([("a", token) for token in tokens]),
    )
