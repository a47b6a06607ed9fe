"""`settle`: a working copy with what an editor typed about its situations, and what must be asked before an option goes that rows depend on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from string import ascii_lowercase
from typing import Any

from matters.guide import Option, Question, When
from matters.situations.draft import Draft, DraftOption, DraftQuestion
from matters.situations.losing import DELETE, Losing, losing_questions, losing_rows
from matters.situations.matrix import as_condition, options_of, place_of
from matters.situations.rows import CONDITIONAL, conditional_rows
from matters.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True)
class Settled:
    """The copy as it would be, and the rows that lose something on the way; `removed` are the options that go."""

    copy: WorkingCopy
    losing: tuple[Losing, ...]
    removed: frozenset[str]

    @property
    def is_decided(self) -> bool:
        """Whether every row that would lose its condition has a fate."""
        return not any(row.is_open for row in self.losing)


def settle(copy: WorkingCopy, draft: Draft, fates: Mapping[str, str]) -> Settled:
    """`draft`, typed into `copy`, with the fates of rows by place. Nothing names a removed option any more; rows nobody touched stay as they are.

    What `draft` holds must be well-formed (keys, texts). A question may be a losing row too; when it goes, its options go with it.
    """
    draft, removed, asked = _without_orphans(draft, fates)
    questions = _keyed(tuple(_question(copy, q, removed) for q in sorted(draft.kept, key=_rank)))
    losing = (*asked, *losing_rows(copy, draft.conditions, removed, fates))
    gone = {row.place for row in losing if row.must_choose and row.fate == DELETE}
    lists: dict[str, list[Any]] = {name: [] for name in CONDITIONAL}
    for name, index, row in conditional_rows(copy):
        place = place_of(name, index)
        if place not in gone:
            ticked = draft.conditions.get(place, row.when)
            lists[name].append(_with_condition(row, ticked, questions, removed))
    rows: dict[str, Any] = {name: tuple(found) for name, found in lists.items()}
    return Settled(replace(copy, questions=questions, **rows), losing, removed)


def _without_orphans(draft: Draft, fates: Mapping[str, str]) -> tuple[Draft, frozenset[str], tuple[Losing, ...]]:
    """The draft without the questions that go along with what opened them, all removed options, and the questions that lose something."""
    while True:
        removed = _removed(draft)
        asked = tuple(losing_questions(draft, removed, fates))
        gone = {row.place for row in asked if row.must_choose and row.fate == DELETE}
        left = tuple(
            replace(q, is_removed=q.is_removed or place_of("questions", index) in gone)
            for index, q in enumerate(draft.questions)
        )
        if left == draft.questions:
            return draft, removed, asked
        draft = replace(draft, questions=left)


def _removed(draft: Draft) -> frozenset[str]:
    return frozenset(
        f"{q.key}.{o.key}" for q in draft.questions if not q.is_new for o in q.options
        if (q.is_removed or o.is_removed) and not o.is_new
    )  # fmt: skip


def _with_condition(row: Any, ticked: When, questions: tuple[Question, ...], removed: frozenset[str]) -> Any:
    """The row with what was ticked; as it was where nothing was changed, whatever its condition looks like."""
    if set(ticked) == set(row.when) and removed.isdisjoint(ticked):
        return row
    known = {token for question in questions for token in options_of(question)}
    strays = tuple(t for t in row.when if t in ticked and t not in known and t not in removed)
    return replace(row, when=as_condition(questions, ticked) + strays)


def _rank(row: DraftQuestion | DraftOption) -> int:
    """By the number typed; what has none comes last, as it stands."""
    return int(row.position) if row.position.isdecimal() else 1_000_000


def _question(copy: WorkingCopy, draft: DraftQuestion, removed: frozenset[str]) -> Question:
    options = tuple(Option(key=o.key, text=o.text, note=o.note) for o in sorted(draft.kept, key=_rank))
    stored = next((q for q in copy.questions if q.key == draft.key and not draft.is_new), None)
    known = {token for q in copy.questions for token in options_of(q)} | set(stored.when if stored else ())
    when = tuple(token for token in draft.when if token in known - removed)
    if stored is not None and set(stored.when) == set(when):
        when = stored.when  # in the order it was written in
    return Question(key=draft.key, text=draft.text, help=draft.help, when=when, options=_keyed_options(options))


def _keyed(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Questions without a key get q1, q2 …, the first that is free."""
    taken = {q.key for q in questions}
    fresh = (key for number in count(1) if (key := f"q{number}") not in taken)
    return tuple(q if q.key else replace(q, key=next(fresh)) for q in questions)


def _keyed_options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Options without a key get a, b …, the first that is free."""
    taken = {o.key for o in options}
    fresh = (key for key in (*ascii_lowercase, *(f"o{n}" for n in range(1, 1000))) if key not in taken)
    return tuple(o if o.key else replace(o, key=next(fresh)) for o in options)


def too_early(draft: Draft) -> list[tuple[int, str]]:
    """Questions that would come before what opens them: their index, and the first option that is too late."""
    kept = [(index, q) for index, q in enumerate(draft.questions) if not (q.is_removed or q.is_blank)]
    found, earlier = [], set[str]()
    for index, question in sorted(kept, key=lambda pair: _rank(pair[1])):
        late = [token for token in question.when if token.partition(".")[0] not in earlier]
        offered = {q.key for _, q in kept}
        found += [(index, token) for token in late if token.partition(".")[0] in offered][:1]
        earlier.add(question.key)
    return found
