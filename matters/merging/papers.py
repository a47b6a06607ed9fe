"""The materials of several matters as one list: which of them are the same paper, and which an earlier stage yields."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from matters.enums import Necessity
from matters.guide import Obtained, Requirement
from matters.merging.asking import not_chosen
from matters.merging.membership import Joining
from matters.sentences import joined, listed, plain
from matters.whens import both, implies

Identity = tuple[str, str]


def papers(members: Sequence[Joining]) -> tuple[tuple[Requirement, ...], tuple[Obtained, ...]]:
    """A row for each paper with what every matter demands of it (`parts`), and the papers that need not be brought.

    A paper is known by its library material (or its name, where it has none). Where one matter asks for the same material under different names,
    as for the applicant's and the agent's identity card, it is known by its name as well, in the whole bundle.
    """
    named = _known_by_name(members)
    rows: dict[Identity, list[Requirement]] = {}
    obtained: list[Obtained] = []
    for member in members:
        before = sorted((m for m in members if m.yields and m.stage < member.stage), key=lambda m: m.code)
        obtained += [o for p in _parts(member) for o in _obtained(member, p, before)]
        for p in _asked(member, before):
            rows.setdefault(_identity(p, named), []).append(p)
    return tuple(_row(parts) for parts in rows.values()), tuple(obtained)


def material_of(requirement: Requirement) -> str:
    """What the library calls it, or it itself."""
    return plain(requirement.material or requirement.name)


def _row(parts: list[Requirement]) -> Requirement:
    """Which paper it is; what is demanded of it is put together from the parts that apply (see `matters.combining`)."""
    return replace(parts[0], key=min(p.key for p in parts), parts=tuple(parts))


def _known_by_name(members: Iterable[Joining]) -> set[str]:
    called: dict[tuple[str, str], set[str]] = {}
    for member in members:
        for r in member.guide.requirements:
            called.setdefault((member.code, material_of(r)), set()).add(plain(r.name))
    return {material for (_, material), names in called.items() if len(names) > 1}


def _identity(requirement: Requirement, named: set[str]) -> Identity:
    material = material_of(requirement)
    return (material, plain(requirement.name) if material in named else "")


def _parts(member: Joining) -> list[Requirement]:
    return [replace(r, key=f"{member.code}-{r.key}", used_by=(member.name,)) for r in member.guide.requirements]


def _obtained(member: Joining, part: Requirement, before: Iterable[Joining]) -> Iterator[Obtained]:
    for earlier in _yielding(part, before):
        when = both(part.when, earlier.when)
        if when is not None:
            yield Obtained(
                material=material_of(part), name=part.name, by=earlier.name, used_by=(member.name,), when=when
            )


def _yielding(part: Requirement, before: Iterable[Joining]) -> list[Joining]:
    return [m for m in before if plain(m.yields) == material_of(part)]


def _asked(member: Joining, before: Sequence[Joining]) -> Iterator[Requirement]:
    """What of the member's papers has to be brought: those that nothing yields, or only an optional member that is not chosen."""
    parts = _parts(member)
    for part in parts:
        versions = [part]
        for earlier in _yielding(part, before):
            versions = [v for version in versions for v in _unless(version, earlier)]
        for earlier, other in _instead(part, parts, before):
            versions = [v for version in versions for v in _eased(version, other, earlier)]
        yield from versions


def _instead(
    part: Requirement, parts: Iterable[Requirement], before: Sequence[Joining]
) -> list[tuple[Joining, Requirement]]:
    """What satisfies the same choice wherever this paper would, with who yields it."""
    others = [
        p for p in parts if part.any_of and p is not part and p.any_of == part.any_of and implies(part.when, p.when)
    ]
    found = [(earlier, other) for other in others for earlier in _yielding(other, before)]
    return sorted(found, key=lambda pair: (pair[0].code, pair[1].key))  # whatever order they came in


def _unless(part: Requirement, earlier: Joining) -> list[Requirement]:
    """The demand as it stands when that member is not chosen."""
    left_out = not_chosen(earlier)
    when = None if left_out is None else both(part.when, left_out)
    return [] if when is None else [replace(part, when=when)]


def _eased(part: Requirement, other: Requirement, earlier: Joining) -> list[Requirement]:
    """An alternative to a paper that the bundle yields: not necessary, unless the member that yields it is not chosen."""
    if not part.any_of:
        return [part]
    chosen = both(part.when, earlier.when)
    note = joined((part.fill_note, f"由“{earlier.name}”办得{listed([other.name])}的不用交"))
    eased = replace(part, any_of="", necessity=Necessity.OPTIONAL, defer="", fill_note=note)
    return [*_unless(part, earlier), *([] if chosen is None else [replace(eased, when=chosen)])]
