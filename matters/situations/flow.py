"""How the questions follow each other, as a graph: a card a question, an edge an option, and what comes of it at the end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matters.guide import Guide
from matters.overview import grouped
from matters.situations.paths import paths, representatives
from matters.tailoring import OUTCOME_CAP, outcomes, tailor

MOST_ENDS = 6
"""Ends that say their own number of materials; with more of them, or where a question would have to be drawn twice for it, there is one end."""

Way = tuple[tuple[str, ...], str]
"""Answers in the order they are given, and the words at their end."""
Node = tuple[str, tuple[tuple[str, int], ...]]
"""A question's key (or the words at an end) and the number of the node that follows each option."""
Nodes = dict[Node, int]
"""Nodes with their numbers: what is the same from there on is one node. What follows a node has a smaller number than it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An option's words, and the number of the card it leads to."""

    text: str
    target: int


@dataclass(frozen=True, slots=True)
class Card:
    """A question, or an end (no edges). `layer` counts from 0: every edge leads to a later layer."""

    text: str
    edges: tuple[Edge, ...]
    layer: int

    @property
    def is_end(self) -> bool:
        """Whether nothing more is asked."""
        return not self.edges


Flow = tuple[Card, ...]
"""Cards in the order they are met; edges name them by their index."""


def flow(guide: Guide) -> Flow:
    """Every way through the questions; empty where none is asked.

    With more than OUTCOME_CAP outcomes the questions are followed by their conditions alone, and the end says no numbers.
    """
    answers = outcomes(guide, OUTCOME_CAP + 1)
    if answers == ({},):
        return ()
    if len(answers) > OUTCOME_CAP:
        return _cards(guide, list(_reasoned(guide)))
    counted = [(tuple(f"{q}.{o}" for q, o in given.items()), len(_papers(guide, given))) for given in answers]
    told = _cards(guide, [(way, f"{count}项材料") for way, count in counted])
    fewest, most = min(n for _, n in counted), max(n for _, n in counted)
    words = f"{fewest}项材料" if fewest == most else f"{fewest}～{most}项材料"
    plain = _cards(guide, [(way, words) for way, _ in counted])
    ends = sum(card.is_end for card in told)
    return told if ends <= MOST_ENDS and len(told) - ends == len(plain) - 1 else plain


def flow_in_words(cards: Flow) -> str:
    """The same in sentences, for those who do not see the picture."""
    return "".join(_sentence(cards, card) for card in cards if not card.is_end)


def _sentence(cards: Flow, card: Card) -> str:
    clauses = (f"选“{edge.text}”，{_next(cards[edge.target])}" for edge in card.edges)
    return f"“{card.text}”：{'；'.join(clauses)}。"


def _next(card: Card) -> str:
    return "答完" + (f"，{card.text}" if card.text else "") if card.is_end else f"接着问“{card.text}”"


def _papers(guide: Guide, given: Mapping[str, str]) -> Sequence[object]:
    return grouped(tailor(guide, given).requirements)


def _reasoned(guide: Guide) -> Iterator[Way]:
    """The ways told apart by what opens questions; an option stands for those that open the same."""
    every = [tuple(f"{q.key}.{o.key}" for o in q.options) for q in guide.questions]
    conditions = [*every, *(q.when for q in guide.questions)]
    stands_for = representatives(guide.questions, conditions)
    for path in paths(guide.questions, conditions):
        yield tuple("|".join(stands_for[token]) for token in path), ""


def _cards(guide: Guide, ways: list[Way]) -> Flow:
    nodes: Nodes = {}
    root = _add(nodes, ways, 0)
    found = {number: node for node, number in nodes.items()}
    layers = _layers(found, root)
    met = list(_met(found, root))
    texts = {f"{q.key}.{o.key}": o.text for q in guide.questions for o in q.options}
    texts |= {q.key: q.text for q in guide.questions}
    order = list(texts)

    def place(follows: tuple[str, int]) -> int:
        return order.index(follows[0])

    return tuple(
        Card(
            text=texts[found[number][0]] if found[number][1] else found[number][0],
            edges=tuple(Edge(texts[token], met.index(below)) for token, below in sorted(found[number][1], key=place)),
            layer=layers[number] if found[number][1] else max(layers.values()),
        )
        for number in met
    )


def _add(nodes: Nodes, ways: list[Way], depth: int) -> int:
    """The number of the node at which those ways are, so many answers in."""
    answers, end = ways[0]
    if len(answers) == depth:
        return nodes.setdefault((end, ()), len(nodes))
    branches: dict[str, list[Way]] = {}
    for way in ways:
        branches.setdefault(way[0][depth], []).append(way)
    below = {tokens: _add(nodes, found, depth + 1) for tokens, found in branches.items()}
    follows = tuple((token, number) for tokens, number in below.items() for token in tokens.split("|"))
    return nodes.setdefault((answers[depth].partition(".")[0], follows), len(nodes))


def _layers(found: Mapping[int, Node], root: int) -> dict[int, int]:
    """Each node as far right as the longest way to it wants it."""
    layers = dict.fromkeys(found, 0)
    for number in range(root, -1, -1):
        for _, below in found[number][1]:
            layers[below] = max(layers[below], layers[number] + 1)
    return layers


def _met(found: Mapping[int, Node], number: int) -> Iterator[int]:
    """The nodes in the order in which they are come to."""
    waiting, seen = [number], set[int]()
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            yield here
            waiting += [below for _, below in reversed(found[here][1])]
