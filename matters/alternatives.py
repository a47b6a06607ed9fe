"""Papers of which one is enough (多选一), where several matters of a bundle offer different choices among them.

Every paper stands in at most one group, so that none is asked for twice, and who brings one paper of every group and every lone paper satisfies
every matter.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from matters.enums import Necessity
from matters.guide import Guide, Requirement, When
from matters.sentences import listed
from matters.whens import any_of, implies
from matters.wording import one_of_conditions

Keys = frozenset[str]
_STRICTEST = (Necessity.REQUIRED, Necessity.DEFERRABLE, Necessity.OPTIONAL)


def strictest(necessities: Iterable[Necessity]) -> Necessity:
    """What satisfies them all."""
    return min(necessities, key=_STRICTEST.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One of `keys` (of rows) must be brought under `when`, or one of `sometimes` where that is asked for at all.

    `whens` are the conditions in full where several stand behind `when`. `label` and `matters` are what the choice is called, and by whom.
    """

    keys: Keys
    sometimes: Keys = frozenset()
    label: str = ""
    when: When = ()
    whens: tuple[When, ...] = ((),)
    matters: tuple[str, ...] = ()
    necessity: Necessity = Necessity.REQUIRED

    @property
    def is_mixed(self) -> bool:
        """Whether it holds under different conditions, so that `when` does not say which."""
        return bool(self.when) and len({frozenset(when) for when in self.whens}) > 1

    @property
    def rank(self) -> tuple[bool, int, list[str], list[str], str, tuple[str, ...]]:
        """Demands that always hold come first, then those that leave less choice."""
        return (bool(self.when), len(self.keys), sorted(self.keys), sorted(self.when), self.label, self.matters)


