"""Everyday words and the words around what somebody wants. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from matters.search.folding import fold, words_of

_ASKED = (
    "需要带什么材料|需要什么材料|需要哪些材料|需要准备什么|要带什么材料|要什么材料|要哪些材料|什么材料|哪些材料|需要什么|需要什么手续|什么手续|怎么办理|怎样办理|"
    "如何办理|怎么申请|如何申请|怎么弄|怎么办|怎么样|怎么|怎样|如何|在哪里办理|在哪里办|在哪里|在哪儿|在哪办|在哪|去哪里|去哪儿|去哪办|去哪|哪里|哪儿|多少钱|"
    "多长时间|多久|几天|什么时候|什么条件|办理流程|办理条件|办理材料|办理地点|有什么|可以领|能领|可不可以|能不能|可以|我想|我要|想要|我们|我的|请问|需要|什么|以后|之后|"
    "的|了|吗|呢|吧|啊|我"
)
"""Questions, which stand between the words that count; the longer is looked for first, so that nothing of it is left over."""
_BEFORE = "申请办理|办理|申请|申领|领取|办个|办张|办|开个|开家|开一家|开|领|交|查|想|要|给|把|去"
_AFTER = "办理|申请|申领|怎么|手续|流程|条件|指南|材料"
_BETWEEN = re.compile("|".join(sorted(_ASKED.split("|"), key=len, reverse=True)))
_AROUND = re.compile(f"^(?:{_BEFORE})+(?=..)|(?<=..)(?:{_AFTER})+$")


@dataclass(frozen=True, slots=True)
class Everyday:
    """A word as people say it, and the official ones that it stands for; each as it was written and folded."""

    word: str
    means: tuple[str, ...]

    @property
    def folded(self) -> str:
        """As it is compared."""
        return fold(self.word)


def everyday(words: Mapping[str, str]) -> dict[str, Everyday]:
    """By their folded form, from what editors wrote: several official words stand with spaces between them."""
    found = (Everyday(word, tuple(means.split())) for word, means in words.items())
    return {one.folded: one for one in found if one.folded and any(fold(text) for text in one.means)}


def told(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without questions and verbs that say nothing of what is wanted; empty where nothing else was typed."""
    parts = (part for word in words for part in _BETWEEN.sub(" ", word).split())
    return tuple(kept for part in parts if (kept := _AROUND.sub("", part)))


def inside(word: str, known: Mapping[str, Everyday]) -> tuple[tuple[str, ...], tuple[Everyday, ...]]:
    """A word cut at the everyday words in it that are not all of it, the longest first: what is left between them, and them."""
    rest, met = word, []
    for folded in sorted((one for one in known if one in word and one != word), key=lambda one: (-len(one), one)):
        if folded in rest:
            rest = rest.replace(folded, " ")
            met.append(known[folded])
    return words_of(rest), tuple(met)
