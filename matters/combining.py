"""What a bundle asks for, put together from what its members demand: once when it is merged and again whenever it is tailored."""

from collections.abc import Sequence
from dataclasses import replace

from matters.alternatives import strictest, with_alternatives
from matters.enums import CopiesRule, Form, Necessity, Source
from matters.guide import Guide, Member, Obtained, Requirement
from matters.sentences import joined, listed, plain
from matters.totals import total
from matters.whens import any_of, exclude_each_other

_FORMS = (Form.PAPER, Form.ELECTRONIC, Form.EITHER)
_SOURCES = (Source.GOVERNMENT, Source.OTHER, Source.APPLICANT)


def settled(guide: Guide, before: Sequence[Member]) -> Guide:
    """A bundle with everything that follows from its members' demands put together again. `before` are the members it had.

    Materials from their parts, limits from the members', the name of the result (unless the bundle has one of its own) and the departments.
    """
    gone = {m.department for m in before} - {m.department for m in guide.members}
    result = guide.result
    if result.name == result_name(before):
        result = replace(result, name=result_name(guide.members))
    return replace(
        guide,
        requirements=with_alternatives(guide, tuple(_outward(guide, r) for r in guide.requirements)),
        obtained=_together(guide.obtained),
        limits=total(guide.members, guide.promised),
        result=result,
        joint_departments=tuple(p for p in guide.joint_departments if p not in gone),
    )


def combined(parts: Sequence[Requirement], rule: CopiesRule) -> Requirement:
    """One demand that satisfies all of `parts`, which are demands for the same paper.

    Originals: a paper that is shown is shown once; where one of them asks for several (photos, forms that stay) they add up. Copies add up or
    are shared, by `rule`. What excludes each other is not added. The strictest necessity and form hold; it may be left out (`waiver`) or come
    later (`defer`) only where every part says so. Texts are joined without repeating a sentence. The same whatever the order of the parts, but
    for the order of `used_by`.
    """
    ordered = sorted(parts, key=lambda p: (p.key, p.when, p.used_by))
    first = ordered[0]
    necessity = strictest(p.necessity for p in parts)
    name = _name(parts)
    return replace(
        first,
        name=name,
        material=first.material if all(p.material == first.material for p in parts) else plain(name),
        original=_originals(parts, rule),
        copies=_copies(parts, rule),
        form=min((p.form for p in parts), key=_FORMS.index),
        necessity=necessity,
        defer=_by_matter(ordered, "defer") if necessity == Necessity.DEFERRABLE else "",
        source=min((p.source for p in parts), key=_SOURCES.index),
        issuer="、".join(sorted({p.issuer for p in parts if p.issuer})),
        **{field: joined(getattr(p, field) for p in parts) for field in ("how_to_get", "standard", "basis")},
        fill_note=joined([*(p.fill_note for p in parts), *_also_called(ordered, name), *_also_electronic(ordered)]),
        blank_url=min((p.blank_url for p in parts if p.blank_url), default=""),
        sample_url=min((p.sample_url for p in parts if p.sample_url), default=""),
        waiver=_by_matter(ordered, "waiver") if all(p.waiver for p in parts) else "",
        when=any_of(p.when for p in parts),
        any_of="",
        used_by=tuple(dict.fromkeys(name for p in parts for name in p.used_by)),
        parts=tuple(parts),
    )


def result_name(members: Sequence[Member]) -> str:
    """What comes of the last stage."""
    last = max((m.stage for m in members), default=0)
    return "、".join(dict.fromkeys(m.result for m in members if m.stage == last and m.result))


def _outward(guide: Guide, row: Requirement) -> Requirement:
    return replace(combined(row.parts, guide.copies_rule or CopiesRule.ADDED), key=row.key) if row.parts else row


def _name(parts: Sequence[Requirement]) -> str:
    names = {plain(p.name) for p in parts}
    return names.pop() if len(names) == 1 else min(plain(p.material or p.name) for p in parts)


def _originals(parts: Sequence[Requirement], rule: CopiesRule) -> int:
    counts = [p.original for p in parts]
    return max(counts) if rule == CopiesRule.SHARED or max(counts) <= 1 else _at_most(parts, counts)


def _copies(parts: Sequence[Requirement], rule: CopiesRule) -> int:
    counts = [p.copies for p in parts]
    return max(counts) if rule == CopiesRule.SHARED else _at_most(parts, counts)


def _at_most(parts: Sequence[Requirement], counts: Sequence[int]) -> int:
    """The most that those come to which may hold together."""
    if not parts:
        return 0
    (first, *others), (count, *rest) = parts, counts
    fitting = [(p, n) for p, n in zip(others, rest, strict=True) if not exclude_each_other(first.when, p.when)]
    with_first = count + _at_most([p for p, _ in fitting], [n for _, n in fitting])
    return with_first if len(fitting) == len(others) else max(with_first, _at_most(others, rest))


def _by_matter(parts: Sequence[Requirement], field: str) -> str:
    """What all say, or what each says, with whose it is."""
    said = {"、".join(p.used_by): getattr(p, field) for p in parts if getattr(p, field)}
    texts = set(said.values())
    return texts.pop() if len(texts) == 1 else "；".join(f"{matter}：{text}" for matter, text in sorted(said.items()))


def _also_called(parts: Sequence[Requirement], name: str) -> list[str]:
    """What else it is called: the name may say whose or which."""
    return [f"{'、'.join(p.used_by)}需{listed([plain(p.name)])}" for p in parts if plain(p.name) != name]


def _also_electronic(parts: Sequence[Requirement]) -> list[str]:
    if len({p.form for p in parts} & {Form.PAPER, Form.ELECTRONIC}) < 2:
        return []
    return [f"{'、'.join(p.used_by)}另需电子件" for p in parts if p.form == Form.ELECTRONIC]


def _together(obtained: Sequence[Obtained]) -> tuple[Obtained, ...]:
    """The same paper from the same matter under the same condition is one row."""
    rows: dict[tuple[str, str, str, frozenset[str]], Obtained] = {}
    for o in obtained:
        key = (o.material, o.name, o.by, frozenset(o.when))
        used_by = (*(rows[key].used_by if key in rows else ()), *o.used_by)
        rows[key] = replace(rows.get(key, o), used_by=tuple(dict.fromkeys(used_by)))
    return tuple(rows.values())
