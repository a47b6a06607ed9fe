"""What a bundle is made of: its members, and what the office decides about the whole."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matters.enums import CopiesRule
from matters.guide import Guide, Handling, Limit, Party, When


class Unmergeable(ValueError):
    """These guides do not make a bundle; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A matter's place in a bundle: `stage` from 1, `edition` the number merged, `yields` the library material its result stands for."""

    guide: Guide
    stage: int = 1
    edition: int = 0
    yields: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What is decided for the bundle as a whole. What is empty comes from the members.

    `promised` is a total the office promises instead of the computed one, `handlings` where the bundle is handled instead of wherever every
    member is.
    """

    code: str
    name: str
    summary: str = ""
    synonyms: tuple[str, ...] = ()
    lead: Party | None = None
    copies_rule: CopiesRule = CopiesRule.ADDED
    result_name: str = ""
    promised: Limit | None = None
    handlings: tuple[Handling, ...] = ()
    consult_phone: str = ""
    complaint_phone: str = ""
    topics: tuple[str, ...] = ()
    source_note: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A member on its way into the bundle: `name` is what the bundle calls it, `when` the option that chooses it."""

    name: str
    guide: Guide
    stage: int
    edition: int
    yields: str
    is_optional: bool
    when: When = ()

    @property
    def code(self) -> str:
        """The public code of the matter."""
        return self.guide.code


def joining(memberships: Iterable[Membership]) -> list[Joining]:
    """The members, each once, stage by stage, in the order given within a stage.

    Raises Unmergeable for none at all, for two different ones of the same code, and for a bundle among them.
    """
    members = _distinct(memberships)
    called = Counter(_short(m.guide) for m in members)
    return [
        Joining(
            name=_short(m.guide) if called[_short(m.guide)] == 1 else f"{_short(m.guide)}（{m.guide.code}）",
            guide=m.guide,
            stage=m.stage,
            edition=m.edition,
            yields=m.yields,
            is_optional=m.is_optional,
        )
        for m in sorted(members, key=lambda m: m.stage)
    ]


def composed_of(members: Sequence[Joining]) -> Composition:
    """The composition of a bundle nobody has named yet."""
    by_code = sorted(members, key=lambda m: m.code)
    return Composition(code=by_code[0].code, name="＋".join(m.name for m in by_code))


def _distinct(memberships: Iterable[Membership]) -> list[Membership]:
    found: dict[str, Membership] = {}
    for m in memberships:
        if m.guide.members:
            raise Unmergeable(f"“{m.guide.name}”已经是一件事，不能再并入别的一件事。")
        if found.setdefault(m.guide.code, m) != m:
            raise Unmergeable(f"“{m.guide.name}”（{m.guide.code}）出现了两次，而且内容、阶段或是否选办不同。")
    if not found:
        raise Unmergeable("一件事至少要有一个事项。")
    return list(found.values())


def _short(guide: Guide) -> str:
    return guide.short_name or guide.name
