"""What applies beside the papers: conditions, charges, law, channels and so on of several matters, each said once.

What every matter says stands alone; what only some say carries their name, where it would otherwise not be clear whose it is.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from matters.enums import ChannelKind, ResultKind
from matters.guide import (
    Channel,
    Charge,
    Condition,
    Faq,
    Guide,
    LegalBasis,
    Mode,
    Pause,
    Remedy,
    Result,
    Step,
)
from matters.merging.membership import Joining
from matters.sentences import joined, plain

T = TypeVar("T", bound=Hashable)


def conditions(members: Sequence[Joining]) -> tuple[Condition, ...]:
    """What all matters ask first, then each matter's own, those under one condition together."""
    shared = [c for c in members[0].guide.conditions if all(_says(m, c) for m in members)]
    known = {(plain(c.text), frozenset(c.when)) for c in shared}
    own = [c for m in members for c in _own_conditions(m, known)]
    return (*dict.fromkeys(shared), *own)


def charges(members: Iterable[Joining]) -> tuple[Charge, ...]:
    """Every charge, named with its matter."""
    return tuple(replace(c, name=f"{c.name}（{m.name}）") for m in members for c in m.guide.charges)


def steps(members: Iterable[Joining]) -> tuple[Step, ...]:
    """Every step, stage by stage."""
    return tuple(replace(s, stage=m.stage, matter=m.name) for m in members for s in m.guide.steps)


def pauses(members: Sequence[Joining]) -> tuple[Pause, ...]:
    """What stops a clock, and whose where not everybody's."""
    whose = _whose((p, m) for m in members for p in m.guide.pauses)
    return tuple(replace(p, note=_said_by(p.note, names, members)) for p, names in whose.items())


def modes(members: Sequence[Joining]) -> tuple[Mode, ...]:
    """服务方式 that any matter offers, and which where not all do."""
    whose = _whose((x, m) for m in members for x in m.guide.modes)
    kinds = dict.fromkeys(x.kind for x in whose)
    return tuple(
        Mode(
            kind=kind,
            note=joined(_said_by(x.note, names, members) for x, names in whose.items() if x.kind == kind),
        )
        for kind in kinds
    )


def channels(members: Sequence[Joining]) -> tuple[Channel, ...]:
    """The window, and what every matter that must be handled offers; an address only where it is everybody's."""
    needed = [m for m in members if not m.is_optional] or list(members)
    kinds = [k for k in ChannelKind if k == ChannelKind.WINDOW or all(_offers(m, k) for m in needed)]
    return tuple(
        Channel(
            kind=kind,
            url=_if_equal(c.url for m in needed for c in m.guide.channels if c.kind == kind),
            note=_if_equal(c.note for m in needed for c in m.guide.channels if c.kind == kind),
        )
        for kind in kinds
    )


def legal_basis(members: Iterable[Joining]) -> tuple[LegalBasis, ...]:
    """Every law once, with the longest wording quoted of it."""
    found: dict[tuple[str, str, str], LegalBasis] = {}
    for basis in (b for m in members for b in m.guide.legal_basis):
        key = (basis.title, basis.number, basis.article)
        found[key] = max(found.get(key, basis), basis, key=lambda b: (len(b.text), b.text))
    return tuple(found.values())


def remedies(members: Iterable[Joining]) -> tuple[Remedy, ...]:
    """Every way to object, once."""
    return tuple(dict.fromkeys(r for m in members for r in m.guide.remedies))


def faqs(members: Sequence[Joining]) -> tuple[Faq, ...]:
    """Every question once; one that has different answers says whose each is."""
    whose = _whose((f, m) for m in members for f in m.guide.faqs)
    answers = [plain(f.question) for f in whose]
    return tuple(
        f if answers.count(plain(f.question)) == 1 else replace(f, question=_said_by(f.question, names, ()))
        for f, names in whose.items()
    )


def result(members: Sequence[Joining], name: str) -> Result:
    """What comes of it all: `name`, delivered in all the ways there are; validity and checks with whose they are."""
    results = [m.guide.result for m in members]
    kinds = {r.kind for r in results}
    return Result(
        name=name,
        kind=kinds.pop() if len(kinds) == 1 else ResultKind.OTHER,
        delivery=tuple(dict.fromkeys(way for r in results for way in r.delivery)),
        validity=said(members, lambda g: g.result.validity),
        annual_check=said(members, lambda g: g.result.annual_check),
        sample_url=_if_equal(r.sample_url for r in results),
    )


def said(members: Sequence[Joining], text_of: Callable[[Guide], str]) -> str:
    """A text of every matter: once where all say the same, else each with whose it is."""
    whose = _whose((plain(text_of(m.guide)), m) for m in members if text_of(m.guide))
    return "；".join(sorted(_said_by(text, names, members) for text, names in whose.items()))


def only(values: Iterable[T], otherwise: T) -> T:
    """The one value there is, or `otherwise` where there are several."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else otherwise


def _says(member: Joining, condition: Condition) -> bool:
    said = (plain(condition.text), frozenset(condition.when))
    return any((plain(c.text), frozenset(c.when)) == said for c in member.guide.conditions)


def _own_conditions(member: Joining, known: set[tuple[str, frozenset[str]]]) -> list[Condition]:
    texts: dict[frozenset[str], list[Condition]] = {}
    for c in member.guide.conditions:
        if (plain(c.text), frozenset(c.when)) not in known:
            texts.setdefault(frozenset(c.when), []).append(c)
    return [
        Condition(text=f"{member.name}：{'；'.join(c.text.rstrip('。；') for c in rows)}", when=rows[0].when)
        for rows in texts.values()
    ]


def _whose(pairs: Iterable[tuple[T, Joining]]) -> dict[T, list[str]]:
    """Every value with the names of those who say it."""
    found: dict[T, list[str]] = {}
    for value, member in pairs:
        names = found.setdefault(value, [])
        if member.name not in names:
            names.append(member.name)
    return found


def _said_by(text: str, names: Sequence[str], members: Sequence[Joining]) -> str:
    """A text with whose it is, unless it is everybody's."""
    if len(names) == len(members):
        return text
    return "：".join(filter(None, ("、".join(sorted(names)), text)))


def _offers(member: Joining, kind: ChannelKind) -> bool:
    return any(c.kind == kind for c in member.guide.channels)


def _if_equal(texts: Iterable[str]) -> str:
    return only(texts, "")
