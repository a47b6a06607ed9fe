"""The questions of several matters as the questions of one bundle, and their conditions rewritten to them.

Two questions are the same where their text and the texts of their options are (white space aside); that question is asked once. An optional
member adds a question of its own, asked before all others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matters.guide import Guide, Option, Question, When
from matters.merging.membership import Joining
from matters.sentences import joined, plain
from matters.situations.paths import reachable
from matters.whens import both, by_question, weakest

KEY_LENGTH = 20
YES, NO = "yes", "no"

_Signature = tuple[str, tuple[str, ...], int]
_Tokens = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class _Asker:
    """A member and a question of its. Of those who ask the same the lowest rank lends its keys and its words to all."""

    member: Joining
    question: Question

    @property
    def rank(self) -> tuple[str, str]:
        return (self.question.key, self.member.code)


def ask(members: Sequence[Joining]) -> tuple[tuple[Question, ...], list[Joining]]:
    """The bundle's questions, and the members with every condition rewritten to them.

    A row that no set of answers leads to is left out, and so is a question that nothing opens.
    """
    picks = {m.code: _pick(m) for m in members if m.is_optional}
    members = list(map(_reachable_only, members))
    chosen = [replace(m, when=(f"{picks[m.code].key}.{YES}",)) if m.is_optional else m for m in members]
    same = _same(chosen)
    keys = _keys(same, {q.key for q in picks.values()})
    tokens = {
        (a.member.code, f"{a.question.key}.{own}"): f"{keys[signature]}.{key}"
        for signature, askers in same.items()
        for a in askers
        for own, key in _options(a.question, _speaker(askers).question).items()
    }
    questions = tuple(q for s, askers in same.items() for q in _question(askers, keys[s], _prefix(s, same), tokens))
    opened = {q.key: q.when for q in questions}
    return (*picks.values(), *questions), [_rewritten(m, tokens, opened) for m in chosen]


def not_chosen(member: Joining) -> When | None:
    """The condition under which an optional member is left out; None for one that never is."""
    return tuple(f"{token.partition('.')[0]}.{NO}" for token in member.when) if member.when else None


def _reachable_only(member: Joining) -> Joining:
    """Without the questions that its own answers never lead to: another matter may ask the same, after other questions."""
    questions = member.guide.questions
    asked = tuple(q for q in questions if reachable(questions, q.when))
    return replace(member, guide=replace(member.guide, questions=asked))


def _pick(member: Joining) -> Question:
    options = (Option(key=YES, text=f"一起办{member.name}"), Option(key=NO, text=f"不办{member.name}"))
    key = f"pick_{member.code.lower()}"[:KEY_LENGTH]
    return Question(key=key, text=f"要一起办“{member.name}”吗？", options=options)


def _same(members: Iterable[Joining]) -> dict[_Signature, list[_Asker]]:
    """Who asks what. A matter that asks the same twice means two things: its first is others' first, and so on."""
    found: dict[_Signature, list[_Asker]] = {}
    for member in members:
        seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for q in member.guide.questions:
            said = (plain(q.text), tuple(sorted(plain(o.text) for o in q.options)))
            found.setdefault((*said, seen[said]), []).append(_Asker(member, q))
            seen[said] += 1
    return found


def _speaker(askers: Iterable[_Asker]) -> _Asker:
    return min(askers, key=lambda a: a.rank)


def _keys(same: Mapping[_Signature, list[_Asker]], taken: set[str]) -> dict[_Signature, str]:
    """A key for each question: the speaker's, with the matter's code behind it where another question has the same."""
    wanted = Counter(_speaker(askers).question.key for askers in same.values())
    keys: dict[_Signature, str] = {}
    for signature, askers in sorted(same.items(), key=lambda item: _speaker(item[1]).rank):
        key, code = _speaker(askers).rank
        keys[signature] = _free(key if wanted[key] == 1 else _with(key, f"_{code.lower()}"), taken)
        taken = taken | {keys[signature]}
    return keys


def _with(key: str, tail: str) -> str:
    return key[: KEY_LENGTH - len(tail)] + tail


def _free(key: str, taken: set[str]) -> str:
    return key if key not in taken else next(k for n in range(2, 100) if (k := _with(key, f"_{n}")) not in taken)


def _options(own: Question, spoken: Question) -> dict[str, str]:
    """The keys of the options of one question as the keys of the same options of another."""

    def in_order(question: Question) -> list[str]:
        return [o.key for o in sorted(question.options, key=lambda o: (plain(o.text), o.key))]

    return dict(zip(in_order(own), in_order(spoken), strict=True))


def _prefix(signature: _Signature, same: Mapping[_Signature, list[_Asker]]) -> str:
    """Whose question it is, where others ask the same in other options."""
    if len({s[1] for s in same if s[0] == signature[0]}) == 1:
        return ""
    askers = sorted(same[signature], key=lambda a: a.member.code)
    return "、".join(a.member.name for a in askers) + "："


def _question(askers: list[_Asker], key: str, prefix: str, tokens: _Tokens) -> list[Question]:
    """The one question that all of them ask, opened as soon as any of theirs is; none where nothing opens it."""
    openings = [_closed(a.member, a.question.when, tokens) for a in askers]
    spoken = _speaker(askers).question
    if all(opening is None for opening in openings):
        return []
    return [
        replace(
            spoken,
            key=key,
            text=prefix + spoken.text,
            help=joined(a.question.help for a in askers),
            when=weakest(opening for opening in openings if opening is not None),
        )
    ]


def _closed(member: Joining, when: When, tokens: _Tokens) -> When | None:
    """A condition in the bundle's options with all that opens its questions in this member."""
    mapped = _mapped(member, when, tokens)
    openings = [_closed(member, _opening(member.guide, key), tokens) for key in by_question(when)]
    if mapped is None or None in openings:
        return None
    return both(member.when, *(o for o in openings if o is not None), mapped)


def _opening(guide: Guide, key: str) -> When:
    question = guide.question(key)
    return question.when if question else ()


def _mapped(member: Joining, when: When, tokens: _Tokens) -> When | None:
    found: list[str] = []
    for own in by_question(when).values():
        known = [tokens[member.code, token] for token in own if (member.code, token) in tokens]
        if not known:
            return None
        found += known
    return tuple(found)


def _rewritten(member: Joining, tokens: _Tokens, opened: Mapping[str, When]) -> Joining:
    """The member in the bundle's options. What opened a question here is added where the bundle opens it more widely."""

    def rewrite(when: When) -> When | None:
        mapped = _mapped(member, when, tokens)
        if mapped is None or _closed(member, when, tokens) is None:
            return None
        openings = {
            key: _closed(member, _opening(member.guide, own), tokens) or ()
            for own, key in zip(by_question(when), by_question(mapped), strict=True)
        }
        narrower = [o for key, o in openings.items() if frozenset(o) != frozenset(opened[key])]
        return both(member.when, *narrower, mapped)

    def rows(name: str) -> tuple[Any, ...]:
        pairs = [(row, rewrite(row.when)) for row in getattr(member.guide, name)]
        return tuple(replace(row, when=when) for row, when in pairs if when is not None)

    lists = ("requirements", "steps", "charges", "limits", "conditions", "handlings")
    rewritten: dict[str, Any] = {name: rows(name) for name in lists}
    return replace(member, guide=replace(member.guide, **rewritten))
