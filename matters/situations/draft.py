"""Questions and conditions as an editor typed them, before anything is decided: blanks, removals and new rows included."""

from collections.abc import Mapping
from dataclasses import dataclass

from matters.guide import When
from matters.situations.matrix import conditions_of
from matters.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOption:
    """`position` as typed; empty for the end. A new one has no key until it gets one."""

    key: str = ""
    text: str = ""
    note: str = ""
    position: str = ""
    is_new: bool = False
    is_removed: bool = False

    @property
    def is_blank(self) -> bool:
        """A row for a new option that nobody filled in."""
        return self.is_new and not (self.key or self.text or self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuestion:
    """A question with its options, the blank one at the end included."""

    key: str = ""
    text: str = ""
    help: str = ""
    when: When = ()
    position: str = ""
    options: tuple[DraftOption, ...] = ()
    is_new: bool = False
    is_removed: bool = False

    @property
    def kept(self) -> tuple[DraftOption, ...]:
        """The options there will be."""
        return tuple(o for o in self.options if not (o.is_removed or o.is_blank))

    @property
    def is_blank(self) -> bool:
        """The rows for a new question, not filled in."""
        return self.is_new and not (self.key or self.text or self.help or self.when or self.kept)


@dataclass(frozen=True, slots=True)
class Draft:
    """`questions` in the order of the copy they were typed into, new ones last; `conditions` by place, see `matrix`."""

    questions: tuple[DraftQuestion, ...]
    conditions: Mapping[str, When]

    @property
    def kept(self) -> tuple[DraftQuestion, ...]:
        """The questions there will be."""
        return tuple(q for q in self.questions if not (q.is_removed or q.is_blank))


NEW_OPTIONS = 4
"""Blank rows that a new question offers for its options."""


def draft_of(copy: WorkingCopy) -> Draft:
    """The copy as it is, with blank rows to add to it."""
    questions = tuple(
        DraftQuestion(
            key=q.key,
            text=q.text,
            help=q.help,
            when=q.when,
            position=str(number),
            options=(
                *(
                    DraftOption(key=o.key, text=o.text, note=o.note, position=str(place))
                    for place, o in enumerate(q.options, 1)
                ),
                DraftOption(is_new=True),
            ),
        )
        for number, q in enumerate(copy.questions, 1)
    )
    fresh = DraftQuestion(is_new=True, options=(DraftOption(is_new=True),) * NEW_OPTIONS)
    return Draft((*questions, fresh), conditions_of(copy))
