"""Which matter a dirty name in a list of 一件事 means. Pure; nothing is guessed in silence: every match says how it came about."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

SIMILAR = 0.68
"""From which score on (0 to 1) a name that is alone with it is taken."""
WORTH_NAMING = 0.5
"""From which score on a name is told as a candidate."""
MARGIN = 0.06
"""How much better than the next matter the best one has to be."""
CANDIDATES = 4


class Manner(StrEnum):
    """How a name was matched, surest first."""

    EXACT = "exact"
    NORMALISED = "normalised"
    SIMILAR = "similar"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"

    @property
    def words(self) -> str:
        """`一致`."""
        return _WORDS[self]


_WORDS = {
    Manner.EXACT: "一致",
    Manner.NORMALISED: "去掉标点、括号和虚词后一致",
    Manner.SIMILAR: "相近",
    Manner.AMBIGUOUS: "有几个可能",
    Manner.NOT_FOUND: "没有找到",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A matter of the catalog by all it is called: `name` first, then short name and synonyms. Public ones are asked before drafts."""

    code: str
    names: tuple[str, ...]
    is_public: bool = True

    @property
    def name(self) -> str:
        """The official one."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that may be meant, with its score from 0 to 1, by which of its names."""

    known: Known
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a given name means: `found` is None for an ambiguous and an unknown one; `candidates` are the best, best first."""

    given: str
    manner: Manner
    found: Known | None
    candidates: tuple[Candidate, ...]

    @property
    def score(self) -> float:
        """Of the best candidate."""
        return self.candidates[0].score if self.candidates else 0.0


def match(given: str, catalog: Sequence[Known]) -> Match:
    """The matter `given` means: among public ones, and only where none of these comes near among the others."""
    public = [known for known in catalog if known.is_public]
    found = _match(given, public)
    return found if found.manner != Manner.NOT_FOUND else _match(given, [k for k in catalog if not k.is_public])


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: the order of the characters counts half, which there are the other half.

    0 where one is about changing, ending or renewing and the other is not: 变更 and 注销 differ in two characters and in everything else.
    """
    if _acts(one) != _acts(other):
        return 0.0
    a, b = core(one), core(other)
    if not a or not b:
        return 0.0
    shared = sum((Counter(a) & Counter(b)).values())
    return (SequenceMatcher(None, a, b, autojunk=False).ratio() + 2 * shared / (len(a) + len(b))) / 2


def plain(name: str) -> str:
    """Without widths, case, spaces, punctuation and particles: what is left of “户外广告设置的审批 ” is 户外广告设置审批."""
    return _PARTICLES.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", name).casefold()))


def core(name: str) -> str:
    """`plain` without notes that narrow (“（不含…）”, closed or not; “（县级）”) and with the usual slips and variants made one."""
    text = _NOTES.sub("", unicodedata.normalize("NFKC", name))
    text = plain(text)
    for variants, standard in _VARIANTS:
        text = variants.sub(standard, text)
    return text


def _match(given: str, catalog: Sequence[Known]) -> Match:
    wanted = unicodedata.normalize("NFKC", given).strip()
    rules = (
        (Manner.EXACT, lambda name: unicodedata.normalize("NFKC", name).strip() == wanted),
        (Manner.NORMALISED, lambda name: plain(name) == plain(given)),
        (Manner.NORMALISED, lambda name: core(name) == core(given)),
    )
    for manner, is_same in rules:
        same = [Candidate(known, 1.0, name) for known in catalog if (name := next(filter(is_same, known.names), None))]
        # An official name goes before what somebody else's synonyms say.
        same = [c for c in same if c.by == c.known.name] or same
        if same:
            return _decided(given, manner, same)
    return _alike(given, catalog)


def _alike(given: str, catalog: Iterable[Known]) -> Match:
    found = [c for known in catalog if (c := _best(given, known)).score >= WORTH_NAMING]
    found.sort(key=lambda c: (-c.score, c.known.code))
    if not found or found[0].score < SIMILAR:
        return Match(given, Manner.NOT_FOUND, None, tuple(found[:CANDIDATES]))
    rivals = [c for c in found if c.score > found[0].score - MARGIN]
    manner = Manner.SIMILAR if len(rivals) == 1 else Manner.AMBIGUOUS
    return Match(given, manner, found[0].known if len(rivals) == 1 else None, tuple(found[:CANDIDATES]))


def _best(given: str, known: Known) -> Candidate:
    return max((Candidate(known, likeness(given, name), name) for name in known.names), key=lambda c: c.score)


def _decided(given: str, manner: Manner, same: list[Candidate]) -> Match:
    if len(same) == 1:
        return Match(given, manner, same[0].known, tuple(same))
    return Match(given, Manner.AMBIGUOUS, None, tuple(same[:CANDIDATES]))


def _acts(name: str) -> frozenset[str]:
    return frozenset(word for word in _ACTS if word in name)


_MARKS = re.compile(r"[\W_]+")
_PARTICLES = re.compile(r"[的之]")
# A bracket that was never closed ends with the name.
_NOTES = re.compile(
    r"\((?:不含|不包括|除|限|仅|含|包括)[^()]*(?:\)|$)|\((?:[省市县区]级?(?:行使|权限)?(?:/[省市县区]级?)?)\)"
)
_VARIANTS = (
    (re.compile("场地"), "场所"),
    (re.compile("报告[书表]"), "报告"),
    (re.compile("许可证"), "许可"),
    (re.compile("核发|办理$|事项$"), ""),
)
_ACTS = (
    "变更",
    "注销",
    "延续",
    "补办",
    "补领",
    "换领",
    "换证",
    "换发",
    "遗失",
    "年检",
    "年审",
    "撤销",
    "恢复",
    "暂停",
    "备案",
)
