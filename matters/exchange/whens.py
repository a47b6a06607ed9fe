"""Conditions as a file writes them: tokens (who.agent) or words (谁来办理=委托他人代办; several with ；), against a matter's questions."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from matters.exchange.values_lists import outside_brackets
from matters.guide import Question, When

_TOKEN = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_BETWEEN = re.compile(r"[;；\n]+")
_ENDS = "？?：: 的时"


class UnknownOption(LookupError):
    """A condition that none of the matter's options means; the message names the valid ones."""


@lru_cache(maxsize=4096)
def _tokens(text: str) -> When | None:
    """The tokens a text consists of; None where it is words."""
    parts = tuple(part for part in re.split(r"[\s,，;；、^|]+", text) if part)
    return parts if all(_TOKEN.fullmatch(part) for part in parts) else None


def read_when(text: str, questions: tuple[Question, ...] | None) -> When:
    """The options a condition names. Without knowing the questions (None) tokens are taken as they are. Raises UnknownOption."""
    tokens = _tokens(text)
    if tokens is not None:
        unknown = next((t for t in tokens if questions is not None and t not in set(_valid(questions))), None)
        if unknown:
            raise UnknownOption(_message(unknown, questions or ()))
        return tokens
    found = (
        token for clause in _BETWEEN.split(text) if clause.strip() for token in _clause(clause.strip(), questions or ())
    )
    return tuple(dict.fromkeys(found))


def _clause(clause: str, questions: tuple[Question, ...]) -> Iterator[str]:
    """The options that one 问题=选项 names; a clause without a sign is an option by itself."""
    said, sign, words = (part.strip() for part in re.sub(r"[＝：:]", "=", clause, count=1).partition("="))
    if not sign:
        yield _one(clause, said, questions, questions)
        return
    asked = [q for q in questions if _same(said, q.key, q.text)]
    for word in _words(words, asked):
        yield _one(clause, word, asked, questions)


def _words(words: str, asked: Iterable[Question]) -> list[str]:
    """One option, or several with 、 or 或 between them where none is called all of it."""
    if any(_same(words, o.key, o.text) for q in asked for o in q.options):
        return [words]
    return [w.strip() for part in outside_brackets(words, "、/,，") for w in part.split("或") if w.strip()]


def _one(clause: str, word: str, asked: Iterable[Question], questions: tuple[Question, ...]) -> str:
    tokens = [
        f"{q.key}.{o.key}" for q in asked for o in q.options if _same(word, o.key, o.text) or word == f"{q.key}.{o.key}"
    ]
    if len(tokens) != 1:
        raise UnknownOption(_message(clause, questions))
    return tokens[0]


def _same(said: str, key: str, text: str) -> bool:
    return said == key or said.strip(_ENDS) == text.strip(_ENDS)


def _valid(questions: Iterable[Question]) -> Iterator[str]:
    return (f"{q.key}.{o.key}" for q in questions for o in q.options)


def _message(said: str, questions: Iterable[Question]) -> str:
    valid = "；".join(f"{q.text.strip(_ENDS)}={o.text}（{q.key}.{o.key}）" for q in questions for o in q.options)
    return f"“{said}”不是这个事项的情形选项，" + (
        f"可以写：{valid}" if valid else "这个事项没有情形问题，请先在“情形”表里写上"
    )