def with_alternatives(guide: Guide, rows: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The rows of a bundle with their groups.

    A group some of whose papers another demand asks for, with less choice and under the same condition, shrinks to these: a paper that one matter
    demands alone is a lone row, and what others accept instead of it is not necessary any more. A demand that holds only in some cases does not
    narrow the choice in the others; it is noted beside its papers.
    """
    demands = sorted(_demands(rows), key=lambda d: d.rank)
    groups: list[Demand] = []
    apart: list[Demand] = []
    for demand in demands:
        _place(demand, groups, apart)
    labels = _labels(groups)
    names = {r.key: r.name for r in rows}
    return tuple(
        _noted(_demanded(r, labels[r.key], groups), [_apart_words(guide, d, names) for d in apart if r.key in d.keys])
        if r.key in labels
        else _not_necessary(r, demands, groups, names)
        for r in rows
    )


def _demands(rows: Iterable[Requirement]) -> list[Demand]:
    """Each matter's lone papers that are neither waived nor optional, and each matter's groups."""
    lone: list[Demand] = []
    groups: dict[tuple[tuple[str, ...], str], dict[str, list[Requirement]]] = {}
    for row in rows:
        for p in row.parts:
            if p.any_of:
                groups.setdefault((p.used_by, p.any_of), {}).setdefault(row.key, []).append(p)
            elif p.necessity != Necessity.OPTIONAL and not p.waiver:
                lone.append(
                    Demand(
                        keys=frozenset({row.key}),
                        when=p.when,
                        whens=(p.when,),
                        matters=p.used_by,
                        necessity=p.necessity,
                    )
                )
    return lone + [_group(matters, label, asked) for (matters, label), asked in groups.items()]


def _group(matters: tuple[str, ...], label: str, asked: dict[str, list[Requirement]]) -> Demand:
    parts = [p for own in asked.values() for p in own]
    when = any_of(p.when for p in parts)
    sure = frozenset(k for k, own in asked.items() if set(any_of(p.when for p in own)) == set(when)) or frozenset(asked)
    return Demand(
        keys=sure,
        sometimes=frozenset(asked) - sure,
        label=label,
        when=when,
        whens=tuple(p.when for p in parts),
        matters=matters,
        necessity=strictest(p.necessity for p in parts),
    )


def _place(demand: Demand, groups: list[Demand], apart: list[Demand]) -> None:
    """Put a demand among the disjoint groups there are: met by one, by narrowing one, as a new one, or noted in `apart`."""
    near = sorted((g for g in groups if g.keys & demand.keys), key=lambda g: (-len(g.keys & demand.keys), g.rank))
    meeting = [g for g in near if _meets(g, demand)]
    alike = [g for g in meeting or near if _hold_alike(g, demand)]
    if alike:
        groups[groups.index(alike[0])] = _narrowed(alike[0], demand)
    elif not meeting:
        if left := demand.keys.difference(*(g.keys for g in groups)):
            groups.append(replace(demand, keys=left))
        apart += [demand] if near else []


def _meets(group: Demand, demand: Demand) -> bool:
    """Whether whoever satisfies the group has satisfied the demand."""
    if group.is_mixed or demand.is_mixed:
        return False
    return group.keys | group.sometimes <= demand.keys and implies(demand.when, group.when)


def _hold_alike(group: Demand, demand: Demand) -> bool:
    return not (group.is_mixed or demand.is_mixed) and set(group.when) == set(demand.when)


def _narrowed(group: Demand, demand: Demand) -> Demand:
    return replace(
        group,
        keys=group.keys & demand.keys,
        sometimes=group.sometimes & demand.sometimes,
        label=min(group.label, demand.label),
        matters=tuple(sorted({*group.matters, *demand.matters})),
        necessity=strictest((group.necessity, demand.necessity)),
    )


def _labels(groups: Iterable[Demand]) -> dict[str, str]:
    """The label of every row that stands in a group; empty where it is left alone. Groups called the same say whose they are."""
    placed = {key for g in groups for key in g.keys}
    labels: dict[str, str] = {}
    for g in groups:
        keys = g.keys | (g.sometimes - placed - labels.keys())
        labels |= dict.fromkeys(keys, _label(g, labels.values()) if len(keys) > 1 else "")
    return labels


def _label(group: Demand, taken: Collection[str]) -> str:
    named = f"{group.label}（{'、'.join(group.matters)}）"
    return next(x for x in (group.label, named, *(f"{named}{n}" for n in range(2, 99))) if x not in taken)


def _demanded(row: Requirement, label: str, groups: Iterable[Demand]) -> Requirement:
    """A paper of a group; one that is left alone is as necessary as the choice was."""
    if label:
        return replace(row, any_of=label)
    necessity = strictest([row.necessity, *(g.necessity for g in groups if row.key in g.keys)])
    return replace(row, necessity=necessity, defer=row.defer if necessity == row.necessity else "")


def _not_necessary(
    row: Requirement, demands: Iterable[Demand], groups: Iterable[Demand], names: Mapping[str, str]
) -> Requirement:
    """A paper in whose place another is asked for anyway."""
    wanted = [d.keys for d in demands if row.key in d.keys | d.sometimes]
    instead = [sorted(names[key] for key in g.keys) for g in groups if any(g.keys <= keys for keys in wanted)]
    if not wanted:
        return row
    note = [f"已交{listed(each, '或')}的不用再交" for each in instead]
    return _noted(replace(row, necessity=Necessity.OPTIONAL, defer=""), note)


def _apart_words(guide: Guide, demand: Demand, names: Mapping[str, str]) -> str:
    papers = sorted(names[key] for key in demand.keys)
    what = "必须提供" if len(papers) == 1 else f"{listed(papers)}须交一种"
    return (one_of_conditions(guide, demand.whens) or f"{'、'.join(demand.matters)}：") + what


def _noted(row: Requirement, notes: Iterable[str]) -> Requirement:
    return replace(row, fill_note="；".join(filter(None, (row.fill_note, *sorted(set(notes))))))
